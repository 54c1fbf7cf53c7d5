import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import type { BrokerDirectory } from "@/lib/sync/run/brokers";
import { doDailyTasks } from "./daily-tasks";
import { giveDueSyncs } from "./due-syncs";
import { doStep, type WaitingImport, waitingImports } from "./import-tasks";
import { Line } from "./line";
import { sendMails } from "./mails";
import { workSyncQueue } from "./sync-queue";

/** How often the worker looks by itself: for what another one left, and for calls that it did not hear. */
const LOOK_EVERY_MS = 2_000;
/** Steps at a time: a short file is not to wait for a long one. */
const AT_ONCE = 3;
/** Of long files only one is in memory at a time. */
const LONG_BYTES = 8 * 1024 * 1024;

/**
 * Does what waits until `signal` is aborted; any number of workers may run at once. Syncs have a queue of their own.
 * That of imports is their own status: a step and its new status are one transaction, so nothing can be done twice, or be lost
 * between a queue and what it speaks of.
 * @param brokers those that accounts are synced with, if not all of this version's
 */
export async function work(signal: AbortSignal, brokers?: BrokerDirectory): Promise<void> {
  const line = new Line();
  const beside = [doDailyTasks(signal), giveDueSyncs(signal), workSyncQueue(signal, brokers), sendMails(signal)];
  const underWay = new Map<bigint, { isLong: boolean; step: Promise<void> }>();
  while (!signal.aborted) {
    const called = line.nextCall(LOOK_EVERY_MS, signal);
    for (const each of await whatWaits()) {
      if (signal.aborted || underWay.size >= AT_ONCE) break;
      const isLong = each.fileSize > LONG_BYTES;
      if (underWay.has(each.importId) || (isLong && [...underWay.values()].some((other) => other.isLong))) continue;
      const step = takeStep(line, each, signal).then((isDone) => {
        underWay.delete(each.importId);
        // What another worker is at is not asked for again at once.
        if (isDone) line.call();
      });
      underWay.set(each.importId, { isLong, step });
    }
    await called;
  }
  await Promise.all([...beside, ...[...underWay.values()].map(({ step }) => step)]);
  await line.close();
}

/** When the database is away for a moment, what was begun is rolled back and waits for the next round. */
async function whatWaits(): Promise<WaitingImport[]> {
  try {
    return await waitingImports();
  } catch (error) {
    reportUnexpected(error);
    return [];
  }
}

async function takeStep(line: Line, waiting: WaitingImport, signal: AbortSignal): Promise<boolean> {
  try {
    return await line.claim(waiting.importId, () => doStep(waiting, signal));
  } catch (error) {
    reportUnexpected(error);
    return false;
  }
}
