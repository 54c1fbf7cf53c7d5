import "server-only";
import { lockAccount } from "@/lib/accounts/locks/mutations";
import type { BrokerProblem } from "@/lib/brokers/problem";
import { asActor } from "@/lib/db/as-actor";
import { discardImportOfRun } from "../import-effects";
import { afterFailure } from "../rules";
import { PASSING_SYNC_KINDS, type SyncProblemKind } from "../schema";
import type { Run } from "./run";

export interface Failure {
  kind: SyncProblemKind;
  message: string;
  mend: string;
  retryAfterMs: number | null;
  /** Not the account's doing: its broker is left alone for everybody. */
  isNobodys?: boolean;
}

/** A fault of ours, as people are told of it. */
export const ourFault = (reference: string): Failure => ({
  kind: "ours",
  message: "Something went wrong on our side, and nothing was changed.",
  mend: `It is tried again by itself; if it stays, quote reference ${reference}.`,
  retryAfterMs: null,
});

export const failureOf = ({ kind, message, mend, retryAfterMs }: BrokerProblem): Failure => ({ kind, message, mend, retryAfterMs });

/** Ends a run that came to nothing: the account is tried again later, or waits for the person. Does nothing when the run is another's by now. */
export function failRun(run: Run, { kind, message, mend, retryAfterMs, isNobodys = false }: Failure): Promise<void> {
  const { runId, accountId, attempt, actor } = run;
  return asActor(actor, async (tx) => {
    await lockAccount(tx, accountId);
    const problem = { kind, message, mend, at: new Date().toISOString() };
    const count = await tx.$executeRaw`
      UPDATE sync_runs SET status = 'failed', phase = '', finished_at = now(), problem = ${problem}::jsonb
      WHERE id = ${runId} AND status = 'running' AND attempts = ${attempt}`;
    const link =
      count > 0 && (await tx.brokerLink.findUnique({ where: { brokerAccountId: accountId }, select: { failures: true, remote: true } }));
    if (!link) return;
    await discardImportOfRun(tx, runId);
    const failures = link.failures + (isNobodys ? 0 : 1);
    const next = afterFailure(PASSING_SYNC_KINDS.includes(kind), failures, retryAfterMs, Math.random());
    await tx.brokerLink.update({
      where: { brokerAccountId: accountId },
      data: { failures, problem, ...(next.attention ? {} : { nextDue: new Date(Date.now() + next.againMs) }) },
      select: { brokerAccountId: true },
    });
    await tx.brokerAccount.updateMany({
      where: { id: accountId, status: { in: next.attention ? ["syncing", "linking"] : ["syncing"] } },
      data: { status: next.attention ? "attention" : link.remote === null ? "linking" : "active" },
    });
  });
}
