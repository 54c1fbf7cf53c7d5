import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";
import { fetchDuePrices } from "./price-feeds";
import { updateReferenceRates } from "./reference-rates";

/** How often the worker asks what is due. When that is stands in the database, so that any number of workers may ask. */
const LOOK_EVERY_MS = 10_000;

const TASKS: readonly ((signal: AbortSignal) => Promise<void>)[] = [updateReferenceRates, fetchDuePrices];

/** Fetches rates and prices as their turn comes, beside the imports, until `signal` is aborted. */
export async function doDailyTasks(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const task of TASKS) if (!signal.aborted) await task(signal).catch(reportUnexpected);
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
