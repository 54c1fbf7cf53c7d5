import { volatility } from "@/lib/engine/returns/risk";
import { moneyWeighted } from "@/lib/engine/returns/xirr";
import type { DaySpan } from "@/lib/engine/valuation/calendar";
import { partGain, portfolioGain } from "@/lib/engine/valuation/gains";
import { partReturnDays } from "@/lib/engine/valuation/return-days";
import type { FigureName } from "@/lib/explain/schema";
import type { InstrumentPerformance, PerformanceView, PeriodView } from "../schema";
import type { PortfolioState } from "../stored/state";
import { factsOf, linksOf, rangeOfView } from "./facts";
import { figureOf } from "./figure";
import { unitsOf } from "./holdings";
import { endValue } from "./overview";
import { courseOf } from "./series";

/** What a portfolio is compared with. */
export interface BenchmarkName {
  instrumentId: string;
  symbol: string;
  name: string | null;
}

/** How a portfolio and each of its instruments did over a period. */
export function performanceOf(
  portfolioId: string,
  state: PortfolioState,
  view: PeriodView,
  compared: BenchmarkName | null,
): PerformanceView {
  const range = rangeOfView(state, view);
  const href = linksOf(state);
  const course = courseOf(state, range);
  const gain = portfolioGain(state.days, state.parts, range);
  return {
    ...factsOf(portfolioId, state, range),
    value: figureOf(endValue(state), { href: href("portfolio-value") }),
    twr: figureOf(course.returns.total, { href: href("time-weighted-return", range) }),
    xirr: figureOf(moneyWeighted(course.days), { href: href("money-weighted-return", range) }),
    volatility: figureOf(volatility(course.returns), { href: href("volatility", range) }),
    maxDrawdown: figureOf(course.drawdown.max, { href: href("drawdown", range) }),
    gain: figureOf(gain.total, { href: href("period-gain", range) }),
    price: figureOf(gain.price, { href: href("price-gain", range) }),
    income: figureOf(gain.income, { href: href("income", range) }),
    charges: figureOf(gain.charges, { href: href("charges", range) }),
    fx: figureOf(gain.fx, { href: href("fx-effect", range) }),
    benchmark: compared &&
      course.benchmark && { ...compared, return: figureOf(course.benchmark, { href: href("benchmark-return", range) }) },
    series: course.points,
    holdings: instrumentsOf(state, range),
  };
}

/** Instruments that were held, moved or paid in the range. */
function instrumentsOf(state: PortfolioState, range: DaySpan): InstrumentPerformance[] {
  const { books, parts } = state;
  const href = linksOf(state);
  const bySubject = new Map(parts.map((part) => [part.subject, part]));
  return books.flatMap((book): InstrumentPerformance[] => {
    const part = bySubject.get(book.instrument);
    if (!part) return [];
    const gain = partGain(part, range);
    const isIdle = [gain.valueFrom, gain.valueTo, gain.flows, gain.income, gain.charges, gain.total].every(({ amount }) => amount === "0");
    if (isIdle) return [];
    const link = (figure: FigureName) => ({ href: href(figure, range, { instrument: book.instrument }) });
    return [
      {
        instrumentId: book.instrument,
        symbol: book.symbol,
        name: book.name,
        assetType: book.assetType,
        quantity: unitsOf(book),
        valueFrom: figureOf(gain.valueFrom, link("value-before")),
        valueTo: figureOf(gain.valueTo, link("value-after")),
        flows: figureOf(gain.flows, link("net-purchases")),
        price: figureOf(gain.price, link("price-gain")),
        income: figureOf(gain.income, link("income")),
        charges: figureOf(gain.charges, link("charges")),
        fx: figureOf(gain.fx, link("fx-effect")),
        total: figureOf(gain.total, link("period-gain")),
        xirr: figureOf(moneyWeighted(partReturnDays(part, range)), link("money-weighted-return")),
      },
    ];
  });
}
