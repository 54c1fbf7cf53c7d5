import { moneyWeighted } from "@/lib/engine/returns/xirr";
import { addDays, type DaySpan } from "@/lib/engine/valuation/calendar";
import { type Computed, computed, notComputable } from "@/lib/engine/valuation/computed";
import type { DayAmount, PartDays } from "@/lib/engine/valuation/days";
import { missingReason, partGain } from "@/lib/engine/valuation/gains";
import { partReturnDays } from "@/lib/engine/valuation/return-days";
import { instrumentPage } from "@/lib/instruments/page";
import { negate, ZERO } from "@/lib/money/decimal";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { explainHref } from "./address";
import { during, type Made, paymentsOf, percentOf, ratioParts, summed, valueWords } from "./portfolio-words";
import type { DerivationInput, FigureName } from "./schema";

/** A figure of one instrument within a portfolio. Null: the portfolio has no such instrument, or the figure is one of whole portfolios. */
export function explainPart(state: PortfolioState, span: DaySpan, figure: FigureName, instrument: string): Made | null {
  const part = state.parts.find(({ kind, subject }) => kind === "instrument" && subject === instrument);
  const make = PART_FIGURES[figure];
  return part && make ? make(state, part, span) : null;
}

const PART_FIGURES: Partial<Record<FigureName, (state: PortfolioState, part: PartDays, span: DaySpan) => Made>> = {
  "portfolio-value": (state, part) => {
    const value = part.values.at(-1) ?? null;
    const total = value === null ? notComputable(missingReason(part.gaps, { from: state.day, to: state.day })) : computed(value);
    const input = {
      label: part.label,
      amount: value,
      unit: part.base,
      source: valueWords(state, part),
      href: instrumentPage(part.subject),
    };
    return {
      title: `Value of ${part.label}`,
      parts: summed(total, part.base, `Units × price × exchange rate at the end of ${state.day}.`, [input]),
    };
  },
  "value-before": (state, part, span) => valueOn(state, part, addDays(span.from, -1), partGain(part, span).valueFrom),
  "value-after": (state, part, span) => valueOn(state, part, span.to, partGain(part, span).valueTo),
  "net-purchases": (_state, part, span) =>
    daySum(
      part,
      span,
      "Bought less sold",
      part.flows,
      partGain(part, span).flows,
      "What was paid for units, less what they brought, charges aside.",
    ),
  income: (_state, part, span) =>
    daySum(
      part,
      span,
      "Dividends and interest",
      part.income,
      partGain(part, span).income,
      "What it paid before tax, at the exchange rate of each day.",
    ),
  charges: (_state, part, span) =>
    daySum(
      part,
      span,
      "Charges",
      part.charges,
      partGain(part, span).charges,
      "Fees and taxes, those inside trades included, at the exchange rate of each day.",
    ),
  "fx-effect": (_state, part, span) => {
    const formula = "Of every day: what was held at its start × the change of the exchange rate.";
    return {
      title: `Effect of exchange rates on ${part.label} ${during(span)}`,
      parts: { ...summed(partGain(part, span).fx, part.base, formula, []), substituted: "" },
    };
  },
  "price-gain": (_state, part, span) => {
    const gain = partGain(part, span);
    const inputs = [...valueInputs(part, span), input(part, "Effect of exchange rates", gain.fx, -1, "Taken off: it is told by itself.")];
    const formula = "Value at the end − value at the start − (bought − sold) − effect of exchange rates.";
    return { title: `Gain of ${part.label} by its price ${during(span)}`, parts: summed(gain.price, part.base, formula, inputs) };
  },
  "period-gain": (_state, part, span) => {
    const gain = partGain(part, span);
    const inputs = [
      ...valueInputs(part, span),
      input(part, "Dividends and interest", gain.income, 1, "Before tax."),
      input(part, "Charges", gain.charges, -1, "Fees and taxes, taken off."),
    ];
    const formula = "Value at the end − value at the start − (bought − sold) + income − charges.";
    return { title: `Gain of ${part.label} ${during(span)}`, parts: summed(gain.total, part.base, formula, inputs) };
  },
  "period-gain-percent": (state, part, span) => {
    const { total, valueFrom, flows } = partGain(part, span);
    const gain = explainHref("period-gain", { portfolio: state.portfolioId, instrument: part.subject, ...span }, state.moment);
    const parts = ratioParts({ total, valueFrom, flows }, part.base, gain, span);
    return { title: `Gain of ${part.label} in percent ${during(span)}`, parts };
  },
  "money-weighted-return": (_state, part, span) => {
    const days = partReturnDays(part, span);
    const total = moneyWeighted(days);
    const formula = "The yearly rate r at which all payments are worth nothing together: the sum of payment ÷ (1 + r)^(days ÷ 365) is 0.";
    const figure = { amount: total.amount && percentOf(total.amount), unit: "%" };
    return {
      title: `Money-weighted return of ${part.label} ${during(span)}`,
      parts: { figure, reason: total.reason, formula, substituted: "", inputs: paymentsOf(days), notes: [] },
    };
  },
};

/** The value at the end of a day: of the last one as it is, of an earlier one as the page of that day has it. */
function valueOn(state: PortfolioState, part: PartDays, day: string, value: Computed): Made {
  const isLast = day >= state.day;
  const then = explainHref("portfolio-value", { portfolio: state.portfolioId, instrument: part.subject }, { ...state.moment, asOf: day });
  const input = {
    label: part.label,
    amount: value.amount,
    unit: part.base,
    source: isLast ? valueWords(state, part) : value.amount === ZERO ? "Nothing was held." : `As it stood at the end of ${day}.`,
    href: isLast ? instrumentPage(part.subject) : value.amount === ZERO ? null : then,
  };
  return {
    title: `Value of ${part.label} on ${day}`,
    parts: summed(value, part.base, `Units × price × exchange rate at the end of ${day}.`, [input]),
  };
}

function input({ base: unit }: PartDays, label: string, { amount }: Computed, factor: 1 | -1, source: string): DerivationInput {
  return { label, amount: amount === null || factor === 1 ? amount : negate(amount), unit, source, href: null };
}

function valueInputs(part: PartDays, span: DaySpan): DerivationInput[] {
  const gain = partGain(part, span);
  return [
    input(part, "Value at the end", gain.valueTo, 1, `At the end of ${span.to}.`),
    input(part, "Value at the start", gain.valueFrom, -1, `At the end of ${addDays(span.from, -1)}, taken off.`),
    input(part, "Bought less sold", gain.flows, -1, "Taken off: it is no gain."),
  ];
}

function daySum(part: PartDays, span: DaySpan, title: string, days: readonly DayAmount[], total: Computed, formula: string): Made {
  const inputs = days
    .filter(({ day, amount }) => day >= span.from && day <= span.to && amount !== ZERO)
    .map(({ day, amount }) => ({ label: day, amount, unit: part.base, source: `${title} of the day.`, href: null }));
  return { title: `${title} of ${part.label} ${during(span)}`, parts: summed(total, part.base, formula, inputs) };
}
