import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { forgetInstruments } from "@/lib/instruments/learn";
import { lockAccounts, lockImport } from "./locks";
import { recount } from "./stock";

const UNDO_TIMEOUT_MS = 30 * 60_000;

/**
 * Takes an import back, at any later time, as if it had never been; in one transaction. What another import also brought stays and belongs
 * to that one from now on. Deletions and edits that people made on its rows go with the rows (the page lists them before).
 */
export function undoImport(actor: Actor, importId: bigint): Promise<Outcome<{ importId: string }>> {
  return asActor(actor, (tx) => undo(tx, actor, importId), { timeoutMs: UNDO_TIMEOUT_MS, reason: `undo of import ${importId}` });
}

async function undo(tx: Transaction, actor: Actor, importId: bigint): Promise<Outcome<{ importId: string }>> {
  if (!(await lockImport(tx, importId))) return refuse("This import is being written right now. Try again in a moment.");
  const found = await tx.import.findUnique({ where: { id: importId }, select: { status: true } });
  if (!found) return NOT_FOUND;
  if (!["imported", "undoing"].includes(found.status)) return refuse("There is nothing to undo: this import is not in the ledger.");
  await lockAccounts(tx, importId);
  const heirs = await handOver(tx, importId);
  await removeTombstones(tx, importId);
  await deleteBrought(tx, importId);
  await restorePrevious(tx, importId);
  await removeSnapshots(tx, importId);
  await removeRates(tx, importId);
  await forgetInstruments(tx, importId);
  for (const heir of heirs) await recount(tx, heir);
  await tx.import.update({ where: { id: importId }, data: { status: "undone", undoneAt: new Date(), progress: {} }, select: { id: true } });
  await record(tx, actor, "import_undone", `import:${importId}`);
  return done({ importId: importId.toString() }, "Undone. The account is as if this file had never been imported.");
}

/**
 * Rows that a later import found already there now count as that import's own: its line says `new`, and its undo will remove them (and delete
 * them by hand again, where this import had brought them back from that). Our line lets go of them, so that what is deleted below is what nobody
 * else brought.
 * @returns the imports that took rows over
 */
async function handOver(tx: Transaction, importId: bigint): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ import_id: bigint }[]>`
    WITH pairs AS (
      SELECT DISTINCT ON (r.transaction_id) r.id AS ours, o.id AS heir, CASE WHEN r.previous -> 'tombstone' = 'true' THEN r.previous END AS deletion
      FROM import_rows r JOIN import_rows o ON o.transaction_id = r.transaction_id AND o.import_id <> r.import_id AND o.outcome IN ('known', 'kept', 'changed')
        JOIN imports i ON i.id = o.import_id AND i.status = 'imported'
      WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND r.transaction_id IS NOT NULL
      ORDER BY r.transaction_id, i.imported_at, o.id
    ), released AS (
      UPDATE import_rows r SET transaction_id = NULL FROM pairs WHERE r.id = pairs.ours
    ), taken AS (
      UPDATE import_rows heir SET outcome = 'new', reason = '', previous = coalesce(pairs.deletion, heir.previous) FROM pairs
      WHERE heir.id = pairs.heir RETURNING heir.import_id
    )
    SELECT DISTINCT import_id FROM taken`;
  return rows.map(({ import_id }) => import_id);
}

/** A row that the user deleted stays deleted, unless the import that brought it is undone. */
async function removeTombstones(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM transaction_tombstones d USING import_rows r, import_statements s
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND s.id = r.statement_id
      AND d.broker_account_id = s.target_account_id AND d.import_key = r.import_key`;
}

async function deleteBrought(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM transactions t USING import_rows r
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND t.id = r.transaction_id`;
}

/**
 * Puts back what this import changed or took away, unless a person has made the row their own since. Where a later import changed the same
 * row again, the row stays as that one left it, and what was before us is now what was before it.
 */
