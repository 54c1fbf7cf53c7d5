import type { DecimalString } from "@/lib/money/decimal";
import { addDays } from "../valuation/calendar";
import type { ReturnDays } from "../valuation/days";
import type { Benchmark } from "./benchmark";
import type { Drawdown } from "./risk";
import type { TimeWeighted } from "./twr";

/** The end of one UTC day, for a chart. Null: not computable on that day. */
export interface ReturnPoint {
  day: string;
  /** In the base currency, as what was put in so far less what was taken out. */
  value: DecimalString | null;
  invested: DecimalString | null;
  /** Since the start of the range, as a fraction. */
  twr: DecimalString | null;
  /** Below the highest TWR so far, as a fraction ≤ 0. */
  drawdown: DecimalString | null;
  benchmark: DecimalString | null;
}

/** The days of a range with all that is told of each; the day before the range, where it starts from, is left out. */
export function dayPoints(
  days: ReturnDays,
  { cumulative }: Pick<TimeWeighted, "cumulative">,
  { daily }: Pick<Drawdown, "daily">,
  comparison: Pick<Benchmark, "cumulative"> | null,
): ReturnPoint[] {
  return days.values.slice(1).map((value, index) => ({
    day: addDays(days.from, index),
    value,
    invested: days.invested[index + 1] ?? null,
    twr: cumulative[index + 1] ?? null,
    drawdown: daily[index + 1] ?? null,
    benchmark: comparison?.cumulative[index + 1] ?? null,
  }));
}
