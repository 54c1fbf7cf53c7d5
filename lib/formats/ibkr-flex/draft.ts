import type { MajorCurrency } from "@/lib/money/currency";
import { type DecimalString, divide, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { FormatItem } from "../types";
import type { FlexInstrument } from "./instrument";
import type { Row, When } from "./row";
import type { Statement } from "./survey";

export const SOURCE = "ibkr-flex";

export type Currency = MajorCurrency & { currency: string };
type Meta = Partial<TransactionMeta>;

interface Parts {
  tradeType: TradeType;
  /** Null for rows that are about cash alone. */
  instrument: FlexInstrument | null;
  quantity?: DecimalString;
  price?: DecimalString;
  currency: Currency;
  when: When;
  netAmount: DecimalString;
  meta: Meta;
  /** Why a person should look at the row. */
  doubts?: readonly string[];
}

/** Keys without a value are left out, so that equal rows are equal JSON. */
function present(meta: TransactionMeta): TransactionMeta {
  return Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== undefined)) as TransactionMeta;
}

/** A ledger row. Without an instrument it's a row of the currency itself. */
export function transaction(row: Row, parts: Parts): FormatItem {
  const { instrument, currency, when, meta } = parts;
  const charged = [...(meta.fees ?? []), ...(meta.taxes ?? [])].map(({ amount }) => amount);
  row.mustFit(
    parts.quantity,
    parts.price,
    parts.netAmount,
    meta.grossAmount,
    meta.accruedInterest,
    meta.brokerGain,
    meta.fx?.rate,
    ...charged,
  );
  const doubts = [...(instrument?.doubts ?? []), ...(parts.doubts ?? [])];
  const reasons = [...(meta.reasons ?? []), ...doubts];
  return {
    kind: "transaction",
    line: row.element.line,
    draft: {
      assetType: instrument?.assetType ?? "cash",
      symbol: instrument?.symbol ?? currency.currency,
      quantity: parts.quantity ?? ZERO,
      price: parts.price ?? ZERO,
      currency: currency.currency,
      tradeType: parts.tradeType,
      tradeTime: when.instant,
      meta: present({
        source: SOURCE,
        ...meta,
        netAmount: parts.netAmount,
        rawAssetType: instrument?.rawAssetType,
        multiplier: instrument?.multiplier,
        priceUnit: instrument?.priceUnit,
        minorUnit: currency.minorUnit,
        instrument: instrument?.meta,
        dateOnly: when.dateOnly || undefined,
        reasons: reasons.length > 0 ? reasons : undefined,
        needsReview: doubts.length > 0 || undefined,
      }),
    },
  };
}

/** The rate that the broker used from the row's currency to the account's; undefined when they are the same or it isn't told. */
export function rateToBase(row: Row, currency: Currency, statement: Statement): Meta["fx"] {
  const rate = row.number("fxRateToBase");
  if (rate === null || rate === ZERO || rate.startsWith("-") || statement.base === null || statement.base === currency.currency)
    return undefined;
  // The rate is of the currency as written: a rate of pence is a hundredth of the one of pounds.
  const major = currency.minorUnit ? divide(rate, currency.factor) : rate;
  return major === null ? undefined : { rate: major, from: currency.currency, to: statement.base };
}
