import "server-only";
import { computed } from "@/lib/engine/valuation/computed";
import { instrumentPage } from "@/lib/instruments/page";
import { withMoment } from "@/lib/moment/schema";
import { absolute, sign, ZERO } from "@/lib/money/decimal";
import type { AllocationSlice } from "@/lib/performance/schema";
import { instrumentTags } from "@/lib/performance/stored/instrument-tags";
import { portfolioState } from "@/lib/performance/stored/portfolio-state";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { type Held, heldOf, inSlice, slicesOf } from "@/lib/performance/views/allocations";
import { lotTotals } from "@/lib/performance/views/holdings";
import { explainHref } from "./address";
import type { Explainer } from "./explainer";
import { balanceWords, marketOf, type Parts, percentOf, summed, unitsWords } from "./portfolio-words";
import type { DerivationInput, ExplainSubject } from "./schema";
import { equation, sum } from "./words";

/** A slice of a portfolio's allocation among its like. */
interface Cut {
  state: PortfolioState;
  slice: AllocationSlice;
  /** All that the same whole was cut into. */
  slices: readonly AllocationSlice[];
  /** What is in the slice. */
  held: readonly Held[];
  /** The address of one of them. */
  subjectOf(slice: AllocationSlice): ExplainSubject;
}

/** Value or share of a slice of the allocation; with an instrument, of its part within the slice. */
export const explainSlice: Explainer = async ({ tx }, { figure, portfolio, by, slice: key, instrument, moment }) => {
  if (portfolio === undefined || by === undefined || key === undefined) return null;
  const found = await portfolioState(tx, BigInt(portfolio), moment);
  if (!found) return null;
  const { state, name } = found;
  const everything = heldOf(state, lotTotals(state), await instrumentTags(tx));
  const outer = slicesOf(state, everything, by);
  const whole = outer.find((slice) => slice.key === key);
  const inside = inSlice(everything, by, key);
  const slices = instrument === undefined ? outer : slicesOf(state, inside, "instrument");
  const slice = instrument === undefined ? whole : slices.find((part) => part.key === instrument);
  if (!whole || !slice) return null;
  const held = instrument === undefined ? inside : inSlice(inside, "instrument", instrument);
  const subjectOf = (part: AllocationSlice): ExplainSubject =>
    instrument === undefined ? { portfolio, by, slice: part.key } : { portfolio, by, slice: key, instrument: part.key };
  const parts = (figure === "slice-share" ? shareOf : valueOf)({ state, slice, slices, held, subjectOf });
  const accounts = [...state.settings.accounts.keys()].map(BigInt);
  const within = slice === whole ? "" : ` within ${whole.label}`;
  return {
    derivation: {
      ...parts,
      title: `${figure === "slice-share" ? "Share" : "Value"} of ${slice.label}${within} in ${name}`,
      inputCount: parts.inputs.length,
      allInputs: null,
    },
    basis: { ledgers: accounts, lists: accounts, market: marketOf(state) },
    context: { label: name, href: withMoment(`/portfolios/${portfolio}`, moment) },
  };
};

function valueOf({ state, slice, held }: Cut): Parts {
  const valued = held.filter(({ value }) => value !== null && value !== ZERO);
  const unvalued = held.filter(({ value, quantity }) => value === null && sign(quantity) !== 0);
  const notes = unvalued.length === 0 ? [] : [`Without a price or a rate, and so not counted: ${unvalued.map(nameOf).join(", ")}.`];
  const formula = `Units × price × exchange rate of every position in it, and every balance × exchange rate, at the end of ${state.day}.`;
  const inputs = valued.map((holding) => inputOf(state, holding));
  return summed(computed(slice.value), state.settings.baseCurrency, formula, inputs, notes);
}

const nameOf = ({ book, currency }: Held) => book?.symbol ?? currency;

function inputOf(state: PortfolioState, holding: Held): DerivationInput {
  const { book, quantity, account, currency, value } = holding;
  return {
    label: `${nameOf(holding)} in ${state.settings.accounts.get(account) ?? "an account"}`,
    amount: value,
    unit: state.settings.baseCurrency,
    source: book ? unitsWords(state, book, quantity) : balanceWords(state, quantity, currency),
    href: book ? instrumentPage(book.instrument) : explainHref("cash", { account, currency }, state.moment),
  };
}

function shareOf({ state, slice, slices, subjectOf }: Cut): Parts {
  const figure = { amount: percentOf(slice.share), unit: "%" };
  const hasShort = slices.some(({ value }) => sign(value) < 0);
  const hasSeveralTags = subjectOf(slice).by === "tag" && subjectOf(slice).instrument === undefined;
  const others = slices.filter((each) => each !== slice);
  const whole = sum(slices.map(({ value }) => absolute(value)));
  return {
    figure,
    reason: null,
    formula: `value ÷ the sum of the values of all slices${hasShort ? ", each without its sign" : ""}`,
    substituted: equation(`${absolute(slice.value)} ÷ (${whole})`, figure),
    inputs: [slice, ...others].map((each) => ({
      label: each.label,
      amount: each.value,
      unit: state.settings.baseCurrency,
      source: each === slice ? "What is in this slice." : "Another slice.",
      href: explainHref("slice-value", subjectOf(each), state.moment),
    })),
    notes: hasSeveralTags ? ["What has several tags counts whole in each of them."] : [],
  };
}
