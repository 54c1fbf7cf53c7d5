import "server-only";
import { drawdown, volatility } from "@/lib/engine/returns/risk";
import { timeWeighted } from "@/lib/engine/returns/twr";
import { moneyWeighted } from "@/lib/engine/returns/xirr";
import { addDays, type DaySpan } from "@/lib/engine/valuation/calendar";
import { type Computed, sumOf } from "@/lib/engine/valuation/computed";
import { type PartGain, partGain, portfolioGain } from "@/lib/engine/valuation/gains";
import { returnDays } from "@/lib/engine/valuation/return-days";
import { instrumentPage } from "@/lib/instruments/page";
import { withMoment } from "@/lib/moment/schema";
import { negate, sign, ZERO } from "@/lib/money/decimal";
import { portfolioState } from "@/lib/performance/stored/portfolio-state";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { endValue } from "@/lib/performance/views/overview";
import { explainHref } from "./address";
import { benchmarkReturn } from "./benchmark-figure";
import { belowHighest, putIn } from "./day-figures";
import type { Explainer } from "./explainer";
import { closedLotSum, openLotSum } from "./lot-figures";
import { explainPart } from "./part-figures";
import { expectedSum, receivedSum } from "./payment-figures";
import { during, labelOf, type Made, marketOf, paymentsOf, percentOf, ratioParts, summed, valueWords } from "./portfolio-words";
import type { DerivationInput, ExplainRequest, FigureName } from "./schema";
import { digits } from "./words";

type Make = (state: PortfolioState, span: DaySpan, request: ExplainRequest) => Made;

/** A figure of a whole portfolio, out of the same state that its page is made of. */
export const explainPortfolio: Explainer = async ({ tx }, request) => {
  if (request.portfolio === undefined) return null;
  const id = BigInt(request.portfolio);
  const found = await portfolioState(tx, id, request.moment);
  if (!found) return null;
  const { state, name } = found;
  const make = FIGURES[request.figure];
  const span = spanOf(state, request);
  const made =
    request.instrument === undefined ? make?.(state, span, request) : explainPart(state, span, request.figure, request.instrument);
  if (!made) return null;
  const { title, parts } = made;
  const accounts = [...state.settings.accounts.keys()].map(BigInt);
  return {
    derivation: {
      ...parts,
      title: request.instrument === undefined ? `${title} of ${name}` : title,
      inputCount: parts.inputs.length,
      allInputs: null,
    },
    basis: { ledgers: accounts, lists: accounts, market: marketOf(state, request.instrument) },
    context: { label: name, href: withMoment(`/portfolios/${id}`, request.moment) },
  };
};

/** The days that the address names, within those that there are; all of them where it names none. */
function spanOf({ days }: PortfolioState, { from, to }: ExplainRequest): DaySpan {
  const within = (day: string | undefined, otherwise: string) =>
    day === undefined ? otherwise : day < days.from ? days.from : day > days.to ? days.to : day;
  return { from: within(from, days.from), to: within(to, days.to) };
}

