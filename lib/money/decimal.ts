/**
 * A decimal number as text: the only shape money, quantities, prices and rates have outside arithmetic.
 * Canonical: no exponent, no plus sign, no leading zeros, no trailing zeros in the fraction, `0` and never `-0`.
 */
export type DecimalString = string & { readonly __brand: "DecimalString" };

/** As many digits as are read on each side of the point; what is worked out of them keeps all that it has. */
export const MAX_WHOLE_DIGITS = 40;
export const MAX_FRACTION_DIGITS = 40;

/** Division is the one operation that cannot be exact: quotients carry this many significant digits. */
const QUOTIENT_DIGITS = 40;

const GRAMMAR = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
/** A number that is canonical already, short enough to be within every limit: most of them, and the ones of a million rows. */
const CANONICAL = /^(?:0|-?(?:[1-9]\d{0,29}(?:\.\d{0,29}[1-9])?|0\.\d{0,29}[1-9]))$/;

export const ZERO = "0" as DecimalString;
export const ONE = "1" as DecimalString;

/**
 * Reads plain decimal text such as `-1234.50`, `+00012.3` or `.5`.
 * @returns the canonical decimal, or null for anything else: exponents, hex, NaN, Infinity, thousands marks,
 *   full-width digits, empty text, more than 40 whole digits or 40 decimals.
 */
export function parseDecimal(text: string): DecimalString | null {
  if (CANONICAL.test(text)) return text as DecimalString;
  const trimmed = text.trim();
  // Length first: the grammar is linear, but a megabyte of digits is not a number anybody meant.
  if (trimmed.length > 120 || !GRAMMAR.test(trimmed)) return null;
  const unsigned = trimmed.replace(/^[+-]/, "");
  const [whole = "", fraction = ""] = unsigned.split(".");
  const digits = whole.replace(/^0+/, "");
  const decimals = fraction.replace(/0+$/, "");
  if (digits.length > MAX_WHOLE_DIGITS || decimals.length > MAX_FRACTION_DIGITS) return null;
  const magnitude = `${digits || "0"}${decimals ? `.${decimals}` : ""}`;
  return (trimmed.startsWith("-") && magnitude !== "0" ? `-${magnitude}` : magnitude) as DecimalString;
}

/** As {@link parseDecimal}, for text that our own code or the database wrote. Throws a RangeError on anything else. */
export function decimal(text: string | { toFixed(): string }): DecimalString {
  const plain = typeof text === "string" ? text : text.toFixed();
  const parsed = parseDecimal(plain);
  if (parsed === null) throw new RangeError("not a decimal number");
  return parsed;
}

/** A decimal as a whole count of 10^-scale. */
interface Count {
  units: bigint;
  scale: number;
}

const ten = (exponent: number): bigint => 10n ** BigInt(exponent);

function count(value: DecimalString): Count {
  const point = value.indexOf(".");
  if (point < 0) return { units: BigInt(value), scale: 0 };
  return { units: BigInt(value.slice(0, point) + value.slice(point + 1)), scale: value.length - point - 1 };
}

