import "server-only";
import type { Statements } from "@/lib/db/bulk";
import { classifyGone } from "./gone";

/**
 * Compares staged rows with what their accounts hold now. Run for the preview, and again inside the transaction that writes: between the
 * two, somebody may have edited a row or imported another file.
 */
export async function classify(tx: Statements, importId: bigint): Promise<void> {
  await classifyTransactions(tx, importId);
  await classifyCancellations(tx, importId);
  await classifySnapshots(tx, importId);
  await classifyRates(tx, importId);
  await classifyGone(tx, importId);
}

/**
 * Every row has an id of the ledger's from the beginning: the one that it would get, or the one of the row that it meets (one that a person
 * deleted included: whoever takes an import back finds by it what belongs together). Rows are new until they meet one; a row that met one
 * before and does no longer is new again, under a new id.
 */
async function classifyTransactions(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH met AS MATERIALIZED (SELECT * FROM import_matches(${importId})),
    settled AS (
      UPDATE import_rows r SET outcome = f.outcome, reason = f.reason, transaction_id = coalesce(f.transaction_id, r.transaction_id)
      FROM (
        SELECT r.id,
          CASE
            WHEN m.deleted THEN (
              SELECT d.transaction_id FROM transaction_tombstones d JOIN import_statements s ON s.target_account_id = d.broker_account_id
              WHERE s.id = r.statement_id AND d.import_key = r.import_key)
            ELSE m.transaction_id
          END AS transaction_id,
          CASE
            WHEN m.deleted THEN 'kept'
            WHEN m.content_hash = r.content_hash THEN 'known'
            WHEN m.edited THEN 'kept'
            ELSE 'changed'
          END AS outcome,
          CASE
            WHEN m.deleted THEN 'You deleted this row; it stays deleted.'
            WHEN m.content_hash = r.content_hash THEN ''
            WHEN m.edited THEN 'You edited this row; your version stays.'
            ELSE 'The file differs from the row you have, which nobody has edited.'
          END AS reason
        FROM met m JOIN import_rows r ON r.id = m.row_id
      ) f
      WHERE r.id = f.id AND ((r.outcome, r.reason) IS DISTINCT FROM (f.outcome, f.reason) OR f.transaction_id <> r.transaction_id)
    )
    UPDATE import_rows r SET outcome = 'new', reason = '', transaction_id = nextval('transactions_id_seq')
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome <> 'new' AND NOT EXISTS (SELECT 1 FROM met m WHERE m.row_id = r.id)`;
}

/** A cancellation whose row is not in the file may take back a row of the ledger, unless a person has made it their own. */
async function classifyCancellations(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows r SET transaction_id = t.id,
      outcome = CASE WHEN t.meta -> 'edited' = 'true' THEN 'kept' ELSE 'removed' END,
      reason = CASE WHEN t.meta -> 'edited' = 'true' THEN 'The broker took this row back, but you edited it; your version stays.'
        ELSE 'The broker took this row back.' END
    FROM import_statements s, transactions t
    WHERE r.import_id = ${importId} AND r.kind = 'cancellation' AND s.id = r.statement_id AND t.broker_account_id = s.target_account_id
      AND t.meta -> 'externalIds' ?| ARRAY(SELECT jsonb_array_elements_text(r.payload -> 'externalIds'))
      AND NOT EXISTS (
        SELECT 1 FROM import_rows o WHERE o.import_id = r.import_id AND o.kind = 'transaction' AND o.import_key = t.meta ->> 'importKey')`;
  // What is away already is remembered as well: when that is undone, this cancellation takes the row back.
  await tx.$executeRaw`
    UPDATE import_rows r SET transaction_id = d.transaction_id
    FROM import_statements s, transaction_tombstones d
    WHERE r.import_id = ${importId} AND r.kind = 'cancellation' AND r.outcome = 'skipped' AND r.transaction_id IS NULL AND s.id = r.statement_id
      AND d.broker_account_id = s.target_account_id AND d.import_key IN (SELECT jsonb_array_elements_text(r.payload -> 'externalIds'))`;
}

/** A snapshot's id is a digest of its content: the same one is known, with all its positions. */
async function classifySnapshots(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows r SET outcome = CASE WHEN h.id IS NULL THEN 'new' ELSE 'known' END
    FROM import_statements s, import_rows r2 LEFT JOIN LATERAL (
      SELECT h.id FROM holding_snapshots h JOIN import_statements s2 ON s2.id = r2.statement_id
      WHERE h.broker_account_id = s2.target_account_id AND h.id = r2.import_key) h ON true
    WHERE r2.id = r.id AND s.id = r.statement_id AND r.import_id = ${importId} AND r.kind IN ('snapshot', 'holding')
      AND r.outcome IS DISTINCT FROM CASE WHEN h.id IS NULL THEN 'new' ELSE 'known' END`;
}

/**
 * The fields are taken out of the jsonb first (MATERIALIZED): compared in place, their operator is not leakproof, and row-level security
 * would keep the rates' index out of use.
 */
async function classifyRates(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH staged AS MATERIALIZED (
      SELECT r.id, r.payload ->> 'from' AS from_currency, r.payload ->> 'to' AS to_currency, (r.payload ->> 'date')::date AS on_date, i.format
      FROM import_rows r JOIN imports i ON i.id = r.import_id WHERE r.import_id = ${importId} AND r.kind = 'rate'
    )
    UPDATE import_rows r SET outcome = f.outcome
    FROM (
      SELECT s.id, CASE WHEN x.id IS NULL THEN 'new' ELSE 'known' END AS outcome
      FROM staged s LEFT JOIN fx_rates x ON x.user_id = (SELECT current_user_id()) AND x.from_currency = s.from_currency
        AND x.to_currency = s.to_currency AND x.on_date = s.on_date AND x.source = s.format
    ) f
    WHERE r.id = f.id AND r.outcome <> f.outcome`;
}
