import { type DecimalString, parseDecimal } from "@/lib/money/decimal";

/** What a comment such as `CLOSE BUY 5/10 @ 12.3` says. Its numbers have a point in every language. */
export interface TradeComment {
  action: "open" | "close";
  side: "buy" | "sell";
  /** Units of this operation; behind the slash stand those of the whole position. */
  units: DecimalString;
  /** Per unit, in the instrument's own currency. */
  price: DecimalString;
}

const TRADE = /\b(OPEN|CLOSE)\s+(BUY|SELL)\s+(\d+(?:[.,]\d+)?)(?:\s*\/\s*\d+(?:[.,]\d+)?)?\s*@\s*(\d+(?:[.,]\d+)?)/i;
const DIVIDEND = /\b([A-Z]{3})\s+(\d+(?:\.\d+)?)\s*\/\s*(?:SHR|Indices)/i;

export function readTradeComment(comment: string): TradeComment | null {
  const [, action = "", side = "", units = "", price = ""] = TRADE.exec(comment) ?? [];
  const [number, perUnit] = [parseDecimal(units.replace(",", ".")), parseDecimal(price.replace(",", "."))];
  if (number === null || perUnit === null) return null;
  return { action: action.toLowerCase() as "open", side: side.toLowerCase() as "buy", units: number, price: perUnit };
}

/** `XRAY.US USD 0.1600/ SHR`: what one share got, in the payer's currency. */
export function readDividendComment(comment: string): { amount: DecimalString; currency: string } | null {
  const [, currency = "", amount = ""] = DIVIDEND.exec(comment) ?? [];
  const parsed = parseDecimal(amount);
  return parsed === null ? null : { amount: parsed, currency: currency.toUpperCase() };
}
