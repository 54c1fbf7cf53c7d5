import { type DecimalString, ZERO } from "@/lib/money/decimal";
import { exact, fromExact, minus, NOTHING, plus } from "./exact";

/** A number, or the reason why there is none: a sentence for people. */
export type Computed = { amount: DecimalString; reason: null } | { amount: null; reason: string };

export function computed(amount: DecimalString): Computed {
  return { amount, reason: null };
}

export function notComputable(reason: string): { amount: null; reason: string } {
  return { amount: null, reason };
}

/** An exact sum, one by one: a long ledger has more lots than are to be in memory with their gains. */
export class Sum {
  private total = NOTHING;
  private missing: Computed | null = null;

  add(value: Computed): void {
    if (value.amount === null) this.missing ??= value;
    else if (value.amount !== ZERO) this.total = plus(this.total, exact(value.amount));
  }

  /** Not computable as soon as one of them isn't, for the first one's reason. */
  result(): Computed {
    return this.missing ?? computed(fromExact(this.total));
  }
}

/** The exact sum; not computable as soon as one of them isn't, for the first one's reason. */
export function sumOf(values: Iterable<Computed>): Computed {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.result();
}

/** Exact `a - b`; not computable where one of them isn't. */
export function differenceOf(a: Computed, b: Computed): Computed {
  if (a.amount === null) return a;
  if (b.amount === null) return b;
  return b.amount === ZERO ? a : computed(fromExact(minus(exact(a.amount), exact(b.amount))));
}
