import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { instrumentKey, type LedgerRow } from "@/lib/engine/ledger-row";
import { add, type DecimalString, decimal, ZERO } from "@/lib/money/decimal";
import type { Charge } from "./schema";

/** A ledger row on its way to the engine, with what tells which instrument it is about. */
export interface StreamedRow extends LedgerRow {
  /** `meta.instrument` as JSON text; equal texts are equal instruments. Empty where the row has none. */
  instrumentText: string;
  source: string;
}

export interface LedgerStream {
  accounts: readonly bigint[];
  /** Only rows about these (`ledger_key` of the database), and rows of the same events; null: all. */
  keys: readonly string[] | null;
  /** With `keys`: rows of the same events are left out, where they are about others. */
  exact?: boolean;
  /** What to read instead of the table `transactions`: the ledger of another moment. */
  relation: Prisma.Sql;
}

const PAGE_ROWS = 10_000;

/**
 * Reads ledgers in the order of the engine, page by page: a million rows are never in memory at once. Each row comes as one text of JSON,
 * because that is what PostgreSQL makes and JavaScript reads fastest.
 * @param bookOf names the book that a row belongs to
 */
export async function* streamLedger(
  tx: Transaction,
  { accounts, keys, relation, exact = false }: LedgerStream,
  bookOf: (row: StreamedRow) => string = instrumentKey,
): AsyncGenerator<LedgerRow[]> {
  if (accounts.length === 0) return;
  const about = (row: Prisma.Sql) =>
    Prisma.sql`ledger_key(${row}.asset_type, ${row}.symbol, ${row}.currency, ${row}.meta) = ANY (${keys}::text[])`;
  const [t, g] = [Prisma.raw("t"), Prisma.raw("g")];
  const ofEvents = exact
    ? Prisma.sql`false`
    : Prisma.sql`t.meta ->> 'groupId' IN (
        SELECT g.meta ->> 'groupId' FROM ${relation} g WHERE g.broker_account_id = ANY (${accounts}::bigint[]) AND ${about(g)})`;
  const ofKeys = keys === null ? Prisma.sql`true` : Prisma.sql`(${about(t)} OR ${ofEvents})`;
  await tx.$executeRaw`
    DECLARE ledger NO SCROLL CURSOR FOR
    SELECT json_build_array(t.id::text, t.broker_account_id::text, t.asset_type, t.symbol, t.quantity::text, t.price::text, t.currency, t.trade_type,
      round(extract(epoch FROM t.trade_time) * 1000), (t.meta -> 'instrument')::text, t.meta - ${NOT_READ}::text[])::text AS packed
    FROM ${relation} t WHERE t.broker_account_id = ANY (${accounts}::bigint[]) AND ${ofKeys} ORDER BY t.trade_time, t.id`;
  try {
    for (;;) {
      const page = await tx.$queryRaw<{ packed: string }[]>`FETCH ${Prisma.raw(String(PAGE_ROWS))} FROM ledger`;
      if (page.length > 0) yield page.map(({ packed }) => keyed(unpack(JSON.parse(packed)), bookOf));
      if (page.length < PAGE_ROWS) return;
    }
  } finally {
    await tx.$executeRaw`CLOSE ledger`;
  }
}

function keyed(row: StreamedRow, bookOf: (row: StreamedRow) => string): LedgerRow {
  row.instrument = bookOf(row);
  return row;
}

/** What a row carries besides its columns, as far as the engine reads it. */
interface PackedMeta {
  source: string;
  netAmount: string;
  dateOnly?: boolean;
  multiplier?: string;
  priceUnit?: string;
  groupId?: string;
  subtype?: string;
  fees?: Charge[];
  taxes?: Charge[];
  accruedInterest?: string;
  fx?: { rate: string; from: string; to: string };
  lots?: PackedLot[];
  corporateAction?: { ratio?: { to: string; from: string } };
  positionEffect?: "open" | "close";
  brokerGain?: string;
}
interface PackedLot {
  quantity: string;
  cost?: string;
  acquiredAt?: string;
  lotId?: string;
}
/** The rest stays where it is. */
const NOT_READ = ["instrument", "raw", "reasons", "description", "note", "importKey", "contentHash", "externalIds", "quoted", "rawType"];

/** In the order of the statement above. */
type Packed = [
  ...[id: string, accountId: string, assetType: string, symbol: string, quantity: string, price: string, currency: string],
  ...[tradeType: string, epoch: number, instrumentText: string | null, meta: PackedMeta],
];

function unpack([id, accountId, assetType, symbol, quantity, price, currency, tradeType, epoch, text, meta]: Packed): StreamedRow {
  const ratio = meta.corporateAction?.ratio;
  return {
    id,
    accountId,
    instrument: "",
    instrumentText: text ?? "",
    source: meta.source,
    assetType,
    symbol,
    ...namesIn(text),
    quantity: decimal(quantity),
    price: decimal(price),
    currency,
    tradeType,
    tradeTime: new Date(epoch).toISOString(),
    dateOnly: meta.dateOnly ?? false,
    netAmount: decimal(meta.netAmount),
    multiplier: optional(meta.multiplier),
    priceUnit: meta.priceUnit === "percent" ? "percent" : null,
    groupId: meta.groupId ?? null,
    subtype: meta.subtype ?? null,
    fees: totalOf(meta.fees, currency),
    taxes: totalOf(meta.taxes, currency),
    accruedInterest: optional(meta.accruedInterest),
    fx: meta.fx ? { from: meta.fx.from, to: meta.fx.to, rate: decimal(meta.fx.rate) } : null,
    lots: meta.lots?.map(lotOf) ?? null,
    ratio: ratio ? { to: decimal(ratio.to), from: decimal(ratio.from) } : null,
    positionEffect: meta.positionEffect ?? null,
    brokerGain: optional(meta.brokerGain),
  };
}

const optional = (text: string | undefined): DecimalString | null => (text === undefined ? null : decimal(text));

const lotOf = ({ quantity, cost, acquiredAt, lotId }: PackedLot) => ({
  quantity: decimal(quantity),
  ...(cost === undefined ? {} : { cost: decimal(cost) }),
  ...(acquiredAt === undefined ? {} : { acquiredAt }),
  ...(lotId === undefined ? {} : { lotId }),
});

/** As `totalCharges`, of charges that were stored: those in another currency are not part of the row's cash. */
function totalOf(charges: readonly Charge[] | undefined, currency: string): DecimalString {
  if (!charges) return ZERO;
  return charges.reduce((sum, charge) => (charge.currency === currency ? add(sum, decimal(charge.amount)) : sum), ZERO);
}

const remembered = new Map<string, { isin: string | null; name: string | null }>();
const NOTHING = { isin: null, name: null };

/** A ledger speaks of few instruments in many rows. */
function namesIn(text: string | null): { isin: string | null; name: string | null } {
  if (text === null) return NOTHING;
  let found = remembered.get(text);
  if (!found) {
    const { isin, name } = JSON.parse(text) as { isin?: unknown; name?: unknown };
    found = { isin: typeof isin === "string" && isin !== "" ? isin.toUpperCase() : null, name: typeof name === "string" ? name : null };
    if (remembered.size > 10_000) remembered.clear();
    remembered.set(text, found);
  }
  return found;
}
