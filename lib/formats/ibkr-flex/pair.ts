import { readCurrency } from "../lookup";
import type { Row } from "./row";

/** The currencies of a conversion such as `USD.TWD`: one unit of `base` costs the price in `quote`. Null when it isn't one. */
export function currencyPair(row: Row): { base: string; quote: string } | null {
  if (row.text("assetCategory")?.toUpperCase() !== "CASH") return null;
  const [base, quote, more] = (row.text("symbol") ?? "").split(".").map((code) => readCurrency(code).currency);
  return base && quote && more === undefined ? { base, quote } : null;
}
