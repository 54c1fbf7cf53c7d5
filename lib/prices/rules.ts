import { readPlainNumber } from "@/lib/formats/number-text";
import { type DecimalString, divide, multiply, roundSignificant } from "@/lib/money/decimal";
import { MANUAL } from "@/lib/rates/sources";
import { PROVIDER_NAMES, type ProviderCode } from "./sources";

export const FILE_PREFIX = "file:";
const LONGEST_FILE_NAME = 200;

/** The source of prices out of a file of this name. */
export const fileSource = (name: string): string =>
  `${FILE_PREFIX}${name.replaceAll(/[\u0000-\u001f\u007f]/g, "").slice(-LONGEST_FILE_NAME)}`;

/** A source, for people. */
export function sourceName(source: string): string {
  if (source === MANUAL) return "Typed";
  if (source.startsWith(FILE_PREFIX)) return source.slice(FILE_PREFIX.length);
  return PROVIDER_NAMES[source as ProviderCode] ?? source;
}

/** A split: from `day` on, one old unit is `ratio` new ones. */
export interface Split {
  day: string;
  ratio: { to: DecimalString; from: DecimalString };
}

/** More digits than any exchange quotes; a quotient of three has none that end. */
const QUOTED_DIGITS = 12;

/**
 * A price that was adjusted for all splits up to now, as it was quoted on its day: a unit of that day has become several, each worth a part.
 */
export function asQuoted(price: DecimalString, day: string, splits: readonly Split[]): DecimalString {
  const later = splits.filter((split) => split.day > day);
  const quoted = later.reduce((value, { ratio }) => divide(multiply(value, ratio.to), ratio.from) ?? value, price);
  return later.length === 0 ? price : roundSignificant(quoted, QUOTED_DIGITS);
}

/**
 * A number of a provider's JSON as the decimal that was meant. Providers keep prices as 32-bit floats and send them as 64-bit ones:
 * 189.84 arrives as 189.83999633789062. The shortest decimal that gives the same float is the price that was quoted.
 * @returns null for what is no number, or has more than thirty digits before or behind the point
 */
export function quotedDecimal(value: number): DecimalString | null {
  if (!Number.isFinite(value)) return null;
  if (Math.fround(value) !== value) return readPlainNumber(String(value));
  for (let digits = 1; digits < 10; digits += 1) {
    const shortest = Number(value.toPrecision(digits));
    if (Math.fround(shortest) === value) return readPlainNumber(String(shortest));
  }
  return readPlainNumber(String(value));
}
