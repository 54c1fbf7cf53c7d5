import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { type SyncCause, type SyncRun, type SyncRunStatus, syncCountsSchema, syncProblemSchema } from "./schema";

const FIELDS = {
  id: true,
  cause: true,
  status: true,
  phase: true,
  pages: true,
  counts: true,
  problem: true,
  importId: true,
  requestedAt: true,
  startedAt: true,
  finishedAt: true,
} as const;

/** The newest syncs of an account: the last one first. */
export async function readRuns(tx: Transaction, accountId: bigint, atMost: number): Promise<SyncRun[]> {
  const rows = await tx.syncRun.findMany({ where: { brokerAccountId: accountId }, orderBy: { id: "desc" }, take: atMost, select: FIELDS });
  return rows.map((row) => ({
    ...row,
    id: row.id.toString(),
    // The database's own checks keep these two lists.
    cause: row.cause as SyncCause,
    status: row.status as SyncRunStatus,
    counts: syncCountsSchema.parse(row.counts),
    problem: syncProblemSchema.nullable().parse(row.problem),
    importId: row.importId?.toString() ?? null,
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

/** The syncs of an account, newest first; none of one that isn't the actor's. */
export function listRuns(actor: Actor, accountId: bigint, atMost: number): Promise<SyncRun[]> {
  return asActor(actor, (tx) => readRuns(tx, accountId, atMost));
}

/** How far the sync is that is under way; null when none is, or the account isn't the actor's. */
export function getOpenRun(actor: Actor, accountId: bigint): Promise<SyncRun | null> {
  return asActor(actor, async (tx) => {
    const [newest] = await readRuns(tx, accountId, 1);
    return newest && ["queued", "running"].includes(newest.status) ? newest : null;
  });
}
