import "server-only";
import { lockAccount } from "@/lib/accounts/locks/mutations";
import type { Actor } from "@/lib/auth/actor";
import { actorOfJob } from "@/lib/auth/job-actor";
import { openCredentials } from "@/lib/credentials/mutations";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { leaveSyncing } from "../mutations";

/** A run that waits, or whose worker died over it, and the person to act for. */
export interface OpenRun {
  runId: bigint;
  accountId: bigint;
  /** Accounts that share a key are synced one after another: they share its limits, and a key that renews itself. */
  keyGroup: string;
  broker: string;
  actor: Actor;
}

/** Null for a run that is over, or gone: then its job has been delivered once more than needed. */
export async function openRun(runId: bigint): Promise<OpenRun | null> {
  const [row] = await database().$queryRaw<
    { account_id: bigint; key_group: string; broker: string; user_id: bigint; name: string; email: string }[]
  >`SELECT account_id, key_group::text, broker, user_id, name, email FROM open_sync_run(${runId})`;
  if (!row) return null;
  const { account_id, key_group, broker, user_id, name, email } = row;
  return { runId, accountId: account_id, keyGroup: key_group, broker, actor: actorOfJob({ userId: user_id, name, email }) };
}

/** A run that this worker is at. Whoever begins it later has a higher number: with it what this one still writes is refused. */
export interface Run extends OpenRun {
  attempt: number;
}

export interface BegunRun extends Run {
  cause: string;
  brokerName: string;
  importId: bigint | null;
  remote: unknown;
  /** ISO instant; null for a ledger that has yet to come. */
  syncedThrough: string | null;
  credentials: Awaited<ReturnType<typeof openCredentials>>;
}

interface BegunRow {
  attempts: number;
  cause: string;
  broker_name: string;
  import_id: bigint | null;
  remote: unknown;
  synced_through: Date | null;
}

/**
 * Marks a run as under way, and opens the credentials where the broker has yet to be asked. A run that a worker died over is taken up where that
 * one had come to: at its import, where there is one.
 * @param nextDue when the account is synced next by itself, whatever comes of this
 * @returns null when it is over meanwhile; the run of an account that has been paused or closed is stopped
 */
export function beginRun(open: OpenRun, nextDue: Date | null): Promise<BegunRun | null> {
  const { runId, accountId, actor } = open;
  return asActor(actor, async (tx) => {
    await lockAccount(tx, accountId);
    const [row] = await tx.$queryRaw<BegunRow[]>`
      WITH begun AS (
        UPDATE sync_runs r SET status = 'running', attempts = r.attempts + 1, started_at = coalesce(r.started_at, now()), phase = CASE WHEN r.import_id IS NULL THEN 'Asking the broker' ELSE 'Reading what came' END,
          through_before = CASE WHEN r.import_id IS NULL THEN l.synced_through ELSE r.through_before END
        FROM broker_links l JOIN broker_accounts a ON a.id = l.broker_account_id JOIN broker_types t ON t.id = a.broker_type_id
        WHERE r.id = ${runId} AND r.status IN ('queued', 'running') AND l.broker_account_id = ${accountId} AND a.status NOT IN ('paused', 'closed')
        RETURNING r.attempts, r.cause, r.import_id, l.remote, l.synced_through, t.display_name AS broker_name
      ), marked AS (
        UPDATE broker_accounts a SET status = 'syncing' FROM begun b
        WHERE a.id = ${accountId} AND (a.status IN ('active', 'attention') OR (a.status = 'linking' AND b.remote IS NOT NULL))
      ), planned AS (
        UPDATE broker_links l SET next_due = ${nextDue}::timestamptz FROM begun WHERE l.broker_account_id = ${accountId}
      )
      SELECT * FROM begun`;
    if (!row) {
      await tx.$executeRaw`
        UPDATE sync_runs SET status = 'stopped', phase = '', finished_at = now() WHERE id = ${runId} AND status IN ('queued', 'running')`;
      return null;
    }
    return {
      ...open,
      attempt: row.attempts,
      cause: row.cause,
      brokerName: row.broker_name,
      importId: row.import_id,
      remote: row.remote,
      syncedThrough: row.synced_through?.toISOString() ?? null,
      credentials: row.import_id === null ? await openCredentials(tx, actor, accountId, "a sync used them") : null,
    };
  });
}

/**
 * Gives a run back, to be begun by any worker after a while: because this one is stopping, or because it isn't the run's turn. Counts as no
 * attempt. Does nothing when the run is over meanwhile.
 */
export function giveBack(run: Run, afterMs: number, phase: string): Promise<void> {
  const { runId, accountId, attempt, actor } = run;
  return asActor(actor, async (tx) => {
    await lockAccount(tx, accountId);
    const count = await tx.$executeRaw`
      UPDATE sync_runs SET status = 'queued', attempts = attempts - 1, phase = ${phase}
      WHERE id = ${runId} AND status = 'running' AND attempts = ${attempt}`;
    if (count === 0) return;
    await leaveSyncing(tx, accountId);
    await tx.$queryRaw`SELECT enqueue_sync(${runId}, now() + make_interval(secs => ${afterMs / 1000}::float8))`;
  });
}

/** Has a run looked at again later, whatever it is at. */
export async function lookAgain({ runId, actor }: OpenRun, afterMs: number): Promise<void> {
  await asActor(actor, (tx) => tx.$queryRaw`SELECT enqueue_sync(${runId}, now() + make_interval(secs => ${afterMs / 1000}::float8))`);
}
