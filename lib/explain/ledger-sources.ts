import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { BALANCE_TYPES } from "@/lib/engine/ledger-row";
import { type Moment, withMoment } from "@/lib/moment/schema";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { GROSS } from "@/lib/reconciliation/between/queries";
import { ledgerRows } from "@/lib/transactions/as-known";
import { parseFilter } from "@/lib/transactions/filter";
import { clearedFilter, filterQuery } from "@/lib/transactions/filter-query";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { type DerivationInput, SHOWN_INPUTS } from "./schema";
import { when } from "./words";

export interface LedgerInputs {
  inputs: DerivationInput[];
  count: number;
  total: DecimalString;
}

/** Which rows count. Left out: all that the moment has. */
export interface RowSpan {
  /** The first instant that counts. */
  after?: Date;
  /** The first one that no longer does. */
  until?: Date;
  types?: { only: readonly string[] } | { except: readonly string[] };
}

interface SourceRow {
  id: bigint;
  symbol: string;
  trade_type: string;
  trade_time: Date;
  date_only: boolean;
  source: string | null;
  amount: string;
}

/**
 * The units that each row of an instrument adds or takes, oldest first.
 * @param names how the ledger calls it: `ledger_key` of the database
 */
export function unitsOf(
  tx: Transaction,
  accountId: bigint,
  names: readonly string[],
  moment: Moment,
  span: RowSpan = {},
): Promise<LedgerInputs> {
  return numbersOf(tx, { accountId, amount: Prisma.sql`t.quantity`, where: ofInstrument(names, span), unit: "units", moment });
}

/** What the units of each row of an instrument were traded for, charges aside; negative where they were sold. */
export function grossOf(
  tx: Transaction,
  accountId: bigint,
  { names, unit }: { names: readonly string[]; unit: string },
  moment: Moment,
  span: RowSpan,
): Promise<LedgerInputs> {
  return numbersOf(tx, { accountId, amount: GROSS, where: ofInstrument(names, span), unit, moment });
}

const ofInstrument = (names: readonly string[], span: RowSpan) =>
  Prisma.sql`ledger_key(t.asset_type, t.symbol, t.currency, t.meta) = ANY (${[...names]}::text[])
    AND NOT (t.asset_type = 'forex' AND t.trade_type = ANY (${BALANCE_TYPES}::text[])) AND ${within(span)}`;

/** The cash that each row of a currency brings or takes, oldest first. */
export function cashOf(tx: Transaction, accountId: bigint, currency: string, moment: Moment, span: RowSpan = {}): Promise<LedgerInputs> {
  const amount = Prisma.sql`(t.meta ->> 'netAmount')::numeric`;
  const where = Prisma.sql`t.currency = ${currency} AND ${within(span)}`;
  return numbersOf(tx, { accountId, amount, where, unit: currency, moment });
}

function within({ after, until, types }: RowSpan): Prisma.Sql {
  const conditions = [
    Prisma.sql`true`,
    ...(after ? [Prisma.sql`t.trade_time >= ${after}::timestamptz`] : []),
    ...(until ? [Prisma.sql`t.trade_time < ${until}::timestamptz`] : []),
    ...(types && "only" in types ? [Prisma.sql`t.trade_type = ANY (${[...types.only]}::text[])`] : []),
    ...(types && "except" in types ? [Prisma.sql`t.trade_type <> ALL (${[...types.except]}::text[])`] : []),
  ];
  return Prisma.join(conditions, " AND ");
}

interface NumberQuery {
  accountId: bigint;
  amount: Prisma.Sql;
  where: Prisma.Sql;
  unit: string;
  moment: Moment;
}

/** Summed where the rows are: of a million of them, only those that are shown travel. */
async function numbersOf(tx: Transaction, { accountId, amount, where, unit, moment }: NumberQuery): Promise<LedgerInputs> {
  const counted = Prisma.sql`FROM ${ledgerRows(moment)} t WHERE t.broker_account_id = ${accountId} AND ${where} AND ${amount} <> 0`;
  const [all] = await tx.$queryRaw<{ count: number; total: string | null }[]>`
    SELECT count(*)::int AS count, sum(${amount})::text AS total ${counted}`;
  const rows = await tx.$queryRaw<SourceRow[]>`
    SELECT t.id, t.symbol, t.trade_type, t.trade_time, coalesce((t.meta ->> 'dateOnly')::boolean, false) AS date_only,
      t.meta ->> 'source' AS source, ${amount}::text AS amount
    ${counted} ORDER BY t.trade_time, t.id LIMIT ${SHOWN_INPUTS}`;
  return {
    inputs: rows.map((row) => ({ ...rowInput(accountId, row, moment), amount: decimal(row.amount), unit })),
    count: all?.count ?? 0,
    total: decimal(all?.total ?? "0"),
  };
}

function rowInput(accountId: bigint, row: SourceRow, moment: Moment): Pick<DerivationInput, "label" | "source" | "href"> {
  return {
    label: rowLabel(row.trade_type, row.symbol),
    source: `Ledger row of ${when(row.trade_time.toISOString(), row.date_only)}, ${sourceWords(row.source)}.`,
    href: rowHref(accountId, row.id, moment),
  };
}

export const rowLabel = (tradeType: string, symbol: string): string => `${tradeTypeRow(tradeType).label} ${symbol}`;

export const sourceWords = (source: string | null): string => (source === null || source === "manual" ? "typed by hand" : `from ${source}`);

/** A ledger row's own page, as the row stood then. */
export const rowHref = (accountId: bigint | string, id: bigint | string, { known }: Moment): string =>
  withMoment(`/accounts/${accountId}/transactions/${id}`, { asOf: null, known });

/** Where a lot came from: the row that opened it, or the list of positions where the account has no ledger. */
export function lotHref(accountId: string, lotId: string, moment: Moment): string {
  const [row = lotId] = lotId.split("/");
  return /^\d+$/.test(row) ? rowHref(accountId, row, moment) : withMoment(`/accounts/${accountId}/holdings`, moment);
}

/** The ledger of an account, of one symbol where there is one, up to the moment. */
export function ledgerHref(accountId: bigint | string, moment: Moment, symbol = ""): string {
  return withMoment(`/accounts/${accountId}/transactions${filterQuery({ ...clearedFilter(parseFilter({})), q: symbol })}`, moment);
}
