import { valueOf } from "@/lib/engine/ledger-row";
import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import { type DecimalString, round } from "@/lib/money/decimal";
import { type PriceUnit, VALUE_DECIMALS } from "./rules";
import type { HoldingInput } from "./schema";

/** The columns of a holding as a person says it, and the part of its meta that this decides. Amounts are in the major currency. */
export interface EnteredHolding {
  assetType: string;
  symbol: string;
  isin: string | null;
  quantity: DecimalString;
  avgPrice: DecimalString | null;
  currency: string;
  costValue: DecimalString | null;
  marketValue: DecimalString | null;
  meta: {
    source: "manual";
    price?: DecimalString;
    priceDate?: string;
    multiplier?: DecimalString;
    priceUnit?: "percent";
    minorUnit?: string;
  };
}

/**
 * What to store for a form: prices of a minor unit (GBX) brought to the major one, cost and value worked out. `onDate` is the day the
 * market price is of; `known` is how the row's prices were read before, if there is one.
 */
export function enteredHolding(input: HoldingInput, onDate: string, known: PriceUnit | null = null): EnteredHolding {
  const unit = toMajorCurrency(input.currency);
  // The form's schema lets no text through that isn't a currency.
  const currency = unit.currency ?? input.currency;
  const minor = unit.minorUnit === undefined ? {} : { minorUnit: unit.minorUnit };
  if (input.assetType === "cash") {
    const balance = toMajor(input.quantity, unit);
    return {
      assetType: "cash",
      symbol: currency,
      isin: null,
      quantity: balance,
      avgPrice: null,
      currency,
      costValue: null,
      marketValue: balance,
      meta: { source: "manual", ...minor },
    };
  }
  const multiplier = input.multiplier ?? known?.multiplier ?? null;
  const percent = known?.priceUnit === "percent";
  const major = (price: DecimalString | null) => (price === null ? null : toMajor(price, unit));
  const [avgPrice, price] = [major(input.avgPrice), major(input.marketPrice)];
  const { quantity } = input;
  const at = (each: DecimalString | null) =>
    each === null ? null : round(valueOf(quantity, each, { multiplier, priceUnit: percent ? "percent" : null }), VALUE_DECIMALS);
  return {
    assetType: input.assetType,
    symbol: input.symbol,
    isin: input.isin || null,
    quantity,
    avgPrice,
    currency,
    costValue: at(avgPrice),
    marketValue: at(price),
    meta: {
      source: "manual",
      ...(price === null ? {} : { price, priceDate: onDate }),
      ...(multiplier === null || multiplier === "1" ? {} : { multiplier }),
      ...(percent ? { priceUnit: "percent" } : {}),
      ...minor,
    },
  };
}
