import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { BALANCE_TYPES } from "@/lib/engine/ledger-row";
import { holdingRows, newestSnapshot } from "@/lib/holdings/as-known";
import { type Moment, NOW } from "@/lib/moment/schema";
import { decimal } from "@/lib/money/decimal";
import { ledgerRows } from "@/lib/transactions/as-known";
import type { AccountNames } from "./overview";
import { codesOf, isSymbolKind, type Named, symbolOf } from "./rules";
import type { InstrumentTransaction } from "./schema";

/** What a stored row calls its instrument. */
export interface NamedRecord {
  asset_type: string;
  symbol: string;
  currency: string;
  isin: string | null;
  instrument: unknown;
  source: string | null;
  early: boolean;
}

interface NamedAccountRecord extends NamedRecord {
  account_id: bigint;
  account_name: string;
  quantity: string;
  rows: number;
}

export function toNamed({ asset_type, symbol, currency, isin, instrument, source, early }: NamedRecord): Named {
  const codes = codesOf(instrument);
  return { assetType: asset_type, symbol, currency, ...codes, isin: isin ?? codes.isin ?? null, source, early };
}

const toAccountNames = (row: NamedAccountRecord): AccountNames => ({
  ...toNamed(row),
  accountId: row.account_id.toString(),
  accountName: row.account_name,
  quantity: decimal(row.quantity),
  rows: row.rows,
  instrument: row.instrument,
});

/** Whether a row's symbol meant something else on its day: `join` a table of days and ask `early`. */
interface Days {
  join: Prisma.Sql;
  early: Prisma.Sql;
}

/** Most people never change a symbol, and their ledgers are not joined with anything. */
export async function symbolDays(tx: Transaction, symbol: Prisma.Sql, at: Prisma.Sql): Promise<Days> {
  const dated = await tx.instrumentAlias.findMany({
    where: { validFrom: { not: null } },
    select: { kind: true, value: true, validFrom: true },
  });
  const days = new Map(dated.filter(({ kind }) => isSymbolKind(kind)).map(({ value, validFrom }) => [symbolOf(value), validFrom]));
  if (days.size === 0) return { join: Prisma.empty, early: Prisma.sql`false` };
  return {
    join: Prisma.sql`LEFT JOIN unnest(${[...days.keys()]}::text[], ${[...days.values()]}::date[]) AS d (symbol, on_day) ON d.symbol = upper(btrim(${symbol}))`,
    early: Prisma.sql`coalesce(${at} < (d.on_day::timestamp AT TIME ZONE 'UTC'), false)`,
  };
}

/**
 * What the ledgers of all accounts call their instruments, summed in the database: one scan, whatever the number of rows. The part of meta
 * about the instrument is grouped by as a whole and taken apart afterwards, so that a long row is looked into once.
 * @param which rows of the ledger `t`; all of them unless told otherwise
 */
export async function ledgerNames(tx: Transaction, which: Prisma.Sql = Prisma.sql`true`, moment: Moment = NOW): Promise<AccountNames[]> {
  const days = await symbolDays(tx, Prisma.sql`t.symbol`, Prisma.sql`t.trade_time`);
  const rows = await tx.$queryRaw<NamedAccountRecord[]>`
    SELECT g.*, a.display_name AS account_name FROM (
      SELECT t.broker_account_id AS account_id, t.asset_type, t.symbol, t.currency, NULL::text AS isin, t.meta -> 'instrument' AS instrument,
        t.meta ->> 'source' AS source, ${days.early} AS early, sum(t.quantity)::text AS quantity, count(*)::int AS rows
      FROM ${ledgerRows(moment)} t ${days.join}
      WHERE ${which} AND NOT ${isBalance(Prisma.sql`t.asset_type`, Prisma.sql`t.trade_type`)} GROUP BY 1, 2, 3, 4, 6, 7, 8) g
    JOIN broker_accounts a ON a.id = g.account_id ORDER BY a.display_name, a.id`;
  return rows.map(toAccountNames);
}

/** What brokers' (and hand-made) lists call the instruments in them: the newest list of each account at a moment, or all that were kept. */
export async function holdingNames(tx: Transaction, lists: "newest" | "all", moment: Moment = NOW): Promise<AccountNames[]> {
  const days = await symbolDays(tx, Prisma.sql`h.symbol`, Prisma.sql`h.as_of`);
  const which = lists === "all" ? Prisma.sql`true` : Prisma.sql`h.source_snapshot_id = (${newestSnapshot(Prisma.sql`a.id`, moment)})`;
  const rows = await tx.$queryRaw<NamedAccountRecord[]>`
    SELECT h.broker_account_id AS account_id, a.display_name AS account_name, h.asset_type, h.symbol, h.currency, h.isin,
      h.meta -> 'instrument' AS instrument, h.meta ->> 'source' AS source, ${days.early} AS early, sum(h.quantity)::text AS quantity, count(*)::int AS rows
    FROM broker_accounts a JOIN ${holdingRows(moment)} h ON h.broker_account_id = a.id ${days.join}
    WHERE h.asset_type <> 'cash' AND ${which} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 2, 1`;
  return rows.map(toAccountNames);
}

