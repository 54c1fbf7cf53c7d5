import type { DecimalString } from "@/lib/money/decimal";
import { decimal, divide, multiply } from "@/lib/money/decimal";

/** What the engine reads of a ledger row. Amounts are in the major unit of `currency`; `quantity` and `netAmount` are signed. */
export interface LedgerRow {
  assetType: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  quantity: DecimalString;
  price: DecimalString;
  currency: string;
  tradeType: string;
  /** ISO instant; a date without a time is its 00:00 UTC. */
  tradeTime: string;
  netAmount: DecimalString;
  multiplier: DecimalString | null;
  priceUnit: "unit" | "percent" | null;
  /** What was delivered, with unsigned quantities and costs, as transfers tell it. */
  lots: readonly { quantity: DecimalString; cost?: DecimalString }[] | null;
  groupId: string | null;
}

/** What identifies an instrument within an account. */
export type InstrumentIdentity = Pick<LedgerRow, "assetType" | "symbol" | "isin" | "currency">;

/** One instrument in one currency, however its rows spell the symbol: the ISIN where it is known, else asset type and symbol. */
export function instrumentKey({ assetType, symbol, isin, currency }: InstrumentIdentity): string {
  return isin ? `isin:${isin.toUpperCase()}:${currency}` : `${assetType}:${symbol.toUpperCase()}:${currency}`;
}

/** In the asset type `forex` these move balances; anything else there is a position, such as a rolling spot contract. */
export const BALANCE_TYPES: readonly string[] = ["deposit", "withdrawal", "fx_conversion", "fee", "interest", "tax"];

/** Whether a row is about a cash balance alone and never about units of an instrument. */
export function isCashRow({ assetType, tradeType }: Pick<LedgerRow, "assetType" | "tradeType">): boolean {
  return assetType === "cash" || (assetType === "forex" && BALANCE_TYPES.includes(tradeType));
}

/** The types whose price is one that a market gave that day. A delivery's or a correction's may be what somebody once paid. */
export const MARKET_PRICE_TYPES: readonly string[] = ["buy", "sell", "reinvest", "reward", "redemption"];

/** After these a unit is another thing than before, so an older price says nothing about it. */
export const RESHAPING_TYPES: readonly string[] = ["split", "merger", "spin_off"];

const HUNDRED = decimal("100");

/** Quantity × price × multiplier, ÷ 100 where the price is in percent: the one formula of value. Signed as the quantity is. */
export function valueOf(quantity: DecimalString, price: DecimalString, unit: Pick<LedgerRow, "multiplier" | "priceUnit">): DecimalString {
  const value = unit.multiplier === null ? multiply(quantity, price) : multiply(quantity, price, unit.multiplier);
  return unit.priceUnit === "percent" ? multiply(value, decimal("0.01")) : value;
}

/** The price per unit at which a quantity has a value; null when no price says it. The inverse of {@link valueOf}. */
export function priceOf(
  value: DecimalString,
  quantity: DecimalString,
  unit: Pick<LedgerRow, "multiplier" | "priceUnit">,
): DecimalString | null {
  const units = unit.multiplier === null ? quantity : multiply(quantity, unit.multiplier);
  return divide(unit.priceUnit === "percent" ? multiply(value, HUNDRED) : value, units);
}
