import { absolute, add, compare, type DecimalString, decimal, divide, multiply, round, sign, ZERO } from "@/lib/money/decimal";

const HUNDRED = decimal("100");

/** What an allocation needs of a holding. */
export interface Valued {
  assetType: string;
  currency: string;
  /** In `currency`; null when the holding has no value, and then it has no share either. */
  marketValue: DecimalString | null;
}

export interface Slice {
  assetType: string;
  holdings: number;
  /** Negative where short positions outweigh the long ones. */
  value: DecimalString;
  /** Percent of the currency's total, to two decimals; null when that total is not positive, because a share of it would mean nothing. */
  share: DecimalString | null;
  /** 0 to 100: the length of the bar, of all that is held long or short. The share itself where nothing is short. */
  length: DecimalString;
}

export interface Allocation {
  currency: string;
  total: DecimalString;
  slices: Slice[];
}

/** Value by asset type, each currency by itself because nothing is converted: the largest slice first, currencies in the order given. */
export function allocate(holdings: Iterable<Valued>, currencies: readonly string[]): Allocation[] {
  const byCurrency = new Map<string, Map<string, { value: DecimalString; holdings: number }>>();
  for (const { currency, assetType, marketValue } of holdings) {
    if (marketValue === null) continue;
    const types = byCurrency.get(currency) ?? new Map<string, { value: DecimalString; holdings: number }>();
    const before = types.get(assetType);
    types.set(assetType, { value: add(before?.value ?? ZERO, marketValue), holdings: (before?.holdings ?? 0) + 1 });
    byCurrency.set(currency, types);
  }
  return currencies.flatMap((currency) => {
    const types = byCurrency.get(currency);
    return types ? [allocationOf(currency, types)] : [];
  });
}

function allocationOf(currency: string, types: ReadonlyMap<string, { value: DecimalString; holdings: number }>): Allocation {
  const parts = [...types].map(([assetType, part]) => ({ assetType, ...part }));
  const total = add(...parts.map((part) => part.value));
  const gross = add(...parts.map((part) => absolute(part.value)));
  const slices = parts
    .map((part) => ({
      ...part,
      share: sign(total) > 0 ? percent(part.value, total) : null,
      length: percent(absolute(part.value), gross) ?? ZERO,
    }))
    .sort((a, b) => compare(b.value, a.value) || a.assetType.localeCompare(b.assetType, "en"));
  return { currency, total, slices };
}

function percent(part: DecimalString, whole: DecimalString): DecimalString | null {
  const ratio = divide(part, whole);
  return ratio && round(multiply(ratio, HUNDRED), 2);
}
