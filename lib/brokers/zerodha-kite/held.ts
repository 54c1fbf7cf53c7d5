import { pricePerUnit } from "@/lib/formats/draft";
import type { FormatItem, HoldingMeta } from "@/lib/formats/types";
import { CURRENCY } from "@/lib/formats/zerodha/columns";
import type { Listed } from "@/lib/formats/zerodha/instrument";
import { add, type DecimalString, multiply, ONE } from "@/lib/money/decimal";

export const SOURCE = "zerodha-kite-api";

/** A part of what is held of one instrument: of the demat account, or bought today. */
export interface Held {
  line: number;
  listed: Listed;
  units: DecimalString;
  /** Per unit; null where Zerodha has none. */
  average: DecimalString | null;
  price: DecimalString | null;
  multiplier: DecimalString;
  meta: Partial<HoldingMeta>;
}

/** One position for each instrument: what was bought today comes to what is in the demat account. */
export function positions(parts: readonly Held[]): FormatItem[] {
  const together = new Map<string, Held[]>();
  for (const part of parts) {
    const key = part.listed.symbol;
    together.set(key, [...(together.get(key) ?? []), part]);
  }
  return [...together.values()].map(position);
}

function position(parts: readonly Held[]): FormatItem {
  const [first] = parts;
  if (!first) throw new Error("a position of no parts");
  const { listed, multiplier, price, line } = first;
  const units = add(...parts.map((part) => part.units));
  const costs = parts.map(({ average, units: some }) => average && multiply(some, average, multiplier));
  const cost = costs.some((each) => each === null) ? null : add(...costs.filter((each) => each !== null));
  const average = parts.length === 1 ? first.average : cost && pricePerUnit(cost, units, multiplier);
  const isin = listed.meta.isin ?? null;
  return {
    kind: "holding",
    line,
    draft: {
      assetType: listed.assetType,
      symbol: listed.symbol,
      isin,
      quantity: units,
      avgPrice: average,
      currency: CURRENCY,
      costValue: cost,
      marketValue: price && multiply(units, price, multiplier),
      meta: {
        source: SOURCE,
        ...(Object.keys(listed.meta).length > 0 ? { instrument: listed.meta } : {}),
        ...(price ? { price } : {}),
        ...(multiplier === ONE ? {} : { multiplier }),
        ...Object.assign({}, ...parts.map(({ meta }) => meta)),
      },
    },
  };
}
