import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { type Transaction, asActor } from "@/lib/db/as-actor";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { Prisma } from "@/generated/prisma/client";
import { type LedgerHoldings, ledgerHoldings, summedLedgers } from "./ledger";
import { inOrder, MARGINED_ASSET_TYPES, totalsOf, viewOf } from "./rules";
import { type HoldingDetail, type HoldingsView, type HoldingView, type PortfolioValue, SNAPSHOT_CHOICES, type SnapshotView } from "./schema";

/** A long ledger is folded anew for the page that shows it. */
const LEDGER_TIMEOUT_MS = 60_000;
const MANUAL = "manual";

interface AccountName {
  id: bigint;
  displayName: string;
}

/**
 * The holdings of one account: of its newest snapshot, of the one that is asked for, or, where it has none, what the ledger yields.
 * Null when there is no such account or snapshot, or it is somebody else's.
 */
export function getAccountHoldings(actor: Actor, accountId: bigint, { snapshotId }: { snapshotId?: string } = {}): Promise<HoldingsView | null> {
  return asActor(
    actor,
    async (tx) => {
      const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true, displayName: true } });
      if (!account) return null;
      const snapshots = await listSnapshots(tx, accountId);
      const snapshot = snapshotId === undefined ? (snapshots[0] ?? null) : await findSnapshot(tx, accountId, snapshotId);
      if (snapshotId !== undefined && !snapshot) return null;
      const rows = inOrder(snapshot ? await storedRows(tx, storedIn(account.id, snapshot.id)) : await ledgerRows(tx, account));
      return {
        rows, totals: totalsOf(rows), derived: !snapshot,
        snapshot: snapshot && { id: snapshot.id, asOf: snapshot.asOf, dateOnly: snapshot.dateOnly, source: snapshot.source },
        snapshots: snapshots.map(({ id, asOf, dateOnly, positions }) => ({ id, asOf, dateOnly, positions })),
      };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS },
  );
}

/** The holdings of all accounts of a portfolio, each as on its own page. Null when there is no such portfolio or it is somebody else's. */
export function getPortfolioHoldings(actor: Actor, portfolioId: bigint): Promise<HoldingsView | null> {
  return asActor(
    actor,
    async (tx) => {
      const accounts = await tx.portfolio.findUnique({
        where: { id: portfolioId },
        select: { accounts: { select: { id: true, displayName: true, _count: { select: { snapshots: true } } } } },
      });
      if (!accounts) return null;
      const bare = accounts.accounts.filter((account) => account._count.snapshots === 0);
      const unordered = await storedRows(tx, Prisma.sql`a.portfolio_id = ${portfolioId} AND s.id = (${newestSnapshot(Prisma.sql`a.id`)})`);
      // One after the other: a transaction has one connection.
      for (const account of bare) unordered.push(...(await ledgerRows(tx, account)));
      const rows = inOrder(unordered);
      return { rows, totals: totalsOf(rows), derived: rows.some(({ origin }) => origin === "ledger"), snapshot: null, snapshots: [] };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS },
  );
}

/** One stored holding, or null when it does not exist or is somebody else's. */
export function getHolding(actor: Actor, id: bigint): Promise<HoldingDetail | null> {
  return asActor(actor, async (tx) => {
    const found = await tx.holding.findUnique({ where: { id }, select: { sourceSnapshotId: true } });
    const [view] = found ? await storedRows(tx, Prisma.sql`h.id = ${id}`) : [];
    return found && view ? { ...view, snapshotId: found.sourceSnapshotId, editable: view.origin === "manual" } : null;
  });
}

/** What each of the actor's portfolios is worth, by id: the newest snapshots, and ledgers where an account has none. */
export function portfolioValues(actor: Actor): Promise<Map<string, PortfolioValue>> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx.$queryRaw<{ portfolio_id: bigint; currency: string | null; amount: string | null; unvalued: number }[]>`
        WITH accounts AS MATERIALIZED (
          SELECT a.id, a.portfolio_id, (${newestSnapshot(Prisma.sql`a.id`)}) AS snapshot_id FROM broker_accounts a
        ), ${summedLedgers(Prisma.sql`t.broker_account_id = ANY (ARRAY(SELECT id FROM accounts WHERE snapshot_id IS NULL))`)}, amounts AS (
          SELECT h.broker_account_id, h.currency, CASE WHEN h.asset_type = 'cash' THEN h.quantity ELSE coalesce(h.market_value, ${VALUE_AT_PRICE}) END AS value
          FROM accounts a JOIN holdings h ON h.broker_account_id = a.id AND h.source_snapshot_id = a.snapshot_id
          WHERE h.quantity <> 0
          UNION ALL
          SELECT broker_account_id, currency, CASE WHEN asset_type = ANY (${MARGINED_ASSET_TYPES}::text[]) THEN NULL
            ELSE quantity * price * coalesce(multiplier, 1) * CASE WHEN price_unit = 'percent' THEN 0.01 ELSE 1 END END
          FROM held
          UNION ALL
          SELECT broker_account_id, currency, sum(net_amount) FROM moved GROUP BY 1, 2 HAVING sum(net_amount) <> 0
        )
        SELECT p.id AS portfolio_id, v.currency, sum(v.value)::text AS amount, (count(*) FILTER (WHERE v.currency IS NOT NULL AND v.value IS NULL))::int AS unvalued
        FROM portfolios p LEFT JOIN accounts a ON a.portfolio_id = p.id LEFT JOIN amounts v ON v.broker_account_id = a.id
        GROUP BY 1, 2 ORDER BY 1, 2`;
      const values = new Map<string, PortfolioValue>();
      for (const { portfolio_id, currency, amount, unvalued } of rows) {
        const portfolio = values.get(portfolio_id.toString()) ?? { value: [], unvalued: 0 };
        portfolio.unvalued += unvalued;
        if (currency !== null && amount !== null) portfolio.value.push({ currency, amount: decimal(amount) });
        values.set(portfolio_id.toString(), portfolio);
      }
      return values;
    },
    { timeoutMs: LEDGER_TIMEOUT_MS },
  );
}

