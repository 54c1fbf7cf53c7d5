import type { FormatItem } from "@/lib/formats/types";
import { type DecimalString, ONE } from "@/lib/money/decimal";

/** The cash of one currency as a position: as many units of it, at one each; negative where it was borrowed. */
export function cashHolding(line: number, source: string, currency: string, cash: DecimalString): FormatItem {
  const draft = {
    assetType: "cash",
    symbol: currency,
    isin: null,
    quantity: cash,
    avgPrice: ONE,
    currency,
    costValue: cash,
    marketValue: cash,
    meta: { source },
  } as const;
  return { kind: "holding", line, draft };
}
