import type { DecimalString } from "@/lib/money/decimal";
import type { DaySpan } from "./calendar";

/** Days on which something isn't computable, or rests on something old. First and last day, both included. */
export interface Gap extends DaySpan {
  /** The part that it is about. */
  subject: string;
  /** How people call it: the symbol, or the currency. */
  label: string;
  reason: "no-price" | "no-rate" | "unknown-split" | "unknown-value" | "stale-price" | "stale-rate";
  /** A sentence for people: what is missing. */
  message: string;
}

/** Money, in the base currency, on one day. Null: not computable, for want of a rate or a price. */
export interface DayAmount {
  day: string;
  amount: DecimalString | null;
}

/** What crossed the edge of the portfolio on a day, in the base currency; both unsigned. Null: not computable. */
export interface ExternalDay {
  day: string;
  inflow: DecimalString | null;
  outflow: DecimalString | null;
}

/** One instrument, or the cash of one account in one currency, day by day in the base currency. Plain data: JSON and back changes nothing. */
export interface PartDays extends DaySpan {
  kind: "instrument" | "cash";
  /** The book's key; `cash:<account>:<currency>` for cash. */
  subject: string;
  label: string;
  base: string;
  /** `values[0]` is the end of the day before `from`, `values[i]` the end of the i-th day. Null: not computable, see `gaps`. */
  values: readonly (DecimalString | null)[];
  /** FX effect since the day before `from`, in step with `values`; null where the part is in the base currency all along. */
  fx: readonly DecimalString[] | null;
  /**
   * What was put into the part, less what was taken out: purchases less sales, charges not counted, and deliveries at their value; of cash
   * every change. Of days in the range.
   */
  flows: readonly DayAmount[];
  /** Before tax; interest paid is negative. Of days in the range. */
  income: readonly DayAmount[];
  /** Fees and taxes, withheld ones and those of trades included; positive is paid. Of days in the range. */
  charges: readonly DayAmount[];
  /** Deposits and withdrawals of cash, deliveries of units, since the first row: what was invested is their sum. */
  external: readonly ExternalDay[];
  gaps: readonly Gap[];
  /** Where old prices or rates had to do. */
  stale: readonly Gap[];
}

/** A portfolio day by day: the sum of its parts. Made by `sumDays`, kept up by `replacePart`, read by `returnDays`. */
export interface PortfolioDays extends DaySpan {
  base: string;
  /** The sum of the parts that are computable, and how many aren't; in step with the parts' `values`. */
  sums: readonly DecimalString[];
  missing: readonly number[];
  /** What crossed the edge each day, as far as computable, and how many parts' flows aren't; unsigned, since the first row. */
  external: readonly { day: string; inflow: DecimalString; outflow: DecimalString; missing: number }[];
  gaps: readonly Gap[];
  stale: readonly Gap[];
}

/** What returns are worked out from, for any range within the days that it was cut from. Arrays are in step with `PartDays.values`. */
export interface ReturnDays extends DaySpan {
  base: string;
  values: readonly (DecimalString | null)[];
  /** Unsigned; of index 0 always 0. */
  inflows: readonly (DecimalString | null)[];
  outflows: readonly (DecimalString | null)[];
  /** Put in less taken out since the first row. */
  invested: readonly (DecimalString | null)[];
  gaps: readonly Gap[];
}
