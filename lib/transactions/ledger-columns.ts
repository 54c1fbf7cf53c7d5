import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import { type DecimalString, decimal, ZERO } from "@/lib/money/decimal";
import { totalCharges } from "./rules";

/** How the engine's rows are read from `transactions t`: the one place that knows where in `meta` each fact is. */

export const ISIN = Prisma.sql`upper(nullif(t.meta #>> '{instrument,isin}', ''))`;

/** What {@link toLedgerRow} needs. `at` is the instant as text: a JavaScript date has no microseconds, and the next page would begin with rows of this one. */
export const LEDGER_COLUMNS = Prisma.sql`
  t.id, t.broker_account_id, t.trade_time::text AS at, t.trade_time, t.asset_type, t.symbol, ${ISIN} AS isin, t.meta #>> '{instrument,name}' AS name,
  t.quantity::text, t.price::text, t.currency, t.trade_type, t.meta ->> 'subtype' AS subtype, coalesce((t.meta ->> 'dateOnly')::boolean, false) AS date_only,
  t.meta ->> 'netAmount' AS net_amount, t.meta -> 'fees' AS fees, t.meta -> 'taxes' AS taxes, t.meta ->> 'accruedInterest' AS accrued_interest,
  t.meta -> 'fx' AS fx, t.meta ->> 'multiplier' AS multiplier, t.meta ->> 'priceUnit' AS price_unit, t.meta -> 'lots' AS lots,
  t.meta #> '{corporateAction,ratio}' AS ratio, t.meta ->> 'groupId' AS group_id, t.meta ->> 'positionEffect' AS position_effect,
  t.meta ->> 'brokerGain' AS broker_gain`;

interface StoredCharge {
  amount: string;
  currency: string;
}

export interface StreamedRow {
  id: bigint;
  broker_account_id: bigint;
  at: string;
  trade_time: Date;
  asset_type: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  quantity: string;
  price: string;
  currency: string;
  trade_type: string;
  subtype: string | null;
  date_only: boolean;
  net_amount: string;
  fees: StoredCharge[] | null;
  taxes: StoredCharge[] | null;
  accrued_interest: string | null;
  fx: { rate: string; from: string; to: string } | null;
  multiplier: string | null;
  price_unit: string | null;
  lots: { quantity: string; cost?: string; acquiredAt?: string; lotId?: string }[] | null;
  ratio: { to: string; from: string } | null;
  group_id: string | null;
  position_effect: string | null;
  broker_gain: string | null;
}

export const priceUnitOf = (text: string | null) => (text === "percent" ? "percent" : null);
const known = (text: string | null): DecimalString | null => (text === null ? null : decimal(text));

/** The row as the engine reads it, but for the key of its book, which is for the caller to say. */
export function toLedgerRow(row: StreamedRow): Omit<LedgerRow, "instrument"> {
  return {
    id: row.id.toString(),
    accountId: row.broker_account_id.toString(),
    assetType: row.asset_type,
    symbol: row.symbol,
    isin: row.isin,
    name: row.name,
    quantity: decimal(row.quantity),
    price: decimal(row.price),
    currency: row.currency,
    tradeType: row.trade_type,
    subtype: row.subtype,
    tradeTime: row.trade_time.toISOString(),
    dateOnly: row.date_only,
    netAmount: decimal(row.net_amount),
    fees: total(row.fees, row.currency),
    taxes: total(row.taxes, row.currency),
    accruedInterest: known(row.accrued_interest),
    fx: row.fx && { from: row.fx.from, to: row.fx.to, rate: decimal(row.fx.rate) },
    multiplier: known(row.multiplier),
    priceUnit: priceUnitOf(row.price_unit),
    lots: row.lots?.map(lotOf) ?? null,
    ratio: row.ratio && { to: decimal(row.ratio.to), from: decimal(row.ratio.from) },
    groupId: row.group_id,
    positionEffect: row.position_effect === "open" || row.position_effect === "close" ? row.position_effect : null,
    brokerGain: known(row.broker_gain),
  };
}

const total = (charges: StoredCharge[] | null, currency: string): DecimalString =>
  charges === null
    ? ZERO
    : totalCharges(
        charges.map((charge) => ({ ...charge, type: "", amount: decimal(charge.amount) })),
        currency,
      );

const lotOf = ({ quantity, cost, acquiredAt, lotId }: NonNullable<StreamedRow["lots"]>[number]) => ({
  quantity: decimal(quantity),
  ...(cost === undefined ? {} : { cost: decimal(cost) }),
  ...(acquiredAt === undefined ? {} : { acquiredAt }),
  ...(lotId === undefined ? {} : { lotId }),
});
