import { type DecimalString, divide, multiply, ONE, round, sign, subtract } from "@/lib/money/decimal";
import { addDays, type DaySpan, dayNumber } from "../valuation/calendar";
import { type Computed, computed, notComputable } from "../valuation/computed";
import { RETURN_DECIMALS } from "../valuation/exact";
import type { PriceSeries } from "../valuation/prices";
import type { RateTable } from "../valuation/rates";

export interface Benchmark {
  /** Of the whole range, as a fraction. */
  total: Computed;
  /** Since the start of the range, in step with `ReturnDays.values`; null on days without a price or a rate. */
  cumulative: readonly (DecimalString | null)[];
}

/**
 * What a unit of an instrument or index made over the range in the base currency, beside which a portfolio's return is put. It starts from
 * the price of the day before the range, or of its first day; one that is first quoted later would be compared with another time.
 */
export function benchmark(prices: PriceSeries, { from, to }: DaySpan, rates: RateTable, base: string): Benchmark {
  const worth = (day: string): DecimalString | null => {
    const price = prices.at(day);
    const rate = price && rates.at(price.currency, base, day);
    return price && rate ? multiply(price.price, rate.rate) : null;
  };
  const length = Math.max(dayNumber(to) - dayNumber(from) + 2, 1);
  const levels = Array.from({ length }, (_, index) => worth(addDays(from, index - 1)));
  const start = levels[0] ?? levels[1] ?? null;
  if (start === null || sign(start) <= 0) {
    const reason = `The benchmark has no price, or no exchange rate, on ${from} or before.`;
    return { total: notComputable(reason), cumulative: levels.map(() => null) };
  }
  const cumulative = levels.map((level) => (level === null ? null : sinceStart(level, start)));
  const last = cumulative.at(-1);
  return { total: last == null ? notComputable(`The benchmark has no price on ${to}.`) : computed(last), cumulative };
}

function sinceStart(level: DecimalString, start: DecimalString): DecimalString | null {
  const growth = divide(level, start);
  return growth && round(subtract(growth, ONE), RETURN_DECIMALS);
}
