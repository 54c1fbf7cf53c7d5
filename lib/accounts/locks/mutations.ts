import "server-only";
import type { Statements } from "@/lib/db/bulk";

/**
 * Locks an account until the transaction ends; whether it is there, and the actor's. Whoever changes several rows of one account (its status,
 * link, credentials, runs) takes this lock before any other: then a person and a worker follow each other, and never wait for each other.
 */
export async function lockAccount(tx: Statements, accountId: bigint): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM broker_accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
  return rows.length > 0;
}
