import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { isCurrency } from "@/lib/money/currency";
import { type DecimalString, parseDecimal, sign } from "@/lib/money/decimal";

/** One unit of `from` is `rate` units of `to`, from `day` (ISO date) on until there is a newer one. */
export interface RateEntry {
  from: string;
  to: string;
  day: string;
  rate: DecimalString;
  /** `manual`, `ecb`, or the code of the format whose file told it. */
  source: string;
}

const currencySchema = z
  .string("Enter a currency code, such as USD.")
  .trim()
  .toUpperCase()
  .refine(isCurrency, "Enter a currency code of three letters, such as USD, or a coin such as USDT.");

export const pastDaySchema = (what: string) =>
  z.iso
    .date(`Enter ${what}.`)
    .refine((day) => day >= "1900-01-01", "No day before 1900 is kept.")
    // Tomorrow has begun somewhere already.
    .refine((day) => Date.parse(day) <= Date.now() + 24 * 60 * 60 * 1000, "This day is still to come.");

const rateFields = {
  from: currencySchema,
  to: currencySchema,
  day: pastDaySchema("the day that the rate is of"),
  rate: z
    .string("Enter the rate.")
    .transform((text) => parseDecimal(text))
    .refine(
      (rate): rate is DecimalString => rate !== null && sign(rate) > 0,
      "Enter a number above 0, such as 0.9234, with a point before the decimals.",
    ),
};
const TWO = { message: "Enter two different currencies.", path: ["to"] };

export const rateIdSchema = z.object({ rateId: rowIdSchema });
export const addRateSchema = z.object(rateFields).refine(({ from, to }) => from !== to, TWO);
export const editRateSchema = rateIdSchema.extend(rateFields).refine(({ from, to }) => from !== to, TWO);
export type RateInput = z.output<typeof addRateSchema>;

/** Which of a pair's rates a page shows. */
export const pairSchema = z
  .string()
  .regex(/^[A-Z]{3,6}-[A-Z]{3,6}$/)
  .transform((text) => {
    const [from = "", to = ""] = text.split("-");
    return { from, to };
  })
  .optional()
  .catch(undefined);

/** A pair of currencies, and the newest rate that one source has of it. */
export interface RatePair {
  from: string;
  to: string;
  source: string;
  /** Of the source, for people. */
  sourceName: string;
  rate: DecimalString;
  day: string;
  /** Whole days since then. */
  age: number;
  /** How many days the source has a rate of. */
  days: number;
}

/** One stored rate; only a person's own can be changed. */
export interface RateView {
  id: string | null;
  from: string;
  to: string;
  day: string;
  rate: DecimalString;
  source: string;
  sourceName: string;
}

/** How the fetching of the European Central Bank's rates stands. */
export interface ReferenceState {
  /** Null: nothing is fetched, because the operator has switched it off. */
  host: string | null;
  newest: string | null;
  /** The newest day that there should be rates of by now. */
  expected: string;
  triedAt: string | null;
  doneAt: string | null;
  dueAt: string | null;
  problem: string;
}
