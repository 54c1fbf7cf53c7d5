import "server-only";
import { drawdown, volatility } from "@/lib/engine/returns/risk";
import { timeWeighted } from "@/lib/engine/returns/twr";
import { moneyWeighted } from "@/lib/engine/returns/xirr";
import { addDays, type DaySpan } from "@/lib/engine/valuation/calendar";
import { type Computed, sumOf } from "@/lib/engine/valuation/computed";
import type { ReturnDays } from "@/lib/engine/valuation/days";
import { type PartGain, partGain, portfolioGain } from "@/lib/engine/valuation/gains";
import { disposalGain } from "@/lib/engine/valuation/lot-gains";
import { returnDays } from "@/lib/engine/valuation/return-days";
import { withMoment } from "@/lib/moment/schema";
import { type DecimalString, multiply, negate, round, sign, ZERO } from "@/lib/money/decimal";
import { portfolioState } from "@/lib/performance/stored/portfolio-state";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { openLots, unitsOf } from "@/lib/performance/views/holdings";
import { endValue } from "@/lib/performance/views/overview";
import { sourceName } from "@/lib/prices/rules";
import { sourceName as rateSourceName } from "@/lib/rates/rules";
import type { Explainer } from "./explainer";
import { rowHref } from "./ledger-sources";
import type { Derivation, DerivationInput, ExplainRequest, FigureName } from "./schema";
import { digits, equation, sum } from "./words";

type Parts = Pick<Derivation, "figure" | "reason" | "formula" | "substituted" | "inputs" | "notes">;
type Make = (state: PortfolioState, span: DaySpan) => { title: string; parts: Parts };

/** A figure of a whole portfolio, out of the same state that its page is made of. */
export const explainPortfolio: Explainer = async ({ tx }, request) => {
  if (request.portfolio === undefined) return null;
  const id = BigInt(request.portfolio);
  const found = await portfolioState(tx, id, request.moment);
  if (!found) return null;
  const { state, name } = found;
  const make = FIGURES[request.figure];
  if (!make) return null;
  const { title, parts } = make(state, spanOf(state, request));
  const accounts = [...state.settings.accounts.keys()].map(BigInt);
  return {
    derivation: { ...parts, title: `${title} of ${name}`, inputCount: parts.inputs.length, allInputs: null },
    basis: { ledgers: accounts, lists: accounts },
    context: { label: name, href: withMoment(`/portfolios/${id}`, request.moment) },
  };
};

/** The days that the address names, within those that there are; all of them where it names none. */
function spanOf({ days }: PortfolioState, { from, to }: ExplainRequest): DaySpan {
  const within = (day: string | undefined, otherwise: string) =>
    day === undefined ? otherwise : day < days.from ? days.from : day > days.to ? days.to : day;
  return { from: within(from, days.from), to: within(to, days.to) };
}

const during = ({ from, to }: DaySpan) => (from === to ? `on ${from}` : `from ${from} to ${to}`);

/** A sum of parts, each with its name and source. */
function summed(total: Computed, unit: string, formula: string, inputs: readonly DerivationInput[], notes: readonly string[] = []): Parts {
  const figure = { amount: total.amount, unit };
  const terms = inputs.flatMap(({ amount }): DecimalString | [] => amount ?? []);
  return { figure, reason: total.reason, formula, substituted: equation(sum(terms), figure), inputs, notes };
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
        href: instrumentHref(part.subject),
      })),
    ),
  }),
  "portfolio-cost": (state) =>
    lotSum(state, "Cost", "costBase", "What every open lot had cost, charges included, at the rate of the day it was acquired."),
  unrealised: (state) =>
    lotSum(
      state,
      "Unrealised gain",
      "gainBase",
      "Of every open lot: its value now less what it had cost, each at the exchange rate of its own day.",
    ),
  realised: (state) => {
    const base = state.settings.baseCurrency;
    const closed = state.books.flatMap((book) =>
      book.disposals.map((disposal) => ({ book, disposal, gain: disposalGain(disposal, state.rates, base).gainBase })),
    );
    const inputs = closed.map(({ book, disposal, gain }) => ({
      label: `${book.symbol}, ${digits(disposal.quantity)} units`,
      amount: gain.amount,
      unit: base,
      source: `Acquired ${disposal.acquiredAt.slice(0, 10)}, closed ${disposal.at.slice(0, 10)}: ${digits(disposal.proceeds)} − ${digits(disposal.cost)} ${disposal.currency}.`,
      href: rowHref(disposal.accountId, disposal.rowId, state.moment),
    }));
    const formula = "Of every closed lot: proceeds − cost, charges taken off, each at the exchange rate of its own day.";
    return { title: "Realised gain", parts: summed(sumOf(closed.map(({ gain }) => gain)), base, formula, inputs) };
  },
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

