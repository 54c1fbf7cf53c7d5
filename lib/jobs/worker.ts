import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import { doStep, waitingImports } from "./import-tasks";
import { Line } from "./line";

/** How often the worker looks by itself: for what another one left, and for calls that it did not hear. */
const LOOK_EVERY_MS = 2_000;

/**
 * Does what waits, one thing after the other, until `signal` is aborted; any number of workers may run at once.
 * The queue is the status of the imports themselves: a step and its new status are one transaction, so nothing can be done twice, or be lost
 * between a queue and what it speaks of.
 */
export async function work(signal: AbortSignal): Promise<void> {
  const line = new Line();
  while (!signal.aborted) {
    const called = line.nextCall(LOOK_EVERY_MS, signal);
    await lookRound(line, signal);
    await called;
  }
  await line.close();
}

/** One round over what waits. When the database is away for a moment, what was begun is rolled back and waits for the next round. */
async function lookRound(line: Line, signal: AbortSignal): Promise<void> {
  try {
    for (const each of await waitingImports()) {
      if (signal.aborted) return;
      await line.claim(each.importId, () => doStep(each, signal));
    }
  } catch (error) {
    reportUnexpected(error);
  }
}
