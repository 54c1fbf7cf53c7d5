import { add, type DecimalString, subtract, ZERO } from "@/lib/money/decimal";

/** A number, or the reason why there is none: a sentence for people. */
export type Computed = { amount: DecimalString; reason: null } | { amount: null; reason: string };

export function computed(amount: DecimalString): Computed {
  return { amount, reason: null };
}

export function notComputable(reason: string): { amount: null; reason: string } {
  return { amount: null, reason };
}

/** The exact sum; not computable as soon as one of them isn't, for the first one's reason. */
export function sumOf(values: readonly Computed[]): Computed {
  const missing = values.find(({ amount }) => amount === null);
  if (missing) return missing;
  // One by one: a long ledger has more lots than a call may have arguments.
  return computed(values.reduce((sum, { amount }) => add(sum, amount ?? ZERO), ZERO));
}

/** Exact `a - b`; not computable where one of them isn't. */
export function differenceOf(a: Computed, b: Computed): Computed {
  if (a.amount === null) return a;
  if (b.amount === null) return b;
  return computed(subtract(a.amount, b.amount));
}
