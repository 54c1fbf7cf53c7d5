import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { AccountPosition, InstrumentBook } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import { BALANCE_TYPES, type LedgerRow, MARKET_PRICE_TYPES, RESHAPING_TYPES } from "@/lib/engine/ledger-row";
import { type Moment, NOW } from "@/lib/moment/schema";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { ledgerRows } from "@/lib/transactions/as-known";
import { streamLedger } from "@/lib/transactions/ledger-stream";

/** A position as the ledger of one account yields it; the cost is null where it was not worked out or is not known. */
export type LedgerPosition = Pick<InstrumentBook, "assetType" | "symbol" | "isin" | "name" | "multiplier" | "priceUnit"> &
  Pick<AccountPosition, "currency" | "quantity" | "avgPrice" | "lastPrice" | "lastPriceAt"> & {
    cost: DecimalString | null;
    costGap?: string;
  };

export interface LedgerHoldings {
  positions: LedgerPosition[];
  cash: ReadonlyMap<string, DecimalString>;
  /** The moment of the newest row, ISO; null for an empty ledger. */
  asOf: string | null;
  dateOnly: boolean;
}

/** Beyond this, an average cost takes longer than a page may: quantities are then summed where the rows are. */
const FOLDED_ROWS_LIMIT = 200_000;
const TOO_LONG = `The account's ledger is longer than ${FOLDED_ROWS_LIMIT.toLocaleString("en")} rows: its average cost isn't worked out for this list.`;
const NOT_ACQUIRED = "More units went than the ledger says came. Add the purchase, delivery or opening balance that is missing.";
const COST_NOT_TOLD = "Units were delivered without their cost. Enter it as the price of that row in the ledger.";