const PERCENT_DECIMALS = 6;
const percentOf = (fraction: DecimalString): DecimalString => round(multiply(fraction, "100" as DecimalString), PERCENT_DECIMALS);

const instrumentHref = (subject: string): string | null => (/^\d+$/.test(subject) ? `/instruments/${subject}` : null);

function labelOf({ settings }: PortfolioState, { kind, subject, label }: PortfolioState["parts"][number]): string {
  return kind === "cash" ? `${label} in ${settings.accounts.get(subject.split(":")[1] ?? "") ?? "an account"}` : label;
}

/** What a value is the product of. */
function valueWords(state: PortfolioState, { kind, subject, label }: PortfolioState["parts"][number]): string {
  const rateWords = (currency: string) => {
    const rate = state.rates.at(currency, state.settings.baseCurrency, state.day);
    if (currency === state.settings.baseCurrency || !rate) return "";
    return ` × ${digits(rate.rate)}, the rate of ${rate.day} (${rateSource(rate.source)})`;
  };
  if (kind === "cash") {
    const balance = state.cash.find((book) => `cash:${book.accountId}:${book.currency}` === subject)?.balance ?? ZERO;
    return `${digits(balance)} ${label}${rateWords(label)}.`;
  }
  const book = state.books.find(({ instrument }) => instrument === subject);
  const price = state.pricesOf(subject).at(state.day);
  if (!book || !price) return "No price tells what it is worth.";
  const units = `${digits(unitsOf(book))} units × ${digits(price.price)} ${price.currency}`;
  return `${units}, the price of ${price.day} (${priceSource(price.source)})${rateWords(price.currency)}.`;
}

const OWN_SOURCES: Readonly<Record<string, string>> = { trade: "paid or received in a trade", snapshot: "the broker's list" };
const priceSource = (source: string): string => OWN_SOURCES[source] ?? sourceName(source);
const rateSource = (source: string): string => OWN_SOURCES[source] ?? rateSourceName(source);

function lotSum(state: PortfolioState, title: string, which: "costBase" | "gainBase", formula: string): { title: string; parts: Parts } {
  const lots = openLots(state);
  const inputs = lots.map(({ book, lot, gain }) => ({
    label: `${book.symbol}, ${digits(lot.quantity)} units`,
    amount: gain[which].amount,
    unit: state.settings.baseCurrency,
    source: `Acquired ${lot.acquiredAt.slice(0, 10)} for ${digits(lot.cost)} ${lot.currency}${gain.price && which === "gainBase" ? `; at ${digits(gain.price.price)} ${gain.price.currency}, the price of ${gain.price.day} (${priceSource(gain.price.source)})` : ""}.`,
    href: rowHref(lot.accountId, lot.id.split("/")[0] ?? lot.id, state.moment),
  }));
  return { title, parts: summed(sumOf(lots.map(({ gain }) => gain[which])), state.settings.baseCurrency, formula, inputs) };
}

function partSum(
  state: PortfolioState,
  span: DaySpan,
  title: string,
  which: keyof PartGain,
  formula: string,
): { title: string; parts: Parts } {
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
      href: instrumentHref(part.subject),
    }));
  return {
    title: `${title} ${during(span)}`,
    parts: summed(sumOf(gains.map(({ gain }) => gain)), state.settings.baseCurrency, formula, inputs),
  };
}

/** As the solver takes them: what was there at the start and came in, what went out and is there at the end. */
function paymentsOf(days: ReturnDays): DerivationInput[] {
  const payment = (day: string, amount: DecimalString, source: string): DerivationInput[] =>
    amount === ZERO ? [] : [{ label: day, amount, unit: days.base, source, href: null }];
  const moved = days.inflows.flatMap((inflow, index) => {
    const day = addDays(days.from, Math.max(index - 1, 0));
    return [...payment(day, negate(inflow ?? ZERO), "Put in."), ...payment(day, days.outflows[index] ?? ZERO, "Taken out.")];
  });
  return [
    ...payment(days.from, negate(days.values[0] ?? ZERO), "What was there at the start."),
    ...moved,
    ...payment(addDays(days.to, 1), days.values.at(-1) ?? ZERO, "What is there at the end."),
  ];
}
