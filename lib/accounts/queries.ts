import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { snapshotRows } from "@/lib/holdings/as-known";
import { type Moment, NOW } from "@/lib/moment/schema";
import type { AccountSummary } from "./schema";
import type { AccountStatus } from "./statuses";

interface AccountRow {
  id: bigint;
  portfolio_id: bigint;
  portfolio_name: string;
  display_name: string;
  external_account_id: string | null;
  status: string;
  broker_code: string;
  broker_name: string;
  snapshot_id: string | null;
  snapshot_as_of: Date | null;
  snapshot_date_only: boolean | null;
  last_import_at: Date | null;
}

const toSummary = (row: AccountRow): AccountSummary => ({
  id: row.id.toString(),
  portfolioId: row.portfolio_id.toString(),
  portfolioName: row.portfolio_name,
  displayName: row.display_name,
  externalAccountId: row.external_account_id,
  // The database's own check keeps this list.
  status: row.status as AccountStatus,
  brokerCode: row.broker_code,
  brokerName: row.broker_name,
  snapshot:
    row.snapshot_id === null || row.snapshot_as_of === null
      ? null
      : { id: row.snapshot_id, asOf: row.snapshot_as_of.toISOString(), dateOnly: row.snapshot_date_only ?? false },
  lastImportAt: row.last_import_at?.toISOString() ?? null,
});

/** One statement for one account, a portfolio's, or all that the actor has: each with its newest snapshot and last import at a moment. */
function selectAccounts(
  tx: Transaction,
  where: { accountId: bigint } | { portfolioId: bigint } | Record<string, never>,
  moment: Moment = NOW,
): Promise<AccountRow[]> {
  const accountId = "accountId" in where ? where.accountId : null;
  const portfolioId = "portfolioId" in where ? where.portfolioId : null;
  return tx.$queryRaw<AccountRow[]>`
    SELECT a.id, a.portfolio_id, p.name AS portfolio_name, a.display_name, a.external_account_id, a.status,
      t.code AS broker_code, t.display_name AS broker_name,
      s.id AS snapshot_id, s.as_of AS snapshot_as_of, s.date_only AS snapshot_date_only, i.imported_at AS last_import_at
    FROM broker_accounts a JOIN portfolios p ON p.id = a.portfolio_id JOIN broker_types t ON t.id = a.broker_type_id
      LEFT JOIN LATERAL (SELECT id, as_of, date_only FROM ${snapshotRows(moment)} n WHERE broker_account_id = a.id ORDER BY as_of DESC, created_at DESC LIMIT 1) s ON true
      LEFT JOIN LATERAL (
        SELECT max(imported_at) AS imported_at FROM imports
        WHERE broker_account_id = a.id AND (status = 'imported' OR undone_at > ${moment.known}::timestamptz)
          AND (${moment.known}::timestamptz IS NULL OR imported_at <= ${moment.known}::timestamptz)) i ON true
    WHERE (${accountId}::bigint IS NULL OR a.id = ${accountId}) AND (${portfolioId}::bigint IS NULL OR a.portfolio_id = ${portfolioId})
    ORDER BY a.status = 'closed', a.display_name, a.id`;
}

/** One account, or null when it does not exist or is somebody else's. */
export function getAccount(actor: Actor, id: bigint, moment: Moment = NOW): Promise<AccountSummary | null> {
  return asActor(actor, async (tx) => {
    const [row] = await selectAccounts(tx, { accountId: id }, moment);
    return row ? toSummary(row) : null;
  });
}

/** The accounts of a portfolio: closed ones last, by name. */
export function listAccounts(actor: Actor, portfolioId: bigint, moment: Moment = NOW): Promise<AccountSummary[]> {
  return asActor(actor, async (tx) => (await selectAccounts(tx, { portfolioId }, moment)).map(toSummary));
}

/** Every account of a person, over all portfolios: closed ones last, by name. */
export function listAllAccounts(actor: Actor): Promise<AccountSummary[]> {
  return asActor(actor, async (tx) => (await selectAccounts(tx, {})).map(toSummary));
}

/** The names of the brokers that this installation knows, by code. */
export function getBrokerNames(actor: Actor): Promise<ReadonlyMap<string, string>> {
  return asActor(actor, async (tx) => {
    const types = await tx.brokerType.findMany({ select: { code: true, displayName: true } });
    return new Map(types.map((type) => [type.code, type.displayName]));
  });
}

/** What goes with an account when it is deleted. */
export function countAccountContents(actor: Actor, id: bigint): Promise<{ holdings: number; transactions: number; imports: number }> {
  return asActor(actor, async (tx) => {
    const where = { brokerAccountId: id };
    const [holdings, transactions, imports] = [
      await tx.holding.count({ where }),
      await tx.transaction.count({ where }),
      await tx.import.count({ where }),
    ];
    return { holdings, transactions, imports };
  });
}
