import "server-only";
import type { Statements } from "@/lib/db/bulk";

interface AccountRow {
  id: bigint;
  external_account_id: string | null;
  display_name: string;
}

/**
 * Finds the account of each statement: the one that has the statement's id, or this one when the file names no other. What stays undecided
 * is the user's to say: rows never land in an account that the file doesn't speak of.
 */
export async function chooseTargets(tx: Statements, importId: bigint, accountId: bigint): Promise<void> {
  const accounts = await tx.$queryRaw<AccountRow[]>`SELECT id, external_account_id, display_name FROM broker_accounts ORDER BY id`;
  const here = accounts.find(({ id }) => id === accountId);
  const statements = await tx.$queryRaw<{ id: bigint; external_account_id: string }[]>`
    SELECT id, external_account_id FROM import_statements WHERE import_id = ${importId} ORDER BY ordinal`;
  for (const { id, external_account_id: named } of statements) {
    const byId = accounts.filter((account) => named !== "" && account.external_account_id === named);
    const match = byId.find((account) => account.id === accountId) ?? byId[0];
    const onlyOne = statements.length === 1 && (named === "" || !here?.external_account_id);
    const target = match?.id ?? (onlyOne || (named !== "" && here?.display_name === named) ? accountId : null);
    if (target !== null)
      await tx.$executeRaw`UPDATE import_statements SET target_account_id = ${target}, decision = 'import' WHERE id = ${id}`;
  }
}
