import { type DecimalString, decimal, multiply } from "./decimal";

/**
 * Coins that brokers and exchanges use as a currency and that are not three upper-case letters.
 * The database keeps the same list in `is_currency()`; a test compares the two.
 */
export const LONG_CURRENCY_CODES = [
  "USDT",
  "USDC",
  "BUSD",
  "TUSD",
  "USDP",
  "FDUSD",
  "PYUSD",
  "EURC",
  "EURT",
  "DOGE",
  "SHIB",
  "AVAX",
  "LINK",
  "MATIC",
  "ATOM",
  "ALGO",
  "USDD",
  "USDE",
  "STETH",
  "WBTC",
  "WETH",
] as const;

/** Units in which exchanges quote and accounts never settle: code → the major currency and how many make one of it. */
const MINOR_UNITS: Readonly<Record<string, { major: string; factor: DecimalString }>> = {
  GBX: { major: "GBP", factor: decimal("0.01") },
  GBp: { major: "GBP", factor: decimal("0.01") },
  GBPX: { major: "GBP", factor: decimal("0.01") },
  ZAc: { major: "ZAR", factor: decimal("0.01") },
  ZAC: { major: "ZAR", factor: decimal("0.01") },
  ILA: { major: "ILS", factor: decimal("0.01") },
};

/** Whether a code may stand in a currency column: three upper-case letters, or a coin of the list above. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) || (LONG_CURRENCY_CODES as readonly string[]).includes(code);
}

export interface MajorCurrency {
  /** The code to store, or null when the text is no currency at all. */
  currency: string | null;
  /** What amounts and prices in the original unit are multiplied by to be in `currency`. */
  factor: DecimalString;
  /** The unit as it was written, when it was a minor one. */
  minorUnit?: string;
}

/** Reads a currency as brokers write it: `usd`, ` EUR `, and the minor units GBX, GBp, ZAc, ILA. */
export function toMajorCurrency(text: string): MajorCurrency {
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  // As written first: GBp is pence, and in capitals it would be pounds.
  const spelling = [trimmed, upper].find((each) => Object.hasOwn(MINOR_UNITS, each));
  const minor = spelling === undefined ? undefined : MINOR_UNITS[spelling];
  if (minor) return { currency: minor.major, factor: minor.factor, minorUnit: trimmed };
  return { currency: isCurrency(upper) ? upper : null, factor: decimal("1") };
}

/** An amount of the original unit, in the major one. */
export function toMajor(amount: DecimalString, unit: MajorCurrency): DecimalString {
  return multiply(amount, unit.factor);
}
