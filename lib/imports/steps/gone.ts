import "server-only";
import type { Statements } from "@/lib/db/bulk";
import type { Reading } from "./stage";

/**
 * Reading an original again with a newer parser may leave rows of the earlier reading without a counterpart. Each is listed as one to be
 * taken back, unless another file brought it as well or a person has made it their own. All earlier readings of the file count, the first one
 * and those since. To be called when the new rows have met theirs.
 */
export async function addGone(tx: Statements, { importId, accountId, rereadOf }: Reading): Promise<void> {
  await tx.$executeRaw`
    WITH family AS MATERIALIZED (
      SELECT i.id FROM imports i WHERE (i.id = ${rereadOf} OR i.reread_of = ${rereadOf}) AND i.status = 'imported' AND i.id <> ${importId}
    )
    INSERT INTO import_rows (import_id, broker_account_id, statement_id, line, kind, outcome, reason, import_key, payload, transaction_id)
    SELECT DISTINCT ON (old.transaction_id)
      ${importId}::bigint, ${accountId}::bigint, s.id, old.line, 'gone', 'removed', '', old.import_key, old.payload, old.transaction_id
    FROM import_rows old
      JOIN family f ON f.id = old.import_id
      JOIN import_statements o ON o.id = old.statement_id
      JOIN import_statements s ON s.import_id = ${importId} AND s.target_account_id = o.target_account_id
    WHERE old.kind = 'transaction' AND old.outcome IN ('new', 'changed')
      AND EXISTS (SELECT 1 FROM transactions t WHERE t.id = old.transaction_id)
      AND NOT EXISTS (
        SELECT 1 FROM import_rows r LEFT JOIN imports i ON i.id = r.import_id
        WHERE r.transaction_id = old.transaction_id AND r.kind = 'transaction'
          AND (r.import_id = ${importId} OR (i.status = 'imported' AND r.import_id NOT IN (SELECT id FROM family))))
    ORDER BY old.transaction_id, old.import_id DESC`;
  await classifyGone(tx, importId);
}

/** Compares rows to be taken back with what is there now. */
export async function classifyGone(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows r SET outcome = f.outcome, reason = f.reason
    FROM (
      SELECT r.id,
        CASE WHEN t.id IS NULL THEN 'skipped' WHEN t.meta -> 'edited' = 'true' THEN 'kept' ELSE 'removed' END AS outcome,
        CASE
          WHEN t.id IS NULL THEN 'The earlier reading had this row; it is not in the account any more.'
          WHEN t.meta -> 'edited' = 'true' THEN 'The newer reading has no such row, but you edited it; your version stays.'
          ELSE 'The newer reading of the file has no such row.'
        END AS reason
      FROM import_rows r LEFT JOIN transactions t ON t.id = r.transaction_id WHERE r.import_id = ${importId} AND r.kind = 'gone'
    ) f
    WHERE r.id = f.id AND (r.outcome, r.reason) IS DISTINCT FROM (f.outcome, f.reason)`;
}