/** What lines of a file call one thing. */
export interface NamedLines extends Named {
  /** The first of them. */
  lines: number[];
  total: number;
}

const FIRST_LINES = 8;

/** What an import's rows and positions call their instruments, left-out statements aside. */
export async function importNames(tx: Transaction, importId: bigint): Promise<NamedLines[]> {
  const at = Prisma.sql`coalesce(r.payload ->> 'tradeTime', r.payload ->> 'asOf')::timestamptz`;
  const days = await symbolDays(tx, Prisma.sql`(r.payload ->> 'symbol')`, at);
  const rows = await tx.$queryRaw<(NamedRecord & { lines: number[]; total: number })[]>`
    SELECT r.payload ->> 'assetType' AS asset_type, r.payload ->> 'symbol' AS symbol, r.payload ->> 'currency' AS currency, r.payload ->> 'isin' AS isin,
      r.payload #> '{meta,instrument}' AS instrument, r.payload #>> '{meta,source}' AS source, ${days.early} AS early,
      (array_agg(r.line))[1:${FIRST_LINES}::int] AS lines, count(*)::int AS total
    FROM import_rows r JOIN import_statements s ON s.id = r.statement_id AND s.decision <> 'skip' ${days.join}
    WHERE r.import_id = ${importId} AND r.kind IN ('transaction', 'holding')
      AND NOT ${isBalance(Prisma.sql`r.payload ->> 'assetType'`, Prisma.sql`coalesce(r.payload ->> 'tradeType', '')`)}
    GROUP BY 1, 2, 3, 4, 5, 6, 7`;
  return rows.map((row) => ({ ...toNamed(row), lines: row.lines, total: row.total }));
}

/** As `isCashRow` of the engine. */
export const isBalance = (assetType: Prisma.Sql, tradeType: Prisma.Sql) =>
  Prisma.sql`(${assetType} = 'cash' OR (${assetType} = 'forex' AND ${tradeType} = ANY (${BALANCE_TYPES}::text[])))`;

interface NamedTransaction {
  id: bigint;
  account_id: bigint;
  account_name: string;
  trade_type: string;
  symbol: string;
  trade_time: Date;
  date_only: boolean;
  quantity: string;
  price: string;
  currency: string;
  net_amount: string;
}

/** The newest ledger rows at a moment that call their instrument so, over all accounts. */
export async function namedTransactions(
  tx: Transaction,
  names: readonly AccountNames[],
  limit: number,
  moment: Moment,
): Promise<InstrumentTransaction[]> {
  if (names.length === 0) return [];
  const days = await symbolDays(tx, Prisma.sql`t.symbol`, Prisma.sql`t.trade_time`);
  const wanted = names.map(({ accountId, assetType, symbol, currency, instrument, early }) => ({
    account: accountId,
    asset: assetType,
    symbol,
    currency,
    instrument,
    early: early ?? false,
  }));
  const rows = await tx.$queryRaw<NamedTransaction[]>`
    WITH names AS MATERIALIZED (
      SELECT DISTINCT n.* FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        AS n (account bigint, asset text, symbol text, currency text, instrument jsonb, early boolean))
    SELECT t.id, t.broker_account_id AS account_id, a.display_name AS account_name, t.trade_type, t.symbol, t.trade_time,
      coalesce((t.meta ->> 'dateOnly')::boolean, false) AS date_only, t.quantity::text, t.price::text, t.currency, t.meta ->> 'netAmount' AS net_amount
    FROM ${ledgerRows(moment)} t JOIN broker_accounts a ON a.id = t.broker_account_id ${days.join}
      JOIN names n ON n.account = t.broker_account_id AND n.symbol = t.symbol AND n.asset = t.asset_type AND n.currency = t.currency
        AND n.instrument IS NOT DISTINCT FROM t.meta -> 'instrument' AND n.early = ${days.early}
    WHERE NOT ${isBalance(Prisma.sql`t.asset_type`, Prisma.sql`t.trade_type`)}
    ORDER BY t.trade_time DESC, t.id DESC LIMIT ${limit}`;
  return rows.map((row) => ({
    id: row.id.toString(),
    accountId: row.account_id.toString(),
    accountName: row.account_name,
    tradeType: row.trade_type,
    symbol: row.symbol,
    at: row.trade_time.toISOString(),
    dateOnly: row.date_only,
    quantity: decimal(row.quantity),
    price: decimal(row.price),
    currency: row.currency,
    netAmount: decimal(row.net_amount),
  }));
}