/** What an account holds by its ledger alone, at a moment. `until` (exclusive) looks back to an earlier day. */
export async function ledgerHoldings(
  tx: Transaction,
  accountId: bigint,
  until: Date | null = null,
  moment: Moment = NOW,
): Promise<LedgerHoldings> {
  const [size] = await tx.$queryRaw<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM (
      SELECT 1 FROM ${ledgerRows(moment)} t WHERE broker_account_id = ${accountId} AND ${before(until)} LIMIT ${FOLDED_ROWS_LIMIT + 1}) counted`;
  const [newest] = await tx.$queryRaw<{ trade_time: Date; date_only: boolean }[]>`
    SELECT trade_time, coalesce((meta ->> 'dateOnly')::boolean, false) AS date_only FROM ${ledgerRows(moment)} t
    WHERE broker_account_id = ${accountId} AND ${before(until)} ORDER BY trade_time DESC, id DESC LIMIT 1`;
  const found =
    (size?.rows ?? 0) > FOLDED_ROWS_LIMIT ? await summed(tx, accountId, until, moment) : await folded(tx, accountId, until, moment);
  return { ...found, asOf: newest?.trade_time.toISOString() ?? null, dateOnly: newest?.date_only ?? false };
}

const before = (until: Date | null) => (until === null ? Prisma.sql`true` : Prisma.sql`trade_time < ${until}::timestamptz`);

async function folded(
  tx: Transaction,
  accountId: bigint,
  until: Date | null,
  moment: Moment,
): Promise<Pick<LedgerHoldings, "positions" | "cash">> {
  const fold = new LedgerFold("average", { events: false });
  for await (const page of ledgerPages(tx, accountId, until, moment)) for (const row of page) fold.add(row);
  const { instruments, cash } = fold.books();
  return {
    positions: instruments.flatMap((book) => book.positions.map((position) => ledgerPosition(book, position))),
    cash: new Map(cash.map(({ currency, balance }) => [currency, balance])),
  };
}

/** An account's ledger at a moment, in order, some thousand rows at a time. */
export function ledgerPages(tx: Transaction, accountId: bigint, until: Date | null, moment: Moment): AsyncGenerator<LedgerRow[]> {
  const relation = Prisma.sql`(SELECT u.* FROM ${ledgerRows(moment)} u WHERE ${before(until)})`;
  return streamLedger(tx, { accounts: [accountId], keys: null, relation });
}

function ledgerPosition(book: InstrumentBook, position: AccountPosition): LedgerPosition {
  const { assetType, symbol, isin, name, multiplier, priceUnit } = book;
  const { currency, ledgerQuantity, cost, costKnown, avgPrice, lastPrice, lastPriceAt } = position;
  const described = { assetType, symbol, isin, name, multiplier, priceUnit, currency, quantity: ledgerQuantity, lastPrice, lastPriceAt };
  // What is held is what the rows add up to, even where lots must be assumed: the page says what the ledger says.
  const costGap = ledgerQuantity === position.quantity ? COST_NOT_TOLD : NOT_ACQUIRED;
  const isKnown = costKnown && ledgerQuantity === position.quantity;
  return isKnown ? { ...described, cost, avgPrice } : { ...described, cost: null, avgPrice: null, costGap };
}

const ISIN = Prisma.sql`upper(nullif(t.meta #>> '{instrument,isin}', ''))`;
/** As `instrumentKey` of the engine; the currency is a column beside it. */
const KEY = Prisma.sql`coalesce('isin:' || ${ISIN}, t.asset_type || ':' || upper(t.symbol))`;
/** As `isCashRow` of the engine. */
const IS_CASH = Prisma.sql`(t.asset_type = 'cash' OR (t.asset_type = 'forex' AND t.trade_type = ANY (${BALANCE_TYPES}::text[])))`;
const HAS_PRICE = Prisma.sql`t.quantity <> 0 AND t.price > 0 AND t.trade_type = ANY (${MARKET_PRICE_TYPES}::text[])`;

/**
 * What ledgers sum up to, as common table expressions: `moved` has units and cash per account, instrument and currency; `held` the open
 * positions of it with the latest description and price, each found by one look-up in the index on (account, trade time).
 * `accounts` selects the rows of the ledger `t`, as it was at the moment.
 */
export const summedLedgers = (accounts: Prisma.Sql, moment: Moment = NOW): Prisma.Sql => Prisma.sql`
  moved AS (
    SELECT t.broker_account_id, ${KEY} AS key, t.currency, ${IS_CASH} AS is_cash,
      sum(t.quantity) AS quantity, sum((t.meta ->> 'netAmount')::numeric) AS net_amount,
      max(t.trade_time) FILTER (WHERE t.quantity <> 0) AS moved_at,
      max(t.trade_time) FILTER (WHERE ${HAS_PRICE}) AS priced_at,
      max(t.trade_time) FILTER (WHERE t.trade_type = ANY (${RESHAPING_TYPES}::text[])) AS reshaped_at
    FROM ${ledgerRows(moment)} t WHERE ${accounts} GROUP BY 1, 2, 3, 4
  ), held AS (
    SELECT m.broker_account_id, m.currency, m.quantity, d.asset_type, d.symbol, d.isin, d.name, d.multiplier, d.price_unit, p.price,
      CASE WHEN p.price IS NOT NULL THEN m.priced_at END AS priced_at
    FROM moved m
      CROSS JOIN LATERAL (
        SELECT t.asset_type, t.symbol, ${ISIN} AS isin, t.meta #>> '{instrument,name}' AS name,
          (t.meta ->> 'multiplier')::numeric AS multiplier, t.meta ->> 'priceUnit' AS price_unit
        FROM ${ledgerRows(moment)} t
        WHERE t.broker_account_id = m.broker_account_id AND t.trade_time = m.moved_at AND t.currency = m.currency AND ${KEY} = m.key
          AND t.quantity <> 0 AND NOT ${IS_CASH}
        ORDER BY t.id DESC LIMIT 1) d
      LEFT JOIN LATERAL (
        SELECT t.price FROM ${ledgerRows(moment)} t
        WHERE t.broker_account_id = m.broker_account_id AND t.trade_time = m.priced_at AND t.currency = m.currency AND ${KEY} = m.key
          AND ${HAS_PRICE} AND NOT ${IS_CASH} AND (m.reshaped_at IS NULL OR m.reshaped_at < m.priced_at)
        ORDER BY t.id DESC LIMIT 1) p ON true
    WHERE NOT m.is_cash AND m.quantity <> 0
  )`;

interface HeldRow {
  asset_type: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  currency: string;
  quantity: string;
  multiplier: string | null;
  price_unit: string | null;
  price: string | null;
  priced_at: Date | null;
}

async function summed(
  tx: Transaction,
  accountId: bigint,
  until: Date | null,
  moment: Moment,
): Promise<Pick<LedgerHoldings, "positions" | "cash">> {
  const ledgers = summedLedgers(Prisma.sql`t.broker_account_id = ${accountId} AND ${before(until)}`, moment);
  const held = await tx.$queryRaw<HeldRow[]>`
    WITH ${ledgers}
    SELECT asset_type, symbol, isin, name, currency, quantity::text, multiplier::text, price_unit, price::text, priced_at FROM held`;
  const cash = await tx.$queryRaw<{ currency: string; balance: string }[]>`
    SELECT currency, sum((meta ->> 'netAmount')::numeric)::text AS balance FROM ${ledgerRows(moment)} t
    WHERE broker_account_id = ${accountId} AND ${before(until)} GROUP BY currency`;
  const positions = held.map(
    (row): LedgerPosition => ({
      assetType: row.asset_type,
      symbol: row.symbol,
      isin: row.isin,
      name: row.name,
      currency: row.currency,
      quantity: decimal(row.quantity),
      multiplier: row.multiplier === null ? null : decimal(row.multiplier),
      priceUnit: row.price_unit === "percent" ? "percent" : null,
      cost: null,
      costGap: TOO_LONG,
      avgPrice: null,
      lastPrice: row.price === null ? null : decimal(row.price),
      lastPriceAt: row.priced_at?.toISOString() ?? null,
    }),
  );
  return { positions, cash: new Map(cash.map(({ currency, balance }) => [currency, decimal(balance)])) };
}
