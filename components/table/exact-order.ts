import { compare, type DecimalString } from "@/lib/money/decimal";

/**
 * Ascending order of decimals, to the last digit: as floats, 0.1 + 0.2 and 0.3 would change places with every sort.
 * @returns below 0, 0 or above 0, as an array's sort wants it.
 */
export function byAmount(a: DecimalString, b: DecimalString): number {
  return compare(a, b);
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Ascending order of words as people expect it: case and accents aside, and "A2" before "A10". */
export function byWord(a: string, b: string): number {
  return collator.compare(a, b);
}
