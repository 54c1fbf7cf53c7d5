import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { AccountPosition, InstrumentBook } from "@/lib/engine/books";
import { BALANCE_TYPES, MARKET_PRICE_TYPES, RESHAPING_TYPES } from "@/lib/engine/ledger-row";
import { bookKeys } from "@/lib/instruments/book-keys";
import type { Moment } from "@/lib/moment/schema";
import { add, decimal, sign } from "@/lib/money/decimal";
import { ledgerRows } from "@/lib/transactions/as-known";

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
const summedLedgers = (accounts: Prisma.Sql, moment: Moment): Prisma.Sql => Prisma.sql`
  moved AS (
    SELECT t.broker_account_id, ${KEY} AS key, t.currency, ${IS_CASH} AS is_cash,
      sum(t.quantity) AS quantity, sum((t.meta ->> 'netAmount')::numeric) AS net_amount,
      max(t.trade_time) FILTER (WHERE t.quantity <> 0) AS moved_at,
      max(t.trade_time) FILTER (WHERE ${HAS_PRICE}) AS priced_at,
      max(t.trade_time) FILTER (WHERE t.trade_type = ANY (${RESHAPING_TYPES}::text[])) AS reshaped_at
    FROM ${ledgerRows(moment)} t WHERE ${accounts} GROUP BY 1, 2, 3, 4
  ), held AS (
    SELECT m.broker_account_id, m.currency, m.quantity, m.moved_at, d.*, p.price,
      CASE WHEN p.price IS NOT NULL THEN m.priced_at END AS priced_at
    FROM moved m
      CROSS JOIN LATERAL (
        SELECT t.asset_type, t.symbol, ${ISIN} AS isin, t.meta #>> '{instrument,name}' AS name, (t.meta -> 'instrument')::text AS instrument,
          coalesce(t.meta ->> 'source', '') AS source, (t.meta ->> 'multiplier')::numeric AS multiplier, t.meta ->> 'priceUnit' AS price_unit
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

/** A position without its cost: what many ledgers come to without being read row by row. */
export type SummedPosition = Pick<InstrumentBook, "assetType" | "symbol" | "isin" | "name" | "multiplier" | "priceUnit"> &
  Pick<AccountPosition, "accountId" | "currency" | "quantity" | "lastPrice" | "lastPriceAt">;

interface HeldRow {
  broker_account_id: bigint;
  asset_type: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  instrument: string | null;
  source: string;
  currency: string;
  quantity: string;
  moved_at: Date;
  multiplier: string | null;
  price_unit: string | null;
  price: string | null;
  priced_at: Date | null;
}

/**
 * The open positions of ledgers, summed where the rows are. Names of one instrument are one position: it is called as its last row calls it,
 * and has the last price of all of them.
 * @param accounts selects the rows of the ledger `t`
 */
export async function summedPositions(tx: Transaction, accounts: Prisma.Sql, moment: Moment): Promise<SummedPosition[]> {
  const held = await tx.$queryRaw<HeldRow[]>`
    WITH ${summedLedgers(accounts, moment)}
    SELECT broker_account_id, asset_type, symbol, isin, name, instrument, source, currency, quantity::text, moved_at, multiplier::text, price_unit,
      price::text, priced_at
    FROM held ORDER BY moved_at`;
  const bookOf = await bookKeys(tx);
  const named = Map.groupBy(held, (row) => {
    const { asset_type: assetType, symbol, isin, currency, instrument, source, moved_at } = row;
    const book = bookOf({ assetType, symbol, isin, currency, instrumentText: instrument ?? "", source, tradeTime: moved_at.toISOString() });
    return `${row.broker_account_id} ${currency} ${book}`;
  });
  return [...named.values()].flatMap((rows) => {
    const position = together(rows);
    return position === null || sign(position.quantity) === 0 ? [] : [position];
  });
}

/** Rows of one instrument, in the order in which they moved last. */
function together(rows: readonly HeldRow[]): SummedPosition | null {
  const last = rows.at(-1);
  if (!last) return null;
  const priced = rows
    .filter(({ priced_at }) => priced_at !== null)
    .toSorted((a, b) => Number(a.priced_at) - Number(b.priced_at))
    .at(-1);
  return {
    accountId: last.broker_account_id.toString(),
    assetType: last.asset_type,
    symbol: last.symbol,
    isin: last.isin,
    name: last.name,
    currency: last.currency,
    quantity: rows.map(({ quantity }) => decimal(quantity)).reduce((sum, each) => add(sum, each)),
    multiplier: last.multiplier === null ? null : decimal(last.multiplier),
    priceUnit: last.price_unit === "percent" ? "percent" : null,
    lastPrice: priced?.price == null ? null : decimal(priced.price),
    lastPriceAt: priced?.priced_at?.toISOString() ?? null,
  };
}
