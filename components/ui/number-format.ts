import type { DecimalString } from "@/lib/money/decimal";
import { absolute, compare, decimal, ONE, sign } from "@/lib/money/decimal";
import { numberFormatter } from "./formatters";

/** The language in which figures and dates are written until somebody chooses another. */
export const DEFAULT_LOCALE = "en-GB";

export interface AmountStyle {
  locale?: string;
  /** A plus sign before what is above zero, for gains and changes. */
  signed?: boolean;
  /** `price` keeps up to 8 decimals: what is per unit can be far below a cent. */
  kind?: "amount" | "price";
}

/** Below this, an amount rounded to four decimals would read as nothing. */
const SMALLEST_SHOWN = decimal("0.0001");

/** Formats every digit of a decimal: `format` reads numeric text exactly, which only its type doesn't know. */
function exactly(format: Intl.NumberFormat, value: DecimalString): string {
  return format.format(value as unknown as Intl.StringNumericLiteral);
}

/**
 * An amount of money as people write it: `-US$1,234.50`, `0.25 USDT`.
 * Two decimals, or as many as the currency has (yen 0, Kuwaiti dinar 3); up to four below one unit, so that a fee of 0.0035 isn't 0.00;
 * and never 0 for what isn't. Rounds half to even, as lib/money does.
 */
export function formatAmount(
  value: DecimalString,
  currency: string,
  { locale = DEFAULT_LOCALE, signed, kind = "amount" }: AmountStyle = {},
): string {
  const iso = /^[A-Z]{3}$/.test(currency);
  const base: Intl.NumberFormatOptions = iso ? { style: "currency", currency } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const usual = numberFormatter(locale, base).resolvedOptions().maximumFractionDigits ?? 2;
  const magnitude = absolute(value);
  const tiny = sign(magnitude) !== 0 && compare(magnitude, SMALLEST_SHOWN) < 0;
  const decimals = kind === "price" ? 8 : compare(magnitude, ONE) < 0 ? 4 : usual;
  const text = exactly(
    numberFormatter(locale, {
      ...base,
      ...(tiny ? { maximumSignificantDigits: 4 } : { minimumFractionDigits: usual, maximumFractionDigits: Math.max(usual, decimals) }),
      roundingMode: "halfEven",
      signDisplay: signed ? "exceptZero" : "negative",
    }),
    value,
  );
  return iso ? text : `${text} ${currency}`;
}

/** A number of units: every decimal it has, up to 18, and no zeros behind them. */
export function formatQuantity(
  value: DecimalString,
  { locale = DEFAULT_LOCALE, signed }: Pick<AmountStyle, "locale" | "signed"> = {},
): string {
  return exactly(
    numberFormatter(locale, { maximumFractionDigits: 18, roundingMode: "halfEven", signDisplay: signed ? "exceptZero" : "negative" }),
    value,
  );
}

/** Percentage points as a percentage: `12.5` is `12.50%`. */
export function formatPercent(
  value: DecimalString,
  { locale = DEFAULT_LOCALE, signed }: Pick<AmountStyle, "locale" | "signed"> = {},
): string {
  return exactly(
    numberFormatter(locale, {
      style: "unit",
      unit: "percent",
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      roundingMode: "halfEven",
      signDisplay: signed ? "exceptZero" : "negative",
    }),
    value,
  );
}
