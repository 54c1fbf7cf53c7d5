import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import type { Actor } from "@/lib/auth/actor";
import { actorOfJob } from "@/lib/auth/job-actor";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { databaseFault } from "@/lib/db/fault";
import { commitImport } from "@/lib/imports/steps/commit";
import { giveUp, Interrupted, reportTo } from "@/lib/imports/steps/progress";
import type { WaitingStatus } from "@/lib/imports/steps/queue";
import { readImport } from "@/lib/imports/steps/read";
import { undoImport } from "@/lib/imports/steps/undo";

/** An import whose turn it is, and the person to act for. */
export interface WaitingImport {
  importId: bigint;
  status: WaitingStatus;
  /** In bytes. */
  fileSize: number;
  actor: Actor;
}

/** A file that ended its worker this often is not tried again. */
const MAX_ATTEMPTS = 3;
const AT_MOST = 20;

/** What waits, oldest first. */
export async function waitingImports(): Promise<WaitingImport[]> {
  const rows = await database().$queryRaw<
    { import_id: bigint; status: WaitingStatus; file_size: number; user_id: bigint; name: string; email: string }[]
  >`SELECT * FROM waiting_imports(${AT_MOST})`;
  return rows.map(({ import_id, status, file_size, user_id, name, email }) => ({
    importId: import_id,
    status,
    fileSize: file_size,
    actor: actorOfJob({ userId: user_id, name, email }),
  }));
}

/**
 * Does the step that an import waits for. Its effects and its new status are one transaction, so a worker that dies leaves the import waiting
 * for the next one, and a step that two workers begin is done by one of them.
 * @param signal aborted when the worker is to stop: the step is given back
 */
export async function doStep({ importId, status, actor }: WaitingImport, signal: AbortSignal): Promise<void> {
  if (!(await countAttempt(actor, importId, status))) return;
  const report = reportTo(actor, importId, status, signal);
  try {
    if (status === "reading") await readImport(actor, importId, report);
    else {
      const outcome = await (status === "writing" ? commitImport(actor, importId, report) : undoImport(actor, importId));
      if (!outcome.ok) await giveUp(actor, importId, status, { problem: outcome.message, mend: "", line: null });
    }
  } catch (error) {
    if (error instanceof Interrupted) return;
    const reference = reportUnexpected(error);
    const fault = databaseFault(error);
    // It still waits, and is begun again as often as is good for it: the transaction was taken back as a whole.
    if (fault === "passing") return;
    await giveUp(actor, importId, status, { ...WORDS[fault ?? "other"](reference), line: null });
  }
}

const WORDS: Readonly<Record<"full" | "slow" | "other", (reference: string) => { problem: string; mend: string }>> = {
  full: () => ({
    problem: "The server has no room left for this, and nothing was changed.",
    mend: "Whoever runs it can make room on the database’s disk; then try again.",
  }),
  slow: () => ({
    problem: "The database took too long over this, and nothing was changed.",
    mend: "Try again when less is going on, or import a shorter period.",
  }),
  other: (reference) => ({
    problem: "Something went wrong on our side, and nothing was changed.",
    mend: `Try again; if it stays, quote reference ${reference}.`,
  }),
};

/** Counted before the step and outside its transaction: the step may end with the process. False when it is not to be tried any more. */
async function countAttempt(actor: Actor, importId: bigint, status: WaitingStatus): Promise<boolean> {
  const [row] = await asActor(
    actor,
    (tx) => tx.$queryRaw<{ attempts: number }[]>`
      UPDATE imports SET attempts = attempts + 1 WHERE id = ${importId} AND status = ${status} RETURNING attempts`,
  );
  if (!row) return false;
  if (row.attempts <= MAX_ATTEMPTS) return true;
  await giveUp(actor, importId, status, {
    problem: "This step was begun three times and each time cut off before its end.",
    mend: "The server may have too little memory for this file. Try a shorter period, or try again.",
    line: null,
  });
  return false;
}