/** The value of a stored row that has a price and no value, as `viewOf` works it out. */
const VALUE_AT_PRICE = Prisma.sql`(h.quantity * (h.meta ->> 'price')::numeric * coalesce((h.meta ->> 'multiplier')::numeric, 1)
  * CASE WHEN h.meta ->> 'priceUnit' = 'percent' THEN 0.01 ELSE 1 END)`;

/** Of two lists of one moment, the one that came last. */
const newestSnapshot = (account: Prisma.Sql) =>
  Prisma.sql`SELECT n.id FROM holding_snapshots n WHERE n.broker_account_id = ${account} ORDER BY n.as_of DESC, n.created_at DESC LIMIT 1`;

const storedIn = (accountId: bigint, snapshotId: string) => Prisma.sql`h.broker_account_id = ${accountId} AND h.source_snapshot_id = ${snapshotId}`;

async function listSnapshots(tx: Transaction, accountId: bigint): Promise<(SnapshotView & { positions: number })[]> {
  const found = await tx.holdingSnapshot.findMany({
    where: { brokerAccountId: accountId },
    orderBy: [{ asOf: "desc" }, { createdAt: "desc" }],
    take: SNAPSHOT_CHOICES,
    select: { id: true, asOf: true, dateOnly: true, source: true, _count: { select: { holdings: true } } },
  });
  return found.map(({ asOf, _count, ...snapshot }) => ({ ...snapshot, asOf: asOf.toISOString(), positions: _count.holdings }));
}

async function findSnapshot(tx: Transaction, accountId: bigint, id: string): Promise<SnapshotView | null> {
  const found = await tx.holdingSnapshot.findUnique({
    where: { brokerAccountId_id: { brokerAccountId: accountId, id } },
    select: { id: true, asOf: true, dateOnly: true, source: true },
  });
  return found && { ...found, asOf: found.asOf.toISOString() };
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

/** Rows of `holdings h` with their snapshot `s` and account `a`. */
async function storedRows(tx: Transaction, where: Prisma.Sql): Promise<HoldingView[]> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    SELECT h.id, a.id AS account_id, a.display_name AS account_name, h.asset_type, h.symbol, h.isin, h.meta #>> '{instrument,name}' AS name,
      h.quantity::text, h.avg_price::text, h.currency, h.cost_value::text, h.market_value::text, h.as_of, s.date_only, s.source,
      h.meta ->> 'price' AS price, h.meta ->> 'priceDate' AS price_date, h.meta ->> 'multiplier' AS multiplier, h.meta ->> 'priceUnit' AS price_unit
    FROM holdings h JOIN holding_snapshots s ON s.broker_account_id = h.broker_account_id AND s.id = h.source_snapshot_id
      JOIN broker_accounts a ON a.id = h.broker_account_id
    WHERE ${where} ORDER BY h.id`;
  return rows.map((row) => viewOf({
    id: row.id.toString(), accountId: row.account_id.toString(), accountName: row.account_name,
    assetType: row.asset_type, symbol: row.symbol, isin: row.isin, name: row.name,
    quantity: decimal(row.quantity), avgPrice: known(row.avg_price), currency: row.currency,
    costValue: known(row.cost_value), marketValue: known(row.market_value), price: known(row.price), priceAt: row.price_date,
    multiplier: known(row.multiplier), priceUnit: row.price_unit === "percent" ? "percent" : null,
    asOf: row.as_of.toISOString(), dateOnly: row.date_only, origin: row.source === MANUAL ? "manual" : "broker",
  }));
}

async function ledgerRows(tx: Transaction, account: AccountName): Promise<HoldingView[]> {
  return viewsOf(await ledgerHoldings(tx, account.id), account);
}

/** A ledger's positions and cash as rows of a list of holdings. */
function viewsOf({ positions, cash, asOf, dateOnly }: LedgerHoldings, account: AccountName): HoldingView[] {
  if (asOf === null) return [];
  const shared = { id: null, accountId: account.id.toString(), accountName: account.displayName, asOf, dateOnly, origin: "ledger" } as const;
  const units = positions.map(({ cost, lastPrice, lastPriceAt, ...position }) =>
    viewOf({ ...shared, ...position, costValue: cost, marketValue: null, price: lastPrice, priceAt: lastPriceAt }));
  const balances = [...cash].map(([currency, quantity]) =>
    viewOf({
      ...shared, assetType: "cash", symbol: currency, isin: null, name: null, currency, quantity,
      avgPrice: null, costValue: null, marketValue: null, price: null, priceAt: null, multiplier: null, priceUnit: null,
    }));
  return [...units, ...balances];
}
