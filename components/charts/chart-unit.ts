import { formatAmount, formatPercent } from "@/components/ui/number-format";
import { type DecimalString, decimal, multiply } from "@/lib/money/decimal";

const HUNDRED = decimal("100");

/** What the values of a chart are: amounts or prices in a currency, or fractions, which are shown as percentages (0.1 is 10 %). */
export type ChartUnit = { kind: "amount" | "price"; currency: string } | { kind: "fraction"; signed?: boolean };

/** A value of a chart in words, exactly; a dash where there is none. */
export function formatValue(value: DecimalString | null, unit: ChartUnit, locale: string): string {
  if (value === null) return "—";
  if (unit.kind === "fraction") return formatPercent(multiply(value, HUNDRED), { locale, signed: unit.signed });
  return formatAmount(value, unit.currency, { locale, kind: unit.kind });
}

/** Writes the marks of an axis: few digits, because they stand beside a line and not for a figure. `value` is a float. */
export function axisFormat(unit: ChartUnit, locale: string): (value: number) => string {
  if (unit.kind === "fraction") {
    const format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
    return (value) => format.format(value);
  }
  const iso = /^[A-Z]{3}$/.test(unit.currency);
  const style: Intl.NumberFormatOptions = iso ? { style: "currency", currency: unit.currency, currencyDisplay: "narrowSymbol" } : {};
  const format = new Intl.NumberFormat(locale, {
    ...style,
    ...(unit.kind === "amount" ? { notation: "compact" } : {}),
    minimumFractionDigits: 0,
    maximumSignificantDigits: 4,
  });
  return (value) => format.format(value);
}
