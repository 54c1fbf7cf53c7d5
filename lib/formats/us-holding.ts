import { absolute, type DecimalString, decimal, divide, multiply, negate, ONE, round, sign } from "@/lib/money/decimal";
import type { HoldingDraft } from "./types";
import { priceBasis, usInstrument } from "./us-listing";

/** A line of an American broker's list of positions. Amounts are in dollars; null where the list gives none. */
export interface UsPosition {
  source: string;
  symbol: string;
  name: string;
  told?: Parameters<typeof usInstrument>[2];
  quantity: DecimalString;
  price: DecimalString | null;
  value: DecimalString | null;
  /** What the whole position cost. */
  cost: DecimalString | null;
  /** What one unit cost; worked out of the cost where the list has none. */
  average?: DecimalString | null;
}

const PERCENT = decimal("0.01");
const AVERAGE_DIGITS = 12;

/** What is short is worth less than nothing, however the list signs it. */
const signedLike = (quantity: DecimalString, value: DecimalString | null) =>
  value !== null && sign(quantity) < 0 ? negate(absolute(value)) : value;

export function usHolding({ source, symbol, name, told, quantity, price, value, cost, average = null }: UsPosition): HoldingDraft {
  const { instrument, isOption } = usInstrument(symbol, name, told);
  const basis = priceBasis(quantity, price, value, isOption);
  const units = multiply(quantity, basis.multiplier ?? ONE, basis.priceUnit === "percent" ? PERCENT : ONE);
  const perUnit = average ?? (cost === null ? null : divide(cost, units));
  return {
    assetType: instrument.assetType,
    symbol,
    isin: null,
    quantity,
    avgPrice: perUnit === null ? null : absolute(round(perUnit, AVERAGE_DIGITS)),
    currency: "USD",
    costValue: signedLike(quantity, cost),
    marketValue: signedLike(quantity, value),
    meta: { source, instrument: instrument.meta, ...(price === null ? {} : { price: absolute(price) }), ...basis },
  };
}

/** A cash balance in dollars as a holding. */
export function usCash(source: string, balance: DecimalString): HoldingDraft {
  return {
    assetType: "cash",
    symbol: "USD",
    isin: null,
    quantity: balance,
    avgPrice: ONE,
    currency: "USD",
    costValue: balance,
    marketValue: balance,
    meta: { source },
  };
}
