import { Decimal } from "decimal.js";
import { type DecimalString, decimal, ZERO } from "@/lib/money/decimal";
import { addDays, type DaySpan } from "../valuation/calendar";
import { type Computed, computed, notComputable } from "../valuation/computed";
import { type Count, countOf, fromCount, minus, RETURN_DECIMALS, ratioOf, toCount, WHOLE } from "../valuation/exact";
import type { TimeWeighted } from "./twr";

/** Roots aren't exact: this many significant digits. */
const Root = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });
/** Days are calendar days, weekends included, so a year has 365 of them. */
const DAYS_A_YEAR = 365;

/**
 * The standard deviation of the daily returns (of a sample: n − 1) × √365, as a fraction. Days without a return of their own don't count.
 */
export function volatility({ total, daily }: Pick<TimeWeighted, "total" | "daily">): Computed {
  if (total.amount === null) return total;
  const returns = daily.flatMap((value) => (value === null ? [] : [toCount(value, RETURN_DECIMALS)]));
  const count = BigInt(returns.length);
  if (count < 2n) return notComputable("It takes two days of returns to say how much they vary.");
  const sum = returns.reduce((whole, value) => whole + value, 0n);
  const squares = returns.reduce((whole, value) => whole + value * value, 0n);
  // Σ(x − mean)² ÷ (n − 1), as one exact quotient of whole numbers.
  const variance = new Root((count * squares - sum * sum).toString()).div((count * (count - 1n)).toString());
  const deviation = variance.times(DAYS_A_YEAR).sqrt().div(new Root(10).pow(RETURN_DECIMALS));
  return computed(decimal(deviation.toDecimalPlaces(RETURN_DECIMALS)));
}

export interface Drawdown {
  /** The deepest fall below the highest return so far, as a fraction ≤ 0. */
  max: Computed;
  /** Day of the height before it and day of the lowest point; null where it never fell. */
  span: DaySpan | null;
  /** The first day on which the height was reached again; null where it wasn't. */
  recovered: string | null;
  /** In step with `cumulative`: how far below the height each day was. */
  daily: readonly (DecimalString | null)[];
}

/** Drawdown of the time-weighted return, so that paying in or out doesn't count as a rise or a fall. */
export function drawdown({ total, cumulative }: Pick<TimeWeighted, "total" | "cumulative">, from: string): Drawdown {
  const daily: (DecimalString | null)[] = [];
  const one = countOf(WHOLE, RETURN_DECIMALS);
  let [peak, peakAt, deepest]: [Count, number, Count] = [one, 0, 0n];
  let fall: { peakAt: number; lowAt: number; recoveredAt: number | null } | null = null;
  for (const [index, gained] of cumulative.entries()) {
    if (gained === null) {
      daily.push(null);
      continue;
    }
    const growth = one + toCount(gained, RETURN_DECIMALS);
    if (growth >= peak) {
      if (fall?.peakAt === peakAt && fall.recoveredAt === null) fall.recoveredAt = index;
      [peak, peakAt] = [growth, index];
    }
    const below = growth === peak ? 0n : countOf(minus(ratioOf(growth, peak), WHOLE), RETURN_DECIMALS);
    daily.push(below === 0n ? ZERO : fromCount(below, RETURN_DECIMALS));
    if (below >= deepest) continue;
    deepest = below;
    fall = { peakAt, lowAt: index, recoveredAt: null };
  }
  const day = (index: number) => addDays(from, index - 1);
  return {
    max: total.amount === null ? total : computed(fromCount(deepest, RETURN_DECIMALS)),
    span: fall && { from: day(fall.peakAt), to: day(fall.lowAt) },
    recovered: fall?.recoveredAt == null ? null : day(fall.recoveredAt),
    daily,
  };
}
