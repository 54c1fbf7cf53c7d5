import { benchmark } from "@/lib/engine/returns/benchmark";
import type { DayRange } from "@/lib/engine/returns/periods";
import { drawdown } from "@/lib/engine/returns/risk";
import { type TimeWeighted, timeWeighted } from "@/lib/engine/returns/twr";
import { addDays } from "@/lib/engine/valuation/calendar";
import type { Computed } from "@/lib/engine/valuation/computed";
import type { ReturnDays } from "@/lib/engine/valuation/days";
import { returnDays } from "@/lib/engine/valuation/return-days";
import { type DecimalString, round } from "@/lib/money/decimal";
import type { DayPoint } from "../schema";
import type { PortfolioState } from "../stored/state";

const MONEY_DECIMALS = 4;
const RATIO_DECIMALS = 8;
/** A screen has no more pixels: of longer ranges every so manieth day is told, and always the last one. */
const MOST_POINTS = 800;

export interface Course {
  days: ReturnDays;
  returns: TimeWeighted;
  drawdown: ReturnType<typeof drawdown>;
  benchmark: Computed | null;
  points: DayPoint[];
}

/** How a portfolio did over a range, day by day. */
export function courseOf(state: PortfolioState, range: DayRange): Course {
  const days = returnDays(state.days, range);
  const returns = timeWeighted(days);
  const falls = drawdown(returns, days.from);
  const { benchmarkInstrumentId, baseCurrency } = state.settings;
  const compared =
    benchmarkInstrumentId === null
      ? null
      : benchmark(state.pricesOf(benchmarkInstrumentId), { from: days.from, to: days.to }, state.rates, baseCurrency);
  const every = Math.ceil((days.values.length - 1) / MOST_POINTS);
  const points = days.values.flatMap((value, index): DayPoint[] => {
    const isTold = index > 0 && (days.values.length - 1 - index) % every === 0;
    if (!isTold) return [];
    return [
      {
        day: addDays(days.from, index - 1),
        value: shown(value, MONEY_DECIMALS),
        invested: shown(days.invested[index], MONEY_DECIMALS),
        twr: shown(returns.cumulative[index], RATIO_DECIMALS),
        drawdown: shown(falls.daily[index], RATIO_DECIMALS),
        benchmark: shown(compared?.cumulative[index], RATIO_DECIMALS),
      },
    ];
  });
  return { days, returns, drawdown: falls, benchmark: compared?.total ?? null, points };
}

const shown = (value: DecimalString | null | undefined, places: number) => (value == null ? null : round(value, places));