async function restorePrevious(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH heirs AS (
      SELECT DISTINCT ON (o.transaction_id) o.id AS heir, r.id AS ours, r.previous
      FROM import_rows r JOIN import_rows o ON o.transaction_id = r.transaction_id AND o.import_id <> r.import_id AND o.previous IS NOT NULL
        JOIN imports i ON i.id = o.import_id AND i.status = 'imported' JOIN imports mine ON mine.id = r.import_id AND mine.imported_at < i.imported_at
      WHERE r.import_id = ${importId} AND r.outcome = 'changed' AND r.previous IS NOT NULL AND o.outcome IN ('changed', 'removed')
      ORDER BY o.transaction_id, i.imported_at
    ), inherited AS (
      UPDATE import_rows o SET previous = heirs.previous FROM heirs WHERE o.id = heirs.heir
    )
    UPDATE import_rows r SET previous = NULL FROM heirs WHERE r.id = heirs.ours`;
  await tx.$executeRaw`
    UPDATE transactions t SET asset_type = p.asset_type, symbol = p.symbol, quantity = p.quantity, price = p.price, currency = p.currency,
      trade_type = p.trade_type, trade_time = p.trade_time, meta = p.meta
    FROM import_rows r, jsonb_populate_record(NULL::transactions, r.previous) p
    WHERE r.import_id = ${importId} AND r.outcome = 'changed' AND r.previous IS NOT NULL AND t.id = r.transaction_id
      AND t.meta -> 'edited' IS DISTINCT FROM 'true'::jsonb`;
  await tx.$executeRaw`
    DELETE FROM transaction_tombstones d USING import_rows r
    WHERE r.import_id = ${importId} AND r.outcome = 'removed' AND r.previous IS NOT NULL AND d.transaction_id = r.transaction_id`;
  await tx.$executeRaw`
    INSERT INTO transactions SELECT p.* FROM import_rows r, jsonb_populate_record(NULL::transactions, r.previous) p
    WHERE r.import_id = ${importId} AND r.outcome = 'removed' AND r.previous IS NOT NULL ON CONFLICT DO NOTHING`;
  // Rows that the person had deleted and then took from the file after all are deleted by hand again.
  await tx.$executeRaw`
    INSERT INTO transaction_tombstones (broker_account_id, import_key, transaction_id)
    SELECT s.target_account_id, r.previous ->> 'importKey', (r.previous ->> 'transactionId')::bigint
    FROM import_rows r JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.outcome = 'new' AND r.transaction_id IS NOT NULL AND r.previous -> 'tombstone' = 'true'
      AND r.previous ->> 'importKey' IS NOT NULL ON CONFLICT DO NOTHING`;
}

/** A snapshot that another import also holds passes to it. */
async function removeSnapshots(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE holding_snapshots h SET import_id = heir.import_id
    FROM (
      SELECT DISTINCT ON (s.target_account_id, o.import_key) s.target_account_id, o.import_key, o.import_id
      FROM import_rows o JOIN imports i ON i.id = o.import_id AND i.status = 'imported' JOIN import_statements s ON s.id = o.statement_id
      WHERE o.kind = 'snapshot' AND o.import_id <> ${importId} ORDER BY s.target_account_id, o.import_key, i.imported_at
    ) heir
    WHERE h.import_id = ${importId} AND h.broker_account_id = heir.target_account_id AND h.id = heir.import_key`;
  await tx.$executeRaw`DELETE FROM holding_snapshots WHERE import_id = ${importId}`;
}

/** A rate that another import also brought passes to it. The fields are taken out of the jsonb first, as in classify.ts. */
async function removeRates(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH heirs AS MATERIALIZED (
      SELECT DISTINCT ON (o.payload) o.import_id, i.format, o.payload ->> 'from' AS from_currency, o.payload ->> 'to' AS to_currency,
        (o.payload ->> 'date')::date AS on_date
      FROM import_rows o JOIN imports i ON i.id = o.import_id AND i.status = 'imported'
      WHERE o.kind = 'rate' AND o.import_id <> ${importId} ORDER BY o.payload, i.imported_at
    )
    UPDATE fx_rates x SET import_id = h.import_id FROM heirs h
    WHERE x.user_id = (SELECT current_user_id()) AND x.from_currency = h.from_currency AND x.to_currency = h.to_currency
      AND x.on_date = h.on_date AND x.source = h.format AND x.import_id = ${importId}`;
  await tx.$executeRaw`DELETE FROM fx_rates WHERE import_id = ${importId}`;
}
