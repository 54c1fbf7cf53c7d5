import type { DecimalString } from "@/lib/money/decimal";

/**
 * Values of thousands of days are added up as whole counts of 10^-20, which is exact and fast. A product that has more decimals (a price
 * times a rate that is a quotient) is rounded half to even to these, once, where it is made: what is shown of the parts adds up to the whole.
 */
export const VALUE_DECIMALS = 20;

const BASE = 10n;
const powers: bigint[] = [];

function power(exponent: number): bigint {
  const known = powers[exponent];
  if (known !== undefined) return known;
  const made = BASE ** BigInt(exponent);
  powers[exponent] = made;
  return made;
}

/** A decimal as a whole number and how many of its digits are decimals: `digits ÷ 10^scale`. */
export interface Exact {
  digits: bigint;
  scale: number;
}

export function exact(value: DecimalString): Exact {
  const point = value.indexOf(".");
  if (point < 0) return { digits: BigInt(value), scale: 0 };
  return { digits: BigInt(value.slice(0, point) + value.slice(point + 1)), scale: value.length - point - 1 };
}

export function times(a: Exact, b: Exact): Exact {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** A count of 10^-{@link VALUE_DECIMALS}. */
export type Count = bigint;

/** Rounded half to even where there are more decimals than a count has. */
export function countOf({ digits, scale }: Exact): Count {
  if (scale <= VALUE_DECIMALS) return digits * power(VALUE_DECIMALS - scale);
  const divisor = power(scale - VALUE_DECIMALS);
  const quotient = digits / divisor;
  const rest = digits - quotient * divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient;
  return digits < 0n ? quotient - 1n : quotient + 1n;
}

export function toCount(value: DecimalString): Count {
  return countOf(exact(value));
}

export function countToExact(count: Count): Exact {
  return { digits: count, scale: VALUE_DECIMALS };
}

const ZERO_DIGIT = 48;

export function fromCount(count: Count): DecimalString {
  if (count === 0n) return "0" as DecimalString;
  const negative = count < 0n;
  const digits = (negative ? -count : count).toString().padStart(VALUE_DECIMALS + 1, "0");
  const point = digits.length - VALUE_DECIMALS;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === ZERO_DIGIT) end -= 1;
  const whole = digits.slice(0, point);
  const magnitude = end > point ? `${whole}.${digits.slice(point, end)}` : whole;
  return (negative ? `-${magnitude}` : magnitude) as DecimalString;
}
