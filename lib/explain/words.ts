import { type DecimalString, sign } from "@/lib/money/decimal";
import type { Measure } from "./schema";

/** Terms of a sum that are written out; the rest is counted. */
const WRITTEN_TERMS = 12;

/** A number to its last digit, with a true minus sign. */
export const digits = (amount: DecimalString): string => amount.replace(/^-/, "−");

/** A factor or a divisor of a formula: a negative one is in brackets. */
export const factor = (amount: DecimalString): string => (sign(amount) < 0 ? `(${digits(amount)})` : amount);

/** `1,200 USD`; without an amount, a dash. */
export const measure = ({ amount, unit }: Measure): string =>
  amount === null ? "—" : `${digits(amount)}${unit === "%" ? " %" : ` ${unit}`}`;

/** `left = 12 USD`; empty where there is no amount. */
export const equation = (left: string, figure: Measure): string => (figure.amount === null ? "" : `${left} = ${measure(figure)}`);

/**
 * `10 + 5 − 3`. Of a long sum the first terms, and how many there are.
 * @param count of all terms, where `terms` are only the first of them
 */
export function sum(terms: readonly DecimalString[], count: number = terms.length): string {
  const written = terms.slice(0, WRITTEN_TERMS);
  const text = written.map((term, index) => (index === 0 ? digits(term) : sign(term) < 0 ? `− ${term.slice(1)}` : `+ ${term}`)).join(" ");
  if (count > written.length) return `${text} + … (${count.toLocaleString("en")} numbers in all)`;
  return text || "0";
}

/** A day in a sentence. */
export const day = (instant: string): string => instant.slice(0, 10);

/** An instant in a sentence: `2025-01-02 10:00 UTC`, or the day where there is no time. */
export const when = (instant: string, dateOnly: boolean): string =>
  dateOnly ? day(instant) : `${day(instant)} ${instant.slice(11, 16)} UTC`;
