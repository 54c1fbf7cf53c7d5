import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { forgetInstruments } from "@/lib/instruments/learn";
import { rewindSyncOfImport } from "@/lib/sync/import-effects";
import { lockAccounts, lockImport } from "./locks";
import { recount } from "./stock";
import { markShared, unwindShared } from "./unwind";

const UNDO_TIMEOUT_MS = 30 * 60_000;

/**
 * Takes an import back, at any later time, as if it had never been; in one transaction. Rows that only this import brought go, with the
 * deletions and edits that people made on them (the page lists them before); what other imports say of the others is compared anew.
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
  await markShared(tx, importId);
  await deleteBrought(tx, importId);
  const amended = await unwindShared(tx, importId);
  await removeSnapshots(tx, importId);
  await removeRates(tx, importId);
  await forgetInstruments(tx, importId);
  await forgetAccountIds(tx, importId);
  for (const id of amended) await recount(tx, id);
  await tx.import.update({ where: { id: importId }, data: { status: "undone", undoneAt: new Date(), progress: {} }, select: { id: true } });
  await rewindSyncOfImport(tx, importId);
  await record(tx, actor, "import_undone", `import:${importId}`);
  return done({ importId: importId.toString() }, "Undone. The account is as if this file had never been imported.");
}

/** What nobody else speaks of goes, and so does what keeps it away where a person had deleted it. */
async function deleteBrought(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM transactions t USING import_rows r
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND t.id = r.transaction_id
      AND NOT EXISTS (SELECT 1 FROM shared_rows s WHERE s.transaction_id = r.transaction_id)`;
  await tx.$executeRaw`
    DELETE FROM transaction_tombstones d USING import_rows r, import_statements s
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND s.id = r.statement_id
      AND d.broker_account_id = s.target_account_id AND d.transaction_id = r.transaction_id
      AND NOT EXISTS (SELECT 1 FROM shared_rows s WHERE s.transaction_id = r.transaction_id)`;
}

/** A snapshot that another import also holds passes to it. */
async function removeSnapshots(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE holding_snapshots h SET import_id = heir.import_id
    FROM (
      SELECT DISTINCT ON (s.target_account_id, o.import_key) s.target_account_id, o.import_key, o.import_id
      FROM import_rows o JOIN imports i ON i.id = o.import_id AND i.status = 'imported'
        JOIN import_statements s ON s.id = o.statement_id AND s.decision = 'import'
      WHERE o.kind = 'snapshot' AND o.import_id <> ${importId} ORDER BY s.target_account_id, o.import_key, i.imported_at
    ) heir
    WHERE h.import_id = ${importId} AND h.broker_account_id = heir.target_account_id AND h.id = heir.import_key`;
  // By themselves, so that they leave their revisions: what goes along with its list leaves none.
  await tx.$executeRaw`
    DELETE FROM holdings h USING holding_snapshots s
    WHERE s.import_id = ${importId} AND h.broker_account_id = s.broker_account_id AND h.source_snapshot_id = s.id`;
  await tx.$executeRaw`DELETE FROM holding_snapshots WHERE import_id = ${importId}`;
}

/**
 * A rate that another import also brought passes to it, as that one has it. The fields are taken out of the jsonb first, as in classify.ts.
 */
async function removeRates(tx: Transaction, importId: bigint): Promise<void> {
  if ((await tx.fxRate.count({ where: { importId } })) === 0) return;
  await tx.$executeRaw`
    WITH heirs AS MATERIALIZED (
      SELECT o.import_id, i.imported_at, i.format, o.payload ->> 'from' AS from_currency, o.payload ->> 'to' AS to_currency,
        (o.payload ->> 'date')::date AS on_date, (o.payload ->> 'rate')::numeric AS rate
      FROM import_rows o JOIN imports i ON i.id = o.import_id AND i.status = 'imported'
      WHERE o.kind = 'rate' AND o.import_id <> ${importId}
    ), first AS MATERIALIZED (
      SELECT DISTINCT ON (h.from_currency, h.to_currency, h.on_date, h.format) h.*
      FROM heirs h ORDER BY h.from_currency, h.to_currency, h.on_date, h.format, h.imported_at, h.import_id
    )
    UPDATE fx_rates x SET import_id = h.import_id, rate = h.rate FROM first h
    WHERE x.user_id = (SELECT current_user_id()) AND x.from_currency = h.from_currency AND x.to_currency = h.to_currency
      AND x.on_date = h.on_date AND x.source = h.format AND x.import_id = ${importId}`;
  await tx.$executeRaw`DELETE FROM fx_rates WHERE import_id = ${importId}`;
}

/** An account number that an account has of this file, and of no other that is still there, is not known any more. */
async function forgetAccountIds(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH taught AS MATERIALIZED (
      SELECT s.target_account_id AS account_id, s.external_account_id AS number, heir.id AS heir
      FROM import_statements s LEFT JOIN LATERAL (
        SELECT o.id FROM import_statements o JOIN imports i ON i.id = o.import_id AND i.status = 'imported'
        WHERE o.target_account_id = s.target_account_id AND o.external_account_id = s.external_account_id AND o.decision = 'import'
          AND o.import_id <> s.import_id ORDER BY i.imported_at, o.id LIMIT 1) heir ON true
      WHERE s.import_id = ${importId} AND s.taught
    ), passed AS (
      UPDATE import_statements s SET taught = true FROM taught t WHERE s.id = t.heir
    )
    UPDATE broker_accounts a SET external_account_id = NULL FROM taught t
    WHERE t.heir IS NULL AND a.id = t.account_id AND a.external_account_id = t.number`;
}
