import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { Keyed } from "@/lib/instruments/book-keys";

/** Where names are looked for, and what tells their books. */
export interface NamedLedgers {
  accounts: readonly bigint[];
  bookOf: (row: Keyed) => string;
  /** What to read instead of the table `transactions`. */
  relation: Prisma.Sql;
}

/** What a ledger calls an instrument. */
export interface LedgerName {
  /** `ledger_key` of the database. */
  key: string;
  /** What it means: one book, or two, the earlier first, where the symbol meant another instrument before a day. */
  books: readonly string[];
  rows: number;
}

/** What tells which book a row belongs to, of a row `t`. */
export const NAMED = Prisma.sql`t.asset_type, t.symbol, t.currency, upper(nullif(t.meta #>> '{instrument,isin}', '')) AS isin,
  (t.meta -> 'instrument')::text AS instrument, coalesce(t.meta ->> 'source', '') AS source, t.trade_type`;

export interface NamedRow {
  asset_type: string;
  symbol: string;
  currency: string;
  isin: string | null;
  instrument: string | null;
  source: string;
  trade_type: string;
}

export function keyedAt({ asset_type, symbol, currency, isin, instrument, source, trade_type }: NamedRow, at: Date): Keyed {
  const tradeTime = at.toISOString();
  return { assetType: asset_type, symbol, currency, isin, instrumentText: instrument ?? "", source, tradeType: trade_type, tradeTime };
}

/** Every name in the ledgers, found in one scan. A key comes more than once where its rows say more than the key does. */
export async function ledgerNames(tx: Transaction, { accounts, bookOf, relation }: NamedLedgers): Promise<LedgerName[]> {
  const found = await tx.$queryRaw<(NamedRow & { key: string; rows: number; first: Date; last: Date })[]>`
    SELECT ledger_key(t.asset_type, t.symbol, t.currency, t.meta) AS key, ${NAMED}, count(*)::int AS rows, min(t.trade_time) AS first,
      max(t.trade_time) AS last
    FROM ${relation} t WHERE t.broker_account_id = ANY (${[...accounts]}::bigint[]) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1`;
  return found.map(({ key, rows, first, last, ...named }) => ({
    key,
    rows,
    books: [...new Set([bookOf(keyedAt(named, first)), bookOf(keyedAt(named, last))])],
  }));
}

/** Book → the keys of its names. */
export function keysByBook(names: readonly LedgerName[]): Map<string, string[]> {
  const pairs = Map.groupBy(
    names.flatMap(({ key, books }) => books.map((book) => ({ book, key }))),
    ({ book }) => book,
  );
  return new Map([...pairs].map(([book, named]) => [book, [...new Set(named.map(({ key }) => key))]]));
}
