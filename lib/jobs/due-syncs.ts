import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";
import { database } from "@/lib/db/client";

/** How often a worker asks whose sync is due. When that is stands in the database, so that any number of workers may ask. */
const LOOK_EVERY_MS = 5_000;
/** In one transaction. */
const AT_MOST = 500;

/** Gives accounts to the queue as their time comes, until `signal` is aborted. */
export async function giveDueSyncs(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      while (!signal.aborted && (await claimDueSyncs()) === AT_MOST);
    } catch (error) {
      reportUnexpected(error);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

/** How many runs were made. */
export async function claimDueSyncs(): Promise<number> {
  const [row] = await database().$queryRaw<{ made: number }[]>`SELECT claim_due_syncs(${AT_MOST}::int) AS made`;
  return row?.made ?? 0;
}
