import type { DecimalString } from "@/lib/money/decimal";
import { decimal, divide, multiply } from "@/lib/money/decimal";
import type { RecordedRate } from "./books";

/** What the engine reads of a ledger row. Amounts are in the major unit of `currency`; `quantity` and `netAmount` are signed. */
export interface LedgerRow {
  /** The row's id in the database, as text; orders rows of one instant, and names the lots that the row opens. */
  id: string;
  accountId: string;
  /** What its book is kept under: the instrument's id as text, or {@link instrumentKey} where no instrument is known. */
  instrument: string;
  assetType: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  quantity: DecimalString;
  price: DecimalString;
  currency: string;
  tradeType: string;
  subtype: string | null;
  /** ISO instant; a date without a time is its 00:00 UTC. */
  tradeTime: string;
  dateOnly: boolean;
  netAmount: DecimalString;
  /** Charges that are part of `netAmount`: positive is paid. */
  fees: DecimalString;
  taxes: DecimalString;
  /** Of a bond's trade: the interest that buyer pays to seller. Its sign doesn't count, the direction of the trade does. */
  accruedInterest: DecimalString | null;
  /** The rate that the broker recorded on the row. */
  fx: RecordedRate | null;
  multiplier: DecimalString | null;
  priceUnit: "unit" | "percent" | null;
  /**
   * What was delivered, with unsigned quantities and costs, as transfers tell it; on a sale, the lots that it closes, named by
   * `lotId` (the id of a lot) or by `acquiredAt` (an ISO instant or day).
   */
  lots: readonly NamedLot[] | null;
  /** New units for old units of a corporate action. */
  ratio: { to: DecimalString; from: DecimalString } | null;
  groupId: string | null;
  positionEffect: "open" | "close" | null;
  /** The gain as the broker states it. The engine doesn't count it; it is there to be compared. */
  brokerGain: DecimalString | null;
}

export interface NamedLot {
  quantity: DecimalString;
  cost?: DecimalString;
  acquiredAt?: string;
  lotId?: string;
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

/** Their gains and losses are paid in cash as they arise, so neither a purchase price nor a notional value is money in the account. */
export const MARGINED_ASSET_TYPES: readonly string[] = ["future", "cfd"];

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
