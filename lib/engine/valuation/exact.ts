import type { DecimalString } from "@/lib/money/decimal";
import { written } from "../written";

/**
 * Values of thousands of days are added up as whole counts of 10^-12, which is exact and fast. A product that has more decimals (a price
 * times a rate that is a quotient) is rounded half to even to these, once, where it is made: what is shown of the parts adds up to the whole.
 */
export const VALUE_DECIMALS = 12;
/** Returns are fractions, and are told finer. */
export const RETURN_DECIMALS = 20;

const ZERO_DIGIT = 48;
const MINUS = 45;
const POINT = 46;
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

/** A whole number of so many digits is exact as a JavaScript number, which is read much faster. */
const HALF_DIGITS = 15;

export function exact(value: DecimalString): Exact {
  const start = value.charCodeAt(0) === MINUS ? 1 : 0;
  // The digits of one half, and those of the other, gathered in one pass without cutting the text.
  let high = 0;
  let low = 0;
  let count = 0;
  let scale = 0;
  for (let index = start; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code === POINT) scale = value.length - index - 1;
    else {
      if (count < HALF_DIGITS) high = high * 10 + code - ZERO_DIGIT;
      else low = low * 10 + code - ZERO_DIGIT;
      count += 1;
    }
  }
  if (count > 2 * HALF_DIGITS) return { digits: BigInt(value.replace(".", "")), scale };
  if (count <= HALF_DIGITS) return { digits: BigInt(start === 1 ? -high : high), scale };
  const magnitude = BigInt(high) * power(count - HALF_DIGITS) + BigInt(low);
  return { digits: start === 1 ? -magnitude : magnitude, scale };
}

export function times(a: Exact, b: Exact): Exact {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function plus(a: Exact, b: Exact): Exact {
  if (a.scale === b.scale) return { digits: a.digits + b.digits, scale: a.scale };
  if (a.scale < b.scale) return { digits: a.digits * power(b.scale - a.scale) + b.digits, scale: b.scale };
  return { digits: a.digits + b.digits * power(a.scale - b.scale), scale: a.scale };
}

export function negative({ digits, scale }: Exact): Exact {
  return { digits: -digits, scale };
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, negative(b));
}

export const NOTHING: Exact = { digits: 0n, scale: 0 };

/** A count of 10^-{@link VALUE_DECIMALS}, where nothing else is said. */
export type Count = bigint;

/** Rounded half to even where there are more decimals than a count has. */
export function countOf({ digits, scale }: Exact, decimals = VALUE_DECIMALS): Count {
  if (scale === decimals) return digits;
  if (scale <= decimals) return digits * power(decimals - scale);
  return quotientOf(digits, power(scale - decimals));
}

/** The nearest whole number to a ÷ b, half to even. `b` is positive. */
function quotientOf(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const rest = a - quotient * b;
  if (rest === 0n) return quotient;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < b || (twice === b && quotient % 2n === 0n)) return quotient;
  return a < 0n ? quotient - 1n : quotient + 1n;
}

/** Quotients that are multiplied on carry twice the decimals of a value. */
const RATIO_DECIMALS = 2 * RETURN_DECIMALS;
export const WHOLE: Exact = { digits: power(RATIO_DECIMALS), scale: RATIO_DECIMALS };

/** `a ÷ b` to 40 decimals. `b` is positive. */
export function ratioOf(a: Count, b: Count): Exact {
  return { digits: quotientOf(a * power(RATIO_DECIMALS), b), scale: RATIO_DECIMALS };
}

/** The product of two such quotients, to 40 decimals again. */
export function chained(a: Exact, b: Exact): Exact {
  return { digits: quotientOf(a.digits * b.digits, power(RATIO_DECIMALS)), scale: RATIO_DECIMALS };
}

export function toCount(value: DecimalString, decimals = VALUE_DECIMALS): Count {
  return countOf(exact(value), decimals);
}

export function fromCount(count: Count, decimals: typeof VALUE_DECIMALS | typeof RETURN_DECIMALS = VALUE_DECIMALS): DecimalString {
  return written(count, decimals);
}
