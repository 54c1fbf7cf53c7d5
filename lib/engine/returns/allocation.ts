import { absolute, add, compare, type DecimalString, divide, round, ZERO } from "@/lib/money/decimal";

export const ALLOCATIONS = ["assetType", "currency", "account", "instrument", "tag"] as const;
export type AllocationBy = (typeof ALLOCATIONS)[number];

/** What is held of something in one account. */
export interface Allocated {
  assetType: string;
  currency: string;
  account: string;
  /** Cash: null, and it is then a slice of its own called {@link CASH}. */
  instrument: string | null;
  tags: readonly string[];
  /** In the base currency; null: not computable, and then it is in no slice. */
  value: DecimalString | null;
}

export interface AllocationShare {
  /** The asset type, currency, account, instrument or tag; {@link UNTAGGED} for what has no tag. */
  key: string;
  value: DecimalString;
  /** Magnitude ÷ the sum of all slices' magnitudes: between 0 and 1, and all together 1, also where some are short. */
  share: DecimalString;
}

export const CASH = "cash";
export const UNTAGGED = "";
const SHARE_DECIMALS = 10;

/** Shares by one property, the largest first. What has several tags counts whole in each, so slices of tags may add up to more than is held. */
export function allocation(holdings: Iterable<Allocated>, by: AllocationBy): AllocationShare[] {
  const values = new Map<string, DecimalString>();
  for (const holding of holdings) {
    if (holding.value === null) continue;
    for (const key of keysOf(holding, by)) values.set(key, add(values.get(key) ?? ZERO, holding.value));
  }
  const slices = [...values].filter(([, value]) => value !== ZERO);
  const whole = add(...slices.map(([, value]) => absolute(value)));
  return slices
    .map(([key, value]) => ({ key, value, share: round(divide(absolute(value), whole) ?? ZERO, SHARE_DECIMALS) }))
    .sort((a, b) => compare(absolute(b.value), absolute(a.value)) || (a.key < b.key ? -1 : 1));
}

function keysOf(holding: Allocated, by: AllocationBy): readonly string[] {
  if (by === "tag") return holding.tags.length === 0 ? [UNTAGGED] : [...new Set(holding.tags)];
  if (by === "instrument") return [holding.instrument ?? CASH];
  return [holding[by]];
}
