import { type Figure, ratio } from "./figure";
import { durations, median } from "./latency";
import type { BenchServer } from "./server";

const ROUNDS = 4;
const CALLS = 40;

/** What row-level security costs a page: measured by turns with and without it, so that both have the same machine. */
export async function rowSecurityFigure(server: BenchServer, what: string, page: () => Promise<void>): Promise<Figure> {
  const { rows } = await server.owner.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace",
  );
  const secure = async (state: "ENABLE" | "DISABLE") => {
    for (const { name } of rows) await server.owner.query(`ALTER TABLE ${name} ${state} ROW LEVEL SECURITY`);
    await durations(5, page);
    return durations(CALLS, page);
  };
  const [open, closed]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    open.push(...(await secure("DISABLE")));
    closed.push(...(await secure("ENABLE")));
  }
  return ratio(`${what} with row-level security ÷ without (medians)`, median(closed) / median(open), 1.15);
}
