import type { ChartMark } from "@/components/charts/chart-data";
import { formatAmount, formatQuantity } from "@/components/ui/number-format";
import type { InstrumentTransaction } from "@/lib/instruments/schema";
import { absolute, sign, ZERO } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";

/** Ledger rows as marks, from a day on. What moved neither units nor cash isn't shown. */
export function tradeMarks(transactions: readonly InstrumentTransaction[], from: string, locale: string): ChartMark[] {
  return transactions.flatMap(({ at, tradeType, quantity, price, currency, netAmount }): ChartMark[] => {
    const day = at.slice(0, 10);
    const { label } = tradeTypeRow(tradeType);
    if (day < from) return [];
    if (quantity === ZERO)
      return netAmount === ZERO ? [] : [{ day, kind: "income", text: `${label} ${formatAmount(netAmount, currency, { locale })}` }];
    const units = formatQuantity(absolute(quantity), { locale });
    const rate = price === ZERO ? "" : ` at ${formatAmount(price, currency, { locale, kind: "price" })}`;
    return [{ day, kind: sign(quantity) > 0 ? "in" : "out", text: `${label} ${units}${rate}` }];
  });
}
