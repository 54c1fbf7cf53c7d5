import "server-only";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { download } from "@/lib/http/text-download";
import { parseMoment } from "@/lib/moment/schema";
import { gainLine, gainsHeader } from "./gains-csv";
import { getAllGains } from "./queries";
import { type GainRow, gainsViewSchema } from "./schema";

/** Lines that leave the server in one piece. */
const CHUNK_ROWS = 1_000;

/** The lots that were closed in `?year=`, or in all years, at the moment of the address, as CSV. Null: not the actor's portfolio. */
export async function downloadGains(actor: Actor, portfolioId: bigint, query: URLSearchParams): Promise<Response | null> {
  const search = Object.fromEntries(query);
  const { year } = gainsViewSchema.parse(search);
  const view = await getAllGains(actor, portfolioId, { year }, parseMoment(search));
  if (!view) return null;
  await asActor(actor, (tx) => record(tx, actor, "export_downloaded", `portfolio:${portfolioId}`, { format: "csv", what: "gains" }));
  return download(csv(view.realised, view.baseCurrency), "csv", `gains-${year ?? "all-years"}-portfolio-${portfolioId}`);
}

async function* csv(rows: readonly GainRow[], baseCurrency: string): AsyncGenerator<string> {
  yield gainsHeader();
  for (let start = 0; start < rows.length; start += CHUNK_ROWS)
    yield rows
      .slice(start, start + CHUNK_ROWS)
      .map((row) => gainLine(row, baseCurrency))
      .join("");
}
