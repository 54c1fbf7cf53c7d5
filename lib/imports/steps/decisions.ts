import "server-only";
import type { Statements } from "@/lib/db/bulk";

/**
 * A file that is read again, because the person answered a question, is staged anew. What they decided before about where rows go and whose
 * version counts is kept over that in temporary tables: it may be about a million rows.
 */
export async function rememberDecisions(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE decided_targets ON COMMIT DROP AS
    SELECT external_account_id, target_account_id, decision FROM import_statements WHERE import_id = ${importId} AND decision <> 'undecided'`;
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE decided_versions ON COMMIT DROP AS
    SELECT s.external_account_id, r.import_key, r.choice FROM import_rows r JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.outcome IN ('changed', 'kept') AND r.choice IS NOT NULL`;
}

/** A statement is known again by the account it names, of which a file has one. */
export async function repeatTargets(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_statements s SET target_account_id = d.target_account_id, decision = d.decision FROM decided_targets d
    WHERE s.import_id = ${importId} AND s.external_account_id = d.external_account_id
      AND (d.decision = 'skip' OR EXISTS (SELECT 1 FROM broker_accounts a WHERE a.id = d.target_account_id))`;
}

export async function repeatChoices(tx: Statements, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows r SET choice = d.choice FROM decided_versions d, import_statements s
    WHERE r.import_id = ${importId} AND r.outcome IN ('changed', 'kept') AND r.kind = 'transaction' AND r.import_key = d.import_key
      AND s.id = r.statement_id AND s.external_account_id = d.external_account_id`;
}