/** @param scale below zero where the units are those of tens, hundreds … */
function written(units: bigint, scale: number): DecimalString {
  if (units === 0n) return ZERO;
  if (scale <= 0) return String(units * ten(-scale)) as DecimalString;
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const fraction = digits.slice(-scale).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -scale)}${fraction && `.${fraction}`}` as DecimalString;
}

/** Both in units of the finer of their scales. */
function aligned(a: DecimalString, b: DecimalString): [bigint, bigint, number] {
  const [x, y] = [count(a), count(b)];
  const scale = Math.max(x.scale, y.scale);
  return [x.units * ten(scale - x.scale), y.units * ten(scale - y.scale), scale];
}

/**
 * Leaves out the last digits, rounding half to even.
 * @param more whether something that is no half followed after the last of them
 */
function rounded(units: bigint, digits: number, more = false): bigint {
  const step = ten(digits);
  const magnitude = units < 0n ? -units : units;
  const kept = magnitude / step;
  const twice = (magnitude % step) * 2n;
  const up = twice > step || (twice === step && (more || kept % 2n === 1n));
  return (up ? kept + 1n : kept) * (units < 0n ? -1n : 1n);
}

const digitsOf = (units: bigint): number => String(units < 0n ? -units : units).length;

/** A decimal of few digits as a whole number and how many of its digits are decimals: sums and products of those are exact in a double. */
interface Small {
  whole: number;
  scale: number;
}

const SMALL_LENGTH = 15;

function small(value: DecimalString): Small | null {
  if (value.length > SMALL_LENGTH) return null;
  const point = value.indexOf(".");
  if (point < 0) return { whole: Number(value), scale: 0 };
  return { whole: Number(value.slice(0, point) + value.slice(point + 1)), scale: value.length - point - 1 };
}

function fromSmall(whole: number, scale: number): DecimalString {
  if (scale === 0 || whole === 0) return `${whole === 0 ? 0 : whole}` as DecimalString;
  const digits = String(Math.abs(whole)).padStart(scale + 1, "0");
  const point = digits.length - scale;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === 48) end -= 1;
  const fraction = end > point ? `.${digits.slice(point, end)}` : "";
  return `${whole < 0 ? "-" : ""}${digits.slice(0, point)}${fraction}` as DecimalString;
}

/** The sum of two small decimals; null where it could lose a digit. */
function smallSum(a: DecimalString, b: DecimalString): DecimalString | null {
  const [x, y] = [small(a), small(b)];
  if (x === null || y === null) return null;
  const scale = Math.max(x.scale, y.scale);
  const left = x.whole * 10 ** (scale - x.scale);
  const right = y.whole * 10 ** (scale - y.scale);
  const sum = left + right;
  return Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(sum) ? fromSmall(sum, scale) : null;
}

/** The product of two small decimals; null where it could lose a digit. */
function smallProduct(a: DecimalString, b: DecimalString): DecimalString | null {
  const [x, y] = [small(a), small(b)];
  if (x === null || y === null) return null;
  const product = x.whole * y.whole;
  return Number.isSafeInteger(product) ? fromSmall(product, x.scale + y.scale) : null;
}

/** Exact sum of any number of decimals; 0 for none. */
export function add(...values: readonly DecimalString[]): DecimalString {
  if (values.length === 2) {
    const [a = ZERO, b = ZERO] = values;
    if (a === ZERO) return b;
    if (b === ZERO) return a;
    const sum = smallSum(a, b);
    if (sum !== null) return sum;
  }
  return values.reduce((total, value) => {
    const [left, right, scale] = aligned(total, value);
    return written(left + right, scale);
  }, ZERO);
}

/** Exact `a - b`. */
export function subtract(a: DecimalString, b: DecimalString): DecimalString {
  return add(a, negate(b));
}

/** Exact product of any number of decimals; 1 for none. */
export function multiply(...values: readonly DecimalString[]): DecimalString {
  const factors = values.filter((value) => value !== ONE);
  const [a = ONE, b = ONE] = factors;
  if (factors.length <= 1) return a;
  const product = factors.length === 2 ? smallProduct(a, b) : null;
  if (product !== null) return product;
  const counts = factors.map(count);
  return written(
    counts.reduce((all, { units }) => all * units, 1n),
    counts.reduce((all, { scale }) => all + scale, 0),
  );
}

/** `a / b` to 40 significant digits, half to even; null when b is 0, because that has no answer. */
export function divide(a: DecimalString, b: DecimalString): DecimalString | null {
  if (b === ZERO) return null;
  const [dividend, divisor] = aligned(a, b);
  // So far that the whole part of the quotient has all the digits, and one or two more.
  const shift = QUOTIENT_DIGITS + 1 + digitsOf(divisor) - digitsOf(dividend);
  const [above, below] = shift > 0 ? [dividend * ten(shift), divisor] : [dividend, divisor * ten(-shift)];
  const quotient = above / below;
  const excess = Math.max(digitsOf(quotient) - QUOTIENT_DIGITS, 0);
  return written(rounded(quotient, excess, quotient * below !== above), shift - excess);
}

/** `-a`, and 0 for 0. */
export function negate(a: DecimalString): DecimalString {
  return (a === ZERO ? ZERO : a.startsWith("-") ? a.slice(1) : `-${a}`) as DecimalString;
}

/** The magnitude of a. */
export function absolute(a: DecimalString): DecimalString {
  return (a.startsWith("-") ? a.slice(1) : a) as DecimalString;
}

/** -1, 0 or 1, as a is below, equal to or above b. */
export function compare(a: DecimalString, b: DecimalString): -1 | 0 | 1 {
  if (a === b) return 0;
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** -1, 0 or 1: the sign of a. */
export function sign(a: DecimalString): -1 | 0 | 1 {
  return a === ZERO ? 0 : a.startsWith("-") ? -1 : 1;
}

/** a rounded half to even to `places` decimals, as a decimal (trailing zeros dropped). */
export function round(a: DecimalString, places: number): DecimalString {
  const { units, scale } = count(a);
  return scale <= places ? a : written(rounded(units, scale - places), places);
}

/** a rounded half to even to `digits` significant digits. */
export function roundSignificant(a: DecimalString, digits: number): DecimalString {
  const { units, scale } = count(a);
  const excess = digitsOf(units) - digits;
  return excess <= 0 ? a : written(rounded(units, excess), scale - excess);
}
