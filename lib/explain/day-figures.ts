import { drawdown } from "@/lib/engine/returns/risk";
import { timeWeighted } from "@/lib/engine/returns/twr";
import { addDays, type DaySpan } from "@/lib/engine/valuation/calendar";
import { type Computed, computed, notComputable } from "@/lib/engine/valuation/computed";
import { missingReason } from "@/lib/engine/valuation/gains";
import { returnDays } from "@/lib/engine/valuation/return-days";
import { compare, type DecimalString, subtract, ZERO } from "@/lib/money/decimal";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { explainHref } from "./address";
import { during, type Made, percentOf, summed } from "./portfolio-words";
import type { DerivationInput } from "./schema";
import { digits, equation, factor } from "./words";

/** Figures of the last day of a span, as charts of days show them. */

/** What was put in less what was taken out, from the first day of the portfolio to the last of the span. */
export function putIn(state: PortfolioState, { to }: DaySpan): Made {
  const unit = state.settings.baseCurrency;
  const total = known(returnDays(state.days, { from: state.days.from, to }).invested.at(-1), state, to);
  const inputs = state.days.external
    .filter(({ day }) => day <= to)
    .map(({ day, inflow, outflow, missing }): DerivationInput => {
      const isKnown = missing === 0;
      const source = isKnown ? `${digits(inflow)} came in, ${digits(outflow)} went out.` : "Not all that moved on that day has a value.";
      return { label: day, amount: isKnown ? subtract(inflow, outflow) : null, unit, source, href: null };
    })
    .filter(({ amount }) => amount !== ZERO);
  const formula = "Deposits and deliveries less withdrawals of every day, at its prices and exchange rates.";
  return { title: `Put in up to ${to}`, parts: summed(total, unit, formula, inputs.reverse()) };
}

/** How far the return was below its highest so far. */
export function belowHighest(state: PortfolioState, span: DaySpan): Made {
  const days = returnDays(state.days, span);
  const returns = timeWeighted(days);
  const fall = known(drawdown(returns, days.from).daily.at(-1), state, span.to);
  const gained = returns.cumulative.at(-1) ?? null;
  const highest = highestOf(returns.cumulative);
  const figure = { amount: fall.amount && percentOf(fall.amount), unit: "%" };
  const input = (label: string, index: number, amount: DecimalString | null): DerivationInput => {
    const to = addDays(days.from, index - 1);
    const href = explainHref("time-weighted-return", { portfolio: state.portfolioId, from: days.from, to }, state.moment);
    const source = index === 0 ? "At the start of the range." : `From ${days.from} to ${to}.`;
    return { label, amount: amount && percentOf(amount), unit: "%", source, href: index === 0 ? null : href };
  };
  const inputs = [
    input("Time-weighted return", returns.cumulative.length - 1, gained),
    input("The highest so far", highest.index, highest.amount),
  ];
  const [now, then] = inputs.map(({ amount }) => amount);
  return {
    title: `Below the highest return ${during(span)}`,
    parts: {
      figure,
      reason: fall.reason,
      formula: "(100 % + return) ÷ (100 % + the highest return so far) − 1",
      substituted: now && then ? equation(`(100 + ${factor(now)}) ÷ (100 + ${factor(then)}) − 1`, figure) : "",
      inputs,
      notes: [],
    },
  };
}

function highestOf(cumulative: readonly (DecimalString | null)[]): { index: number; amount: DecimalString } {
  let highest = { index: 0, amount: ZERO };
  for (const [index, amount] of cumulative.entries())
    if (amount !== null && compare(amount, highest.amount) >= 0) highest = { index, amount };
  return highest;
}

const known = (amount: DecimalString | null | undefined, { days }: PortfolioState, day: string): Computed =>
  amount == null ? notComputable(missingReason(days.gaps, { from: day, to: day })) : computed(amount);
