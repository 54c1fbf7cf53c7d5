import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { type LedgerHoldings, ledgerHoldings } from "./ledger";
import { inOrder, totalsOf, viewOf } from "./rules";
import { type HoldingDetail, type HoldingsView, type HoldingView, SNAPSHOT_CHOICES, type SnapshotView } from "./schema";
import { newestSnapshot } from "./values";

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
export function getAccountHoldings(
  actor: Actor,
  accountId: bigint,
  { snapshotId }: { snapshotId?: string } = {},
): Promise<HoldingsView | null> {
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
        rows,
        totals: totalsOf(rows),
        derived: !snapshot,
        snapshot: snapshot && { id: snapshot.id, asOf: snapshot.asOf, dateOnly: snapshot.dateOnly, source: snapshot.source },
        snapshots: snapshots.map(({ id, asOf, dateOnly, positions }) => ({ id, asOf, dateOnly, positions })),
      };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
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
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
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

const storedIn = (accountId: bigint, snapshotId: string) =>
  Prisma.sql`h.broker_account_id = ${accountId} AND h.source_snapshot_id = ${snapshotId}`;

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
  return rows.map((row) =>
    viewOf({
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

async function ledgerRows(tx: Transaction, account: AccountName): Promise<HoldingView[]> {
  return viewsOf(await ledgerHoldings(tx, account.id), account);
}

/** A ledger's positions and cash as rows of a list of holdings. */
function viewsOf({ positions, cash, asOf, dateOnly }: LedgerHoldings, account: AccountName): HoldingView[] {
  if (asOf === null) return [];
  const shared = {
    id: null,
    accountId: account.id.toString(),
    accountName: account.displayName,
    asOf,
    dateOnly,
    origin: "ledger",
  } as const;
  const units = positions.map(({ cost, lastPrice, lastPriceAt, ...position }) =>
    viewOf({ ...shared, ...position, costValue: cost, marketValue: null, price: lastPrice, priceAt: lastPriceAt }),
  );
  const balances = [...cash].map(([currency, quantity]) =>
    viewOf({
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
