import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";

/** How many of what waits to be sent are taken at a time. */
export const AT_ONCE = 10;
/** Longer than sending one can take: what a worker had in hand when it died is taken by another after this. */
export const LEASE_S = 120;
/** Before the second attempt. */
export const FIRST_RETRY_S = 30;

/**
 * Sends what waits, again and again until `signal` is aborted. Any number of workers may.
 * @param sendDue how many were taken
 * @param everyMs how often to look when nothing waits
 */
export async function emptyOutbox(sendDue: () => Promise<number>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sent = await sendDue().catch((error) => {
      reportUnexpected(error);
      return 0;
    });
    if (sent < AT_ONCE) await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
