import "server-only";
import { lockAccount } from "@/lib/accounts/locks/mutations";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { discardImportOfRun } from "./import-effects";
import { MAX_FAILURES } from "./rules";
import { PASSING_SYNC_KINDS, type SyncCause } from "./schema";

/**
 * Asks for a sync, in the caller's transaction: the run and its job are there with what else that writes, or not at all. Who asks again while one
 * is open gets that one, and one that waits for its time is begun at once.
 * @returns null for an account that isn't the actor's, has no broker to ask, or is paused or closed
 */
export async function requestSync(
  tx: Transaction,
  actor: Actor,
  accountId: bigint,
  cause: SyncCause,
): Promise<{ runId: bigint; isNew: boolean } | null> {
  // A run that is open now stays so until we are done with it.
  await lockAccount(tx, accountId);
  const link = await tx.brokerLink.findFirst({
    where: { brokerAccountId: accountId, account: { status: { notIn: ["paused", "closed"] } } },
    select: { brokerAccountId: true },
  });
  if (!link) return null;
  const [made] = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO sync_runs (broker_account_id, cause) VALUES (${accountId}, ${cause})
    ON CONFLICT (broker_account_id) WHERE status IN ('queued', 'running') DO NOTHING RETURNING id`;
  const run = made
    ? { id: made.id, status: "queued" }
    : await tx.syncRun.findFirstOrThrow({
        where: { brokerAccountId: accountId, status: { in: ["queued", "running"] } },
        select: { id: true, status: true },
      });
  if (run.status === "queued") await tx.$queryRaw`SELECT enqueue_sync(${run.id}, now())`;
  if (made) await record(tx, actor, "sync_requested", `account:${accountId}`, { cause });
  return { runId: run.id, isNew: made !== undefined };
}

/** A person's `Sync now`. */
export function startSync(actor: Actor, accountId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({
      where: { id: accountId },
      select: { link: { select: { brokerAccountId: true } } },
    });
    if (!account) return NOT_FOUND;
    if (!account.link) return refuse("This account is not linked to a broker. Enter its credentials first.");
    const asked = await requestSync(tx, actor, accountId, "person");
    return asked ? done() : refuse("Reopen the account first: as it is, nothing is fetched for it.");
  });
}

/** A person's `Stop`. */
export function stopSync(actor: Actor, accountId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
    if (!account) return NOT_FOUND;
    await stopSyncs(tx, actor, accountId);
    return done(undefined, "Stopped.");
  });
}

/**
 * Stops what waits or is under way for an account, in the caller's transaction. What it had fetched is thrown away; what is in the ledger stays.
 */
export async function stopSyncs(tx: Transaction, actor: Actor, accountId: bigint): Promise<void> {
  const open = await tx.syncRun.findMany({
    where: { brokerAccountId: accountId, status: { in: ["queued", "running"] } },
    select: { id: true },
  });
  for (const { id } of open) await stopRun(tx, actor, id);
}

async function stopRun(tx: Transaction, actor: Actor, runId: bigint): Promise<void> {
  const [stopped] = await tx.$queryRaw<{ account_id: bigint }[]>`
    WITH account AS MATERIALIZED (
      SELECT a.id FROM broker_accounts a JOIN sync_runs r ON r.broker_account_id = a.id WHERE r.id = ${runId} FOR NO KEY UPDATE OF a
    )
    UPDATE sync_runs r SET status = 'stopped', phase = '', finished_at = now() FROM account a
    WHERE r.id = ${runId} AND r.status IN ('queued', 'running') RETURNING a.id AS account_id`;
  if (!stopped) return;
  await leaveSyncing(tx, stopped.account_id);
  await discardImportOfRun(tx, runId);
  await record(tx, actor, "sync_stopped", `account:${stopped.account_id}`);
}

/** An account that is no longer being synced is what it was: unless somebody has paused or closed it meanwhile. */
export async function leaveSyncing(tx: Transaction, accountId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE broker_accounts a SET status = CASE
      WHEN l.failures >= ${MAX_FAILURES} OR NOT coalesce(l.problem ->> 'kind' = ANY (${[...PASSING_SYNC_KINDS]}::text[]), true) THEN 'attention'
      WHEN l.remote IS NULL THEN 'linking' ELSE 'active' END
    FROM broker_links l WHERE a.id = ${accountId} AND l.broker_account_id = a.id AND a.status = 'syncing'`;
}
