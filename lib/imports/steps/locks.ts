import "server-only";
import type { Statements } from "@/lib/db/bulk";

/** The first key of the advisory locks that say "somebody is at this import"; the second is derived from the import's id. */
const IMPORT_LOCK = 7_203;

/** Whether this transaction may work on the import: at most one at a time does. The lock ends with the transaction, however it ends. */
export async function lockImport(tx: Statements, importId: bigint): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { locked: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${IMPORT_LOCK}::int, hashint8(${importId}::bigint)) AS locked`;
  return row?.locked ?? false;
}

/** Two imports into one account follow each other. */
export async function lockAccounts(tx: Statements, importId: bigint): Promise<void> {
  await tx.$queryRaw`
    SELECT a.id FROM broker_accounts a
    WHERE a.id IN (SELECT target_account_id FROM import_statements WHERE import_id = ${importId} AND decision = 'import') ORDER BY a.id FOR NO KEY UPDATE`;
}
