import "server-only";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import { fetchReferenceRates, fileFor } from "@/lib/rates/ecb/client";
import type { ReferenceRate } from "@/lib/rates/ecb/files";
import { newestPublished } from "@/lib/rates/target-days";
import { retryAfterMs, troubleOf } from "./trouble";

const TASK = "reference-rates";
/** Nobody else takes the task for so long; a worker that dies over it gives it back by that. */
const LEASE = "10 minutes";
const HOUR_MS = 60 * 60 * 1000;
/** As many as one statement takes without a parameter of many megabytes. */
const AT_ONCE = 20_000;

/**
 * Brings the European Central Bank's rates up to date, when the task is due and nobody else is at it: fetches only where a day is missing
 * that must be out by now. What goes wrong is noted where people see it, and tried again later.
 */
export async function updateReferenceRates(signal: AbortSignal, now = new Date()): Promise<void> {
  const baseUrl = env().ECB_URL;
  if (baseUrl === null || !(await claim())) return;
  const { newest, failures } = await state();
  const wanted = newestPublished(now);
  try {
    if (newest === null || newest < wanted) await store(await fetchReferenceRates(baseUrl, fileFor(newest, wanted), signal));
    // What should be out and isn't yet will be soon.
    const isBehind = ((await state()).newest ?? "") < wanted;
    await note("", (isBehind ? 1 : 3) * HOUR_MS);
  } catch (error) {
    if (signal.aborted) return;
    await note(troubleOf(error), retryAfterMs(failures + 1));
  }
}

async function claim(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ claimed: boolean }[]>`SELECT claim_daily_task(${TASK}, ${LEASE}::interval) AS claimed`;
  return row?.claimed ?? false;
}

async function state(): Promise<{ newest: string | null; failures: number }> {
  const [row] = await database().$queryRaw<{ newest: string | null; failures: number }[]>`
    SELECT newest::text, failures FROM reference_rates_state()`;
  return row ?? { newest: null, failures: 0 };
}

async function note(problem: string, againMs: number): Promise<void> {
  await database().$executeRaw`SELECT note_daily_task(${TASK}, ${problem}, make_interval(secs => ${againMs / 1000}::float8))`;
}

/** All of a file or nothing of it. */
async function store(rates: readonly ReferenceRate[]): Promise<void> {
  await database().$transaction(
    async (tx) => {
      for (let at = 0; at < rates.length; at += AT_ONCE) {
        const part = rates.slice(at, at + AT_ONCE);
        await tx.$executeRaw`SELECT store_reference_rates(${part.map(({ day }) => day)}::text[]::date[],
          ${part.map(({ currency }) => currency)}::text[], ${part.map(({ perEuro }) => perEuro)}::text[]::numeric[])`;
      }
    },
    { timeout: 120_000 },
  );
}
