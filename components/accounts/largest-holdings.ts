import type { HoldingView } from "@/lib/holdings/schema";
import { absolute, compare, ZERO } from "@/lib/money/decimal";

/**
 * The first few holdings by the size of their value, shorts included. Values of different currencies can't be compared without a rate, so
 * the currency with the most holdings comes first; what has no value comes last in its currency.
 */
export function largestHoldings(rows: readonly HoldingView[], count: number): HoldingView[] {
  const perCurrency = new Map<string, number>();
  for (const { currency } of rows) perCurrency.set(currency, (perCurrency.get(currency) ?? 0) + 1);
  const spread = (row: HoldingView) => perCurrency.get(row.currency) ?? 0;
  const size = (row: HoldingView) => absolute(row.marketValue ?? ZERO);
  return rows
    .toSorted((a, b) => spread(b) - spread(a) || a.currency.localeCompare(b.currency, "en") || compare(size(b), size(a)))
    .slice(0, count);
}
