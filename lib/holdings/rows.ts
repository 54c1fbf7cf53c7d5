import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { Moment } from "@/lib/moment/schema";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { holdingRows, newestSnapshot, snapshotRows } from "./as-known";
import { type LedgerHoldings, ledgerHoldings } from "./ledger";
import type { HoldingFacts } from "./rules";
import type { SnapshotView } from "./schema";

interface AccountName {
  id: bigint;
  displayName: string;
}

const MANUAL = "manual";

/**
 * What an account held at a moment, before anything is worked out from it: the rows of the newest list then, of the list that is asked for,
 * or, where there was none, what the ledger yields. Null when the account or the list isn't there, or is somebody else's.
 */
export async function accountFacts(
  tx: Transaction,
  accountId: bigint,
  moment: Moment,
  snapshotId?: string,
): Promise<{ snapshot: SnapshotView | null; facts: HoldingFacts[] } | null> {
  const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true, displayName: true } });
  if (!account) return null;
  const snapshot = await findList(tx, accountId, moment, snapshotId);
  if (!snapshot) return snapshotId === undefined ? { snapshot: null, facts: await ledgerFacts(tx, account, moment) } : null;
  return { snapshot, facts: await listFacts(tx, accountId, snapshot.id, moment) };
}

/** The list of an account that counts at a moment, or the one that is asked for. Null: there is none. */
export async function findList(tx: Transaction, accountId: bigint, moment: Moment, snapshotId?: string): Promise<SnapshotView | null> {
  const wanted = snapshotId === undefined ? newestSnapshot(Prisma.sql`${accountId}`, moment) : Prisma.sql`${snapshotId}`;
  const [found] = await tx.$queryRaw<{ id: string; as_of: Date; date_only: boolean; source: string }[]>`
    SELECT s.id, s.as_of, s.date_only, s.source FROM ${snapshotRows(moment)} s WHERE s.broker_account_id = ${accountId} AND s.id = (${wanted})`;
  return found ? { id: found.id, asOf: found.as_of.toISOString(), dateOnly: found.date_only, source: found.source } : null;
}

/** What the rows of a list say. */
export const listFacts = (tx: Transaction, accountId: bigint, snapshotId: string, moment: Moment): Promise<HoldingFacts[]> =>
  storedFacts(tx, Prisma.sql`h.broker_account_id = ${accountId} AND h.source_snapshot_id = ${snapshotId}`, moment);

/** As {@link accountFacts}, of every account of a portfolio. Null when it isn't there, or is somebody else's. */
export async function portfolioFacts(tx: Transaction, portfolioId: bigint, moment: Moment): Promise<HoldingFacts[] | null> {
  const portfolio = await tx.portfolio.findUnique({ where: { id: portfolioId }, select: { id: true } });
  if (!portfolio) return null;
  const bare = await tx.$queryRaw<AccountName[]>`
    SELECT a.id, a.display_name AS "displayName" FROM broker_accounts a
    WHERE a.portfolio_id = ${portfolioId} AND (${newestSnapshot(Prisma.sql`a.id`, moment)}) IS NULL ORDER BY a.id`;
  const newest = Prisma.sql`a.portfolio_id = ${portfolioId} AND s.id = (${newestSnapshot(Prisma.sql`a.id`, moment)})`;
  const facts = await storedFacts(tx, newest, moment);
  // One after the other: a transaction has one connection.
  for (const account of bare) facts.push(...(await ledgerFacts(tx, account, moment)));
  return facts;
}

interface StoredRow {
  id: bigint;
  account_id: bigint;
  account_name: string;
  asset_type: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  quantity: string;
  avg_price: string | null;
  currency: string;
  cost_value: string | null;
  market_value: string | null;
  as_of: Date;
  date_only: boolean;
  source: string;
  price: string | null;
  price_date: string | null;
  multiplier: string | null;
  price_unit: string | null;
}

const known = (text: string | null): DecimalString | null => (text === null ? null : decimal(text));

/** What rows of `holdings h` say, with their snapshot `s` and account `a`, as they were at a moment. */
export async function storedFacts(tx: Transaction, where: Prisma.Sql, moment: Moment): Promise<HoldingFacts[]> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    SELECT h.id, a.id AS account_id, a.display_name AS account_name, h.asset_type, h.symbol, h.isin, h.meta #>> '{instrument,name}' AS name,
      h.quantity::text, h.avg_price::text, h.currency, h.cost_value::text, h.market_value::text, h.as_of, s.date_only, s.source,
      h.meta ->> 'price' AS price, h.meta ->> 'priceDate' AS price_date, h.meta ->> 'multiplier' AS multiplier, h.meta ->> 'priceUnit' AS price_unit
    FROM ${holdingRows(moment)} h JOIN ${snapshotRows(moment)} s ON s.broker_account_id = h.broker_account_id AND s.id = h.source_snapshot_id
      JOIN broker_accounts a ON a.id = h.broker_account_id
    WHERE ${where} ORDER BY h.id`;
  return rows.map(
    (row): HoldingFacts => ({
      id: row.id.toString(),
      accountId: row.account_id.toString(),
      accountName: row.account_name,
      assetType: row.asset_type,
      symbol: row.symbol,
      isin: row.isin,
      name: row.name,
      quantity: decimal(row.quantity),
      avgPrice: known(row.avg_price),
      currency: row.currency,
      costValue: known(row.cost_value),
      marketValue: known(row.market_value),
      price: known(row.price),
      priceAt: row.price_date,
      multiplier: known(row.multiplier),
      priceUnit: row.price_unit === "percent" ? "percent" : null,
      asOf: row.as_of.toISOString(),
      dateOnly: row.date_only,
      origin: row.source === MANUAL ? "manual" : "broker",
    }),
  );
}

/** What an account's ledger yields at a moment, as rows of a list of holdings. */
async function ledgerFacts(tx: Transaction, account: AccountName, moment: Moment): Promise<HoldingFacts[]> {
  return factsOf(await ledgerHoldings(tx, account.id, null, moment), account);
}

function factsOf({ positions, cash, asOf, dateOnly }: LedgerHoldings, account: AccountName): HoldingFacts[] {
  if (asOf === null) return [];
  const shared = {
    id: null,
    accountId: account.id.toString(),
    accountName: account.displayName,
    asOf,
    dateOnly,
    origin: "ledger",
  } as const;
  const units = positions.map(
    ({ cost, lastPrice, lastPriceAt, ...position }): HoldingFacts => ({
      ...shared,
      ...position,
      costValue: cost,
      marketValue: null,
      price: lastPrice,
      priceAt: lastPriceAt,
    }),
  );
  const balances = [...cash].map(
    ([currency, quantity]): HoldingFacts => ({
      ...shared,
      assetType: "cash",
      symbol: currency,
      isin: null,
      name: null,
      currency,
      quantity,
      avgPrice: null,
      costValue: null,
      marketValue: null,
      price: null,
      priceAt: null,
      multiplier: null,
      priceUnit: null,
    }),
  );
  return [...units, ...balances];
}
