import "server-only";
import type { Transaction } from "@/lib/db/as-actor";

/**
 * A sync whose rows are now in the ledger is done, in the transaction that wrote them: the cursor moves with the rows, whoever wrote them. The
 * cursor never goes back, and stays where nothing came. Does nothing for an import that no sync brought.
 */
export async function endSyncOfImport(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH open AS (
      SELECT id, status FROM sync_runs WHERE import_id = ${importId} AND status IN ('queued', 'running', 'held', 'failed') FOR UPDATE
    ), ended AS (
      UPDATE sync_runs r SET status = 'done', phase = '', problem = NULL, finished_at = now(), counts = (
        SELECT jsonb_build_object(
          'positions', count(*) FILTER (WHERE kind = 'holding'),
          'added', count(*) FILTER (WHERE kind = 'transaction' AND outcome = 'new'),
          'changed', count(*) FILTER (WHERE kind = 'transaction' AND outcome = 'changed'),
          'removed', count(*) FILTER (WHERE outcome = 'removed'),
          'kept', count(*) FILTER (WHERE outcome = 'kept'),
          'known', count(*) FILTER (WHERE kind = 'transaction' AND outcome = 'known'),
          'refused', count(*) FILTER (WHERE outcome = 'refused'))
        FROM import_rows WHERE import_id = ${importId})
      FROM open o WHERE r.id = o.id
      RETURNING r.broker_account_id, r.through, o.status
    ), moved AS (
      UPDATE broker_links l SET synced_through = greatest(l.synced_through, e.through), succeeded_at = now(), failures = 0, problem = NULL
      FROM ended e
      -- What was held, or failed, and is written later, settles that and nothing that went wrong since.
      WHERE l.broker_account_id = e.broker_account_id
        AND (e.status IN ('queued', 'running') OR l.problem IS NULL OR l.problem ->> 'kind' IN ('shrunken', 'answer', 'ours'))
      RETURNING l.broker_account_id
    )
    UPDATE broker_accounts a SET status = 'active' FROM moved m WHERE a.id = m.broker_account_id AND a.status IN ('syncing', 'attention')`;
}

/**
 * Whoever takes an import of a sync back waits for whoever is writing it: the account is locked first, as in lib/imports/steps/commit. Without
 * one order, the two would wait for each other.
 */
export async function lockSyncedAccount(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$queryRaw`
    SELECT a.id FROM broker_accounts a JOIN sync_runs r ON r.broker_account_id = a.id WHERE r.import_id = ${importId} FOR NO KEY UPDATE OF a`;
}

/** An import that was taken back before it was written stops its sync, and ends its hold: nothing of it is in the ledger. */
export async function stopSyncOfImport(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH stopped AS (
      UPDATE sync_runs SET status = 'stopped', phase = '', finished_at = now()
      WHERE import_id = ${importId} AND status IN ('queued', 'running', 'held') RETURNING broker_account_id
    ), settled AS (
      UPDATE broker_links l SET problem = NULL FROM stopped s
      WHERE l.broker_account_id = s.broker_account_id AND (l.problem IS NULL OR l.problem ->> 'kind' = 'shrunken') RETURNING l.broker_account_id
    )
    UPDATE broker_accounts a SET status = 'active' FROM settled s WHERE a.id = s.broker_account_id AND a.status IN ('syncing', 'attention')`;
}

/** What a run brought and nobody will write is thrown away, as when a person cancels an import. One that can't be read stays, to be read again. */
export async function discardImportOfRun(tx: Transaction, runId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH discarded AS (
      UPDATE imports i SET status = 'cancelled', progress = '{}' FROM sync_runs r
      WHERE r.id = ${runId} AND i.id = r.import_id AND i.status IN ('reading', 'preview') RETURNING i.id
    )
    DELETE FROM import_files f USING discarded d WHERE f.import_id = d.id`;
}

/** What still waits for the person's word is out of date once more has come: the newer answer is weighed in its place. */
export async function supersedeHeld(tx: Transaction, accountId: bigint): Promise<void> {
  const held = await tx.$queryRaw<{ id: bigint }[]>`
    UPDATE sync_runs SET status = 'stopped' WHERE broker_account_id = ${accountId} AND status = 'held' RETURNING id`;
  for (const { id } of held) await discardImportOfRun(tx, id);
}

/** What is taken out of the ledger is asked for again: the cursor goes back to where it was before it came. */
export async function rewindSyncOfImport(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE broker_links l SET synced_through = CASE WHEN r.through_before IS NULL THEN NULL ELSE least(l.synced_through, r.through_before) END
    FROM sync_runs r WHERE r.import_id = ${importId} AND r.status = 'done' AND l.broker_account_id = r.broker_account_id`;
}