const FIGURES: Partial<Record<FigureName, Make>> = {
  "portfolio-value": (state) => ({
    title: "Value",
    parts: summed(
      endValue(state),
      state.settings.baseCurrency,
      `Every instrument's units × price × exchange rate, and every balance × exchange rate, at the end of ${state.day}.`,
      state.parts.map((part) => ({
        label: labelOf(state, part),
        amount: part.values.at(-1) ?? null,
        unit: part.base,
        source: valueWords(state, part),
        href: instrumentPage(part.subject),
      })),
    ),
  }),
  "put-in": putIn,
  "below-highest": belowHighest,
  "portfolio-cost": (state) =>
    openLotSum(state, "Cost", "costBase", "What every open lot had cost, charges included, at the rate of the day it was acquired."),
  unrealised: (state) =>
    openLotSum(
      state,
      "Unrealised gain",
      "gainBase",
      "Of every open lot: its value now less what it had cost, each at the exchange rate of its own day.",
    ),
  realised: (state, span) =>
    closedLotSum(
      state,
      span,
      "Realised gain",
      "gainBase",
      "Of every closed lot: proceeds − cost, charges taken off, each at the exchange rate of its own day.",
    ),
  "realised-proceeds": (state, span) =>
    closedLotSum(
      state,
      span,
      "Proceeds",
      "proceedsBase",
      "What every closed lot brought, charges taken off, at the exchange rate of the day it was received.",
    ),
  "realised-cost": (state, span) =>
    closedLotSum(
      state,
      span,
      "Cost of what was sold",
      "costBase",
      "What every closed lot had cost, charges included, at the exchange rate of the day it was paid.",
    ),
  "realised-charges": (state, span) =>
    closedLotSum(
      state,
      span,
      "Charges of what was sold",
      "chargesBase",
      "The charges inside the proceeds and the cost of every closed lot.",
    ),
  "realised-fx": (state, span) =>
    closedLotSum(
      state,
      span,
      "Effect of exchange rates on what was sold",
      "fxBase",
      "Of every closed lot: what was laid out first × the change of the rate until it came back.",
    ),
  received: receivedSum,
  withheld: receivedSum,
  "expected-income": expectedSum,
  "period-gain": (state, span) => {
    const gain = portfolioGain(state.days, state.parts, span);
    const input = (label: string, computed: Computed, factor: 1 | -1, source: string): DerivationInput => ({
      label,
      amount: computed.amount === null || factor === 1 ? computed.amount : negate(computed.amount),
      unit: state.settings.baseCurrency,
      source,
      href: null,
    });
    const inputs = [
      input("Value at the end", gain.valueTo, 1, `At the end of ${span.to}.`),
      input("Value at the start", gain.valueFrom, -1, `At the end of ${addDays(span.from, -1)}, taken off.`),
      input("Put in less taken out", gain.flows, -1, "Deposits, withdrawals and deliveries, taken off: they are no gain."),
    ];
    const formula =
      "Value at the end − value at the start − (put in − taken out). The same as price + income − charges + effect of exchange rates.";
    return { title: `Gain ${during(span)}`, parts: summed(gain.total, state.settings.baseCurrency, formula, inputs) };
  },
  "period-gain-percent": (state, span) => {
    const { total, valueFrom, flows } = portfolioGain(state.days, state.parts, span);
    const unit = state.settings.baseCurrency;
    const gain = explainHref("period-gain", { portfolio: state.portfolioId, ...span }, state.moment);
    return { title: `Gain in percent ${during(span)}`, parts: ratioParts({ total, valueFrom, flows }, unit, gain, span) };
  },
  "benchmark-return": benchmarkReturn,
  "price-gain": (state, span) =>
    partSum(state, span, "Gain by prices", "price", "What every instrument gained or lost by its price, at each day's exchange rate."),
  income: (state, span) =>
    partSum(state, span, "Income", "income", "Dividends, interest and rewards before tax, at the exchange rate of their day."),
  charges: (state, span) =>
    partSum(state, span, "Charges", "charges", "Fees and taxes, those inside trades included, at the exchange rate of their day."),
  "fx-effect": (state, span) => {
    const total = portfolioGain(state.days, state.parts, span).fx;
    const { parts, title } = partSum(
      state,
      span,
      "Effect of exchange rates",
      "fx",
      "Of every day: what was held at its start × the change of the rate; and what exchanging money at another rate than the day's gained or lost.",
    );
    const rest =
      total.amount === null ? [] : ["Exchanging money at other rates than the day's is the difference between the parts and the total."];
    return {
      title,
      parts: { ...parts, figure: { ...parts.figure, amount: total.amount }, reason: total.reason, substituted: "", notes: rest },
    };
  },
  "time-weighted-return": (state, span) => {
    const days = returnDays(state.days, span);
    const { total, daily } = timeWeighted(days);
    const inputs = daily.flatMap((growth, index): DerivationInput[] => {
      if (growth === null || growth === ZERO) return [];
      const [start, end] = [days.values[index - 1] ?? ZERO, days.values[index] ?? ZERO];
      const source = `(${digits(end)} + ${digits(days.outflows[index] ?? ZERO)}) ÷ (${digits(start)} + ${digits(days.inflows[index] ?? ZERO)}) − 1`;
      return [{ label: addDays(days.from, index - 1), amount: percentOf(growth), unit: "%", source, href: null }];
    });
    const formula = "Each day's (value at its end + what went out) ÷ (value at its start + what came in), multiplied over all days, − 1.";
    const figure = { amount: total.amount && percentOf(total.amount), unit: "%" };
    return {
      title: `Time-weighted return ${during(span)}`,
      parts: { figure, reason: total.reason, formula, substituted: "", inputs: inputs.reverse(), notes: [] },
    };
  },
  "money-weighted-return": (state, span) => {
    const days = returnDays(state.days, span);
    const total = moneyWeighted(days);
    const formula = "The yearly rate r at which all payments are worth nothing together: the sum of payment ÷ (1 + r)^(days ÷ 365) is 0.";
    const figure = { amount: total.amount && percentOf(total.amount), unit: "%" };
    return {
      title: `Money-weighted return ${during(span)}`,
      parts: { figure, reason: total.reason, formula, substituted: "", inputs: paymentsOf(days), notes: [] },
    };
  },
  volatility: (state, span) => {
    const days = returnDays(state.days, span);
    const returns = timeWeighted(days);
    const total = volatility(returns);
    const formula = "The standard deviation of the daily returns × √365.";
    const inputs = returns.daily.flatMap((growth, index): DerivationInput[] =>
      growth === null
        ? []
        : [{ label: addDays(days.from, index - 1), amount: percentOf(growth), unit: "%", source: "The day's return.", href: null }],
    );
    return {
      title: `Volatility ${during(span)}`,
      parts: {
        figure: { amount: total.amount && percentOf(total.amount), unit: "%" },
        reason: total.reason,
        formula,
        substituted: "",
        inputs: inputs.reverse(),
        notes: [],
      },
    };
  },
  drawdown: (state, span) => {
    const days = returnDays(state.days, span);
    const fall = drawdown(timeWeighted(days), days.from);
    const notes = fall.span
      ? [
          `From the height on ${fall.span.from} to the lowest point on ${fall.span.to}${fall.recovered ? `; reached again on ${fall.recovered}` : ""}.`,
        ]
      : [];
    return {
      title: `Largest drawdown ${during(span)}`,
      parts: {
        figure: { amount: fall.max.amount && percentOf(fall.max.amount), unit: "%" },
        reason: fall.max.reason,
        formula: "The deepest fall of the time-weighted return below its highest point before.",
        substituted: "",
        inputs: [],
        notes,
      },
    };
  },
};

function partSum(state: PortfolioState, span: DaySpan, title: string, which: keyof PartGain, formula: string): Made {
  const gains = state.parts
    .map((part) => ({ part, gain: partGain(part, span)[which] }))
    .filter(({ part }) => which !== "price" || part.kind === "instrument");
  const inputs = gains
    .filter(({ gain }) => gain.amount === null || sign(gain.amount) !== 0)
    .map(({ part, gain }) => ({
      label: labelOf(state, part),
      amount: gain.amount,
      unit: part.base,
      source: gain.reason ?? `${title} ${during(span)}.`,
      href: instrumentPage(part.subject),
    }));
  return {
    title: `${title} ${during(span)}`,
    parts: summed(sumOf(gains.map(({ gain }) => gain)), state.settings.baseCurrency, formula, inputs),
  };
}
