import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import type { ImportProblem } from "../schema";
import type { WaitingStatus } from "./queue";

/** Says how far a step is: rows done, and how many there are in all as far as that is known. */
export type Report = (done: number, total: number) => Promise<void>;

/** Somebody stopped the import, or took it away, while the worker was at it. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

const EVERY_MS = 400;

/**
 * Writes the progress of a step where the page can see it: on a connection of its own, because what the step's long transaction writes, nobody
 * else sees before it ends. Rarely enough not to slow the step down.
 * @throws Interrupted when the import is no longer in the status that the step is for
 */
export function reportTo(actor: Actor, importId: bigint, status: WaitingStatus, signal?: AbortSignal): Report {
  let reportedAt = 0;
  return async (done, total) => {
    if (signal?.aborted) throw new Interrupted();
    if (performance.now() - reportedAt < EVERY_MS) return;
    const { count } = await asActor(actor, (tx) =>
      tx.import.updateMany({ where: { id: importId, status }, data: { progress: { done, total: Math.max(done, total) } } }),
    );
    if (count === 0) throw new Interrupted();
    reportedAt = performance.now();
  };
}

/** For steps that nobody watches. */
export const unwatched: Report = async () => {};

const AFTERWARDS = { reading: "failed", writing: "preview", undoing: "imported" } as const satisfies Record<WaitingStatus, string>;

/** Ends a step that can't be done: the import is as before it, and says why. */
export async function giveUp(actor: Actor, importId: bigint, status: WaitingStatus, problem: ImportProblem): Promise<void> {
  await asActor(actor, (tx) =>
    tx.import.updateMany({ where: { id: importId, status }, data: { status: AFTERWARDS[status], problem: { ...problem }, progress: {} } }),
  );
}
