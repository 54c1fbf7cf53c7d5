import { incomeAhead } from "@/lib/engine/returns/income";
import { moneyWeighted } from "@/lib/engine/returns/xirr";
import type { DaySpan } from "@/lib/engine/valuation/calendar";
import { type Computed, computed, notComputable, Sum } from "@/lib/engine/valuation/computed";
import type { Gap } from "@/lib/engine/valuation/days";
import { missingReason, partGain, portfolioGain } from "@/lib/engine/valuation/gains";
import { disposalGain } from "@/lib/engine/valuation/lot-gains";
import { absolute, add, compare, type DecimalString, divide, round, sign, ZERO } from "@/lib/money/decimal";
import type { Mover, OverviewView, PeriodView } from "../schema";
import type { PortfolioState } from "../stored/state";
import { allocations } from "./allocations";
import { factsOf, linksOf, rangeOfView } from "./facts";
import { figureOf } from "./figure";
import { lotTotals } from "./holdings";
import { courseOf } from "./series";

export const RATIO_DECIMALS = 10;
const MOVERS = 6;

/** The overview of a portfolio. `tags` by instrument. */
export function overviewOf(
  portfolioId: string,
  state: PortfolioState,
  view: PeriodView,
  tags: ReadonlyMap<string, readonly string[]>,
): OverviewView {
  const range = rangeOfView(state, view);
  const href = linksOf(state);
  const course = courseOf(state, range);
  const lots = lotTotals(state);
  const always = portfolioGain(state.days, state.parts);
  const today: DaySpan = { from: state.day, to: state.day };
  const gainToday = portfolioGain(state.days, state.parts, today);
  const { baseCurrency } = state.settings;
  const { unknownCosts } = lots;
  const notes =
    unknownCosts === 0 ? [] : [`Of ${unknownCosts} lots it isn't known what they had cost: they count as if they had cost what is told.`];
  return {
    ...factsOf(portfolioId, state, range),
    value: figureOf(endValue(state), { notes: staleNotes(state), href: href("portfolio-value") }),
    cost: figureOf(lots.cost, { notes, href: href("portfolio-cost") }),
    unrealised: figureOf(lots.unrealised, { notes, href: href("unrealised") }),
    realised: figureOf(realisedOf(state), { notes, href: href("realised") }),
    income: figureOf(always.income, { href: href("income") }),
    total: figureOf(always.total, { href: href("period-gain") }),
    twr: figureOf(course.returns.total, { href: href("time-weighted-return", range) }),
    xirr: figureOf(moneyWeighted(course.days), { href: href("money-weighted-return", range) }),
    today: figureOf(gainToday.total, { href: href("period-gain", today) }),
    todayPercent: figureOf(ratioOf(gainToday.total, gainToday.valueFrom, gainToday.flows), { href: href("period-gain-percent", today) }),
    series: course.points,
    movers: moversOf(state, range),
    allocation: allocations(state, lots, tags),
    incomeAhead: incomeAhead({ instruments: state.books }, state.day, state.rates, baseCurrency),
  };
}

/** What the portfolio is worth at the end of its last day. */
export function endValue({ days, day }: PortfolioState): Computed {
  const sum = days.sums.at(-1);
  return sum !== undefined && days.missing.at(-1) === 0 ? computed(sum) : notComputable(missingReason(days.gaps, { from: day, to: day }));
}

function staleNotes({ days, day }: PortfolioState): string[] {
  const stale = days.stale.filter(({ to }: Gap) => to >= day);
  return stale.length === 0 ? [] : [`Old prices or rates had to do for ${[...new Set(stale.map(({ label }) => label))].join(", ")}.`];
}

function realisedOf({ books, rates, settings }: PortfolioState): Computed {
  const sum = new Sum();
  for (const { disposals } of books)
    for (const disposal of disposals) sum.add(disposalGain(disposal, rates, settings.baseCurrency).gainBase);
  return sum.result();
}

/** A gain as a fraction of what was there to make it: the value before, and what came in since. */
export function ratioOf(gain: Computed, before: Computed, flows: Computed): Computed {
  if (gain.amount === null) return gain;
  if (before.amount === null) return before;
  if (flows.amount === null) return flows;
  const base = add(before.amount, sign(flows.amount) > 0 ? flows.amount : ZERO);
  const ratio = sign(base) > 0 ? divide(gain.amount, base) : null;
  return ratio === null ? notComputable("There was nothing invested to compare with.") : computed(round(ratio, RATIO_DECIMALS));
}

/** What moved most in a range, either way. */
function moversOf({ books, parts }: PortfolioState, range: DaySpan): Mover[] {
  const names = new Map(books.map((book) => [book.instrument, book]));
  const moved = parts.flatMap((part): Mover[] => {
    const book = names.get(part.subject);
    const gain = book && partGain(part, range);
    if (!book || !gain || gain.total.amount === null || sign(gain.total.amount) === 0) return [];
    const change: DecimalString = gain.total.amount;
    const percent = ratioOf(gain.total, gain.valueFrom, gain.flows).amount;
    return [{ instrumentId: book.instrument, symbol: book.symbol, name: book.name, change: round(change, 4), percent }];
  });
  return moved.sort((a, b) => compare(absolute(b.change), absolute(a.change))).slice(0, MOVERS);
}
