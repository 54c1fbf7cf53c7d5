import { compare, type DecimalString } from "@/lib/money/decimal";
import type { StoredDifference } from "../schema";

/** A difference as it is put in order. */
export interface Ranked extends Pick<StoredDifference, "value" | "currency" | "label"> {
  /** `value` in the person's base currency; null without a price, and without a rate. */
  weight: DecimalString | null;
}

/** Worst first: by what it is worth in one currency; then what has no rate, each currency by itself; then what has no price, by name. */
export function byWorst(a: Ranked, b: Ranked): number {
  const byName = a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
  if (a.weight !== null && b.weight !== null) return compare(b.weight, a.weight) || byName;
  if (a.weight !== null || b.weight !== null) return a.weight === null ? 1 : -1;
  if (a.value === null || b.value === null) return a.value === b.value ? byName : a.value === null ? 1 : -1;
  return a.currency === b.currency ? compare(b.value, a.value) || byName : a.currency < b.currency ? -1 : 1;
}
