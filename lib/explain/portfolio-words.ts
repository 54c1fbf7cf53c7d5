import { addDays, type DaySpan } from "@/lib/engine/valuation/calendar";
import type { Computed } from "@/lib/engine/valuation/computed";
import type { ReturnDays } from "@/lib/engine/valuation/days";
import { type DecimalString, multiply, negate, round, sign, ZERO } from "@/lib/money/decimal";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { unitsOf } from "@/lib/performance/views/holdings";
import { ratioOf } from "@/lib/performance/views/overview";
import { sourceName } from "@/lib/prices/rules";
import { sourceName as rateSourceName } from "@/lib/rates/rules";
import { unitFactors } from "./explained-holding";
import type { MarketBasis } from "./explainer";
import type { Derivation, DerivationInput } from "./schema";
import { digits, equation, factor, sum } from "./words";

/** A derivation without its title: what a figure of a portfolio makes of its state. */
export type Parts = Pick<Derivation, "figure" | "reason" | "formula" | "substituted" | "inputs" | "notes">;
export interface Made {
  title: string;
  parts: Parts;
}

/** A range in a sentence. */
export const during = ({ from, to }: DaySpan) => (from === to ? `on ${from}` : `from ${from} to ${to}`);

/** A sum of parts, each with its name and source. */
export function summed(
  total: Computed,
  unit: string,
  formula: string,
  inputs: readonly DerivationInput[],
  notes: readonly string[] = [],
): Parts {
  const figure = { amount: total.amount, unit };
  const terms = inputs.flatMap(({ amount }): DecimalString | [] => amount ?? []);
  return { figure, reason: total.reason, formula, substituted: equation(sum(terms), figure), inputs, notes };
}

const PERCENT_DECIMALS = 6;
/** A fraction in percent. */
export const percentOf = (fraction: DecimalString): DecimalString => round(multiply(fraction, "100" as DecimalString), PERCENT_DECIMALS);

/** How people call a part: the symbol, or the balance with its account. */
export function labelOf({ settings }: PortfolioState, { kind, subject, label }: PortfolioState["parts"][number]): string {
  return kind === "cash" ? `${label} in ${settings.accounts.get(subject.split(":")[1] ?? "") ?? "an account"}` : label;
}

/** What the value of a part is the product of. */
export function valueWords(state: PortfolioState, { kind, subject, label }: PortfolioState["parts"][number]): string {
  if (kind === "cash") {
    const book = state.cash.find(({ accountId, currency }) => `cash:${accountId}:${currency}` === subject);
    return balanceWords(state, book?.balance ?? ZERO, label);
  }
  const book = state.books.find(({ instrument }) => instrument === subject);
  return book ? unitsWords(state, book, unitsOf(book)) : NO_PRICE;
}

const NO_PRICE = "No price tells what it is worth.";

/** Units × price × exchange rate, as of the last day. */
export function unitsWords(state: PortfolioState, book: PortfolioState["books"][number], units: DecimalString): string {
  const price = state.pricesOf(book.instrument).at(state.day);
  if (!price) return NO_PRICE;
  const product = `${digits(units)} units × ${digits(price.price)} ${price.currency}${unitFactors(book).numbers}`;
  return `${product}, the price of ${price.day} (${priceSource(price.source)})${rateWords(state, price.currency)}.`;
}

/** A balance × exchange rate, as of the last day. */
export const balanceWords = (state: PortfolioState, balance: DecimalString, currency: string): string =>
  `${digits(balance)} ${currency}${rateWords(state, currency)}.`;

function rateWords({ rates, settings, day }: PortfolioState, currency: string): string {
  const rate = rates.at(currency, settings.baseCurrency, day);
  if (currency === settings.baseCurrency || !rate) return "";
  return ` × ${digits(rate.rate)}, the rate of ${rate.day} (${rateSource(rate.source)})`;
}

const OWN_SOURCES: Readonly<Record<string, string>> = { trade: "paid or received in a trade", snapshot: "the broker's list" };
/** Where a price is from, in words. */
export const priceSource = (source: string): string => OWN_SOURCES[source] ?? sourceName(source);
export const rateSource = (source: string): string => OWN_SOURCES[source] ?? rateSourceName(source);

/** As the solver takes them: what was there at the start and came in, what went out and is there at the end. */
export function paymentsOf(days: ReturnDays): DerivationInput[] {
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

/** A gain as a fraction of what was there to make it. `href`: where the gain itself is explained. */
export function ratioParts(
  { total, valueFrom, flows }: { total: Computed; valueFrom: Computed; flows: Computed },
  unit: string,
  href: string,
  { from }: DaySpan,
): Parts {
  const ratio = ratioOf(total, valueFrom, flows);
  const figure = { amount: ratio.amount && percentOf(ratio.amount), unit: "%" };
  const invested = flows.amount !== null && sign(flows.amount) > 0 ? flows.amount : ZERO;
  const [gain, before] = [total.amount, valueFrom.amount];
  return {
    figure,
    reason: ratio.reason,
    formula: "gain ÷ (value before + what was put in since, where that is more than was taken out)",
    substituted: gain === null || before === null ? "" : equation(`${factor(gain)} ÷ (${digits(before)} + ${digits(invested)})`, figure),
    inputs: [
      { label: "Gain", amount: gain, unit, source: "Of the same days.", href },
      { label: "Value before", amount: before, unit, source: `At the end of ${addDays(from, -1)}.`, href: null },
      { label: "Put in less taken out", amount: flows.amount, unit, source: "Counted where it is more than 0.", href: null },
    ],
    notes: [],
  };
}

/** The prices and rates that books are valued with: of all of them, or of one. */
export function marketOf({ books, cash = [], settings, day }: MarketState, instrument?: string): MarketBasis {
  const valued = instrument === undefined ? books : books.filter((book) => book.instrument === instrument);
  const currencies = [...valued.flatMap(({ positions }) => positions), ...(instrument === undefined ? cash : [])].map(
    ({ currency }) => currency,
  );
  const prices = valued.flatMap((book) => book.prices.map(({ currency }) => currency));
  return {
    instruments: valued.map((book) => book.instrument),
    // Every published rate is one to the euro.
    currencies: [...new Set(["EUR", settings.baseCurrency, ...currencies, ...prices])],
    until: day,
  };
}

interface MarketState extends Pick<PortfolioState, "books" | "settings" | "day"> {
  cash?: PortfolioState["cash"];
}
