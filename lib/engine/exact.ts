import type { DecimalString } from "@/lib/money/decimal";
import { written } from "./written";

/**
 * The engine's own number: a whole count of 10⁻⁴⁰, the smallest step that a {@link DecimalString} has. Sums and comparisons are
 * those of `bigint`, exact and many times faster than on text; text is read on the way in and written on the way out.
 */
export type Exact = bigint;

const DECIMALS = 40;
/** Finer than any broker's books, and coarse enough that sums of shares stay exact. */
export const COST_DECIMALS = 20;

const POWERS = Array.from({ length: DECIMALS + 1 }, (_, exponent) => 10n ** BigInt(exponent));
const power = (exponent: number): bigint => POWERS[exponent] ?? 10n ** BigInt(exponent);
export const UNIT: Exact = power(DECIMALS);
const COST_STEP = power(DECIMALS - COST_DECIMALS);

/** Digits that a double holds exactly. */
const SAFE_DIGITS = 15;
const ZERO_DIGIT = 48;
const MINUS = 45;
const POINT = 46;

/** Reads a decimal; digits beyond the 40th decimal, which no decimal of ours has, are cut off. */
export function exact(text: DecimalString): Exact {
  if (text === "0") return 0n;
  if (text.length > SAFE_DIGITS) return exactOfLong(text);
  // Short ones are put together as a double, without cutting the text.
  const { length } = text;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  let number = 0;
  let decimals = 0;
  for (let index = start; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT) decimals = length - index - 1;
    else number = number * 10 + code - ZERO_DIGIT;
  }
  return BigInt(start === 1 ? -number : number) * power(DECIMALS - decimals);
}

function exactOfLong(text: string): Exact {
  const point = text.indexOf(".");
  if (point < 0) return BigInt(text) * UNIT;
  const decimals = text.length - point - 1;
  if (decimals > DECIMALS) return BigInt(text.slice(0, point) + text.slice(point + 1, point + 1 + DECIMALS));
  return BigInt(text.slice(0, point) + text.slice(point + 1)) * power(DECIMALS - decimals);
}

/** Writes a decimal in its canonical form. */
export function text(value: Exact): DecimalString {
  return written(value, DECIMALS);
}

export const magnitudeOf = (value: Exact): Exact => (value < 0n ? -value : value);
export const smaller = (a: Exact, b: Exact): Exact => (a < b ? a : b);
/** Whether both are on the same side of zero, and neither is zero. */
export const sameSide = (a: Exact, b: Exact): boolean => (a > 0n && b > 0n) || (a < 0n && b < 0n);

/** `amount × part ÷ whole`, half to even to {@link COST_DECIMALS}; 0 of nothing, and of a part never more than the whole. */
export function share(amount: Exact, part: Exact, whole: Exact): Exact {
  if (amount === 0n || part === 0n || whole === 0n) return 0n;
  if (part === whole) return amount;
  const found = quotient(amount * part, whole * COST_STEP) * COST_STEP;
  // An amount with more decimals than that could be passed by rounding up.
  const passes = amount > 0n ? found > amount : found < amount;
  return passes && magnitudeOf(part) < magnitudeOf(whole) ? amount : found;
}

/** Product of two, half to even to {@link COST_DECIMALS}. */
export function times(a: Exact, b: Exact): Exact {
  return quotient(a * b, UNIT * COST_STEP) * COST_STEP;
}

/** Whole quotient, half to even. */
function quotient(dividend: bigint, divisor: bigint): bigint {
  const whole = dividend / divisor;
  const rest = dividend - whole * divisor;
  if (rest === 0n) return whole;
  const twice = magnitudeOf(rest) * 2n;
  const limit = magnitudeOf(divisor);
  if (twice < limit || (twice === limit && whole % 2n === 0n)) return whole;
  return dividend < 0n === divisor < 0n ? whole + 1n : whole - 1n;
}

/**
 * Divides an amount by weights of one sign. Each part is the difference of two rounded running shares: the parts add up exactly, none is
 * further than one step from its due, and none is on the wrong side of zero. Without weights, the last takes all.
 */
export function divideBy(amount: Exact, weights: readonly Exact[]): Exact[] {
  if (weights.length === 1) return [amount];
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  let running = 0n;
  let given = 0n;
  return weights.map((weight, index) => {
    running += weight;
    const due = index === weights.length - 1 ? amount : share(amount, running, whole);
    const part = due - given;
    given = due;
    return part;
  });
}
