import { type DecimalString, parseDecimal } from "@/lib/money/decimal";

const EXPONENT = /^([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d{1,3})$/;
const MAX_EXPONENT = 30;
/** `1,234.5` and `1,234,567` can only be thousands; `1,234` might be a decimal comma, so it's not read at all. */
const THOUSANDS = /^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$/;

/** `1.2E-5` as `0.000012`: the point is moved in the text, so no digit is rounded. */
function expand(sign: string, whole: string, fraction: string, exponent: number): string {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0").slice(0, point)}.${digits.slice(point)}0`;
}

/**
 * Reads a number as machines write it: plain, with an exponent of at most ±30, or with unmistakable thousands commas.
 * @returns the exact decimal, or null for anything else (NaN, 1e999, hex, a decimal comma, more than 40 digits on a side).
 */
export function readPlainNumber(text: string): DecimalString | null {
  const trimmed = text.trim();
  if (trimmed.length > 120) return null;
  const scientific = EXPONENT.exec(trimmed);
  if (scientific) {
    const [, sign = "", whole = "", fraction = "", power = ""] = scientific;
    const exponent = Number(power);
    if (whole + fraction === "" || Math.abs(exponent) > MAX_EXPONENT) return null;
    return parseDecimal(expand(sign, whole, fraction, exponent));
  }
  return parseDecimal(THOUSANDS.test(trimmed) ? trimmed.replaceAll(",", "") : trimmed);
}
