import "server-only";
import { computed } from "@/lib/engine/valuation/computed";
import { instrumentPage } from "@/lib/instruments/page";
import { type Moment, withMoment } from "@/lib/moment/schema";
import { absolute, add, sign, ZERO } from "@/lib/money/decimal";
import type { AllocationBy, AllocationSlice } from "@/lib/performance/schema";
import { instrumentTags } from "@/lib/performance/stored/instrument-tags";
import { portfolioState } from "@/lib/performance/stored/portfolio-state";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { type Held, heldOf, inSlice, slicesOf } from "@/lib/performance/views/allocations";
import { lotTotals } from "@/lib/performance/views/holdings";
import { explainHref } from "./address";
import type { ExplainContext, Explained, Explainer } from "./explainer";
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
  const found = await findHeld(tx, portfolio, moment);
  if (!found) return null;
  const { state, name, everything } = found;
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
  const within = slice === whole ? "" : ` within ${whole.label}`;
  return {
    derivation: {
      ...parts,
      title: `${figure === "slice-share" ? "Share" : "Value"} of ${slice.label}${within} in ${name}`,
      inputCount: parts.inputs.length,
      allInputs: null,
    },
    ...wholePortfolio(found, moment),
  };
};

/** What all slices of one cut come to: not the portfolio's value where something isn't valued, or counts in several slices. */
export const explainSliceTotal: Explainer = async ({ tx }, { portfolio, by, moment }) => {
  if (portfolio === undefined || by === undefined) return null;
  const found = await findHeld(tx, portfolio, moment);
  if (!found) return null;
  const { state, name, everything } = found;
  const unit = state.settings.baseCurrency;
  const inputs = slicesOf(state, everything, by).map(({ key, label, value: amount }): DerivationInput => {
    const href = explainHref("slice-value", { portfolio, by, slice: key }, moment);
    return { label, amount, unit, source: "The value of what is in it.", href };
  });
  const total = computed(add(ZERO, ...inputs.flatMap(({ amount }) => amount ?? [])));
  const notes = [...unvaluedNote(everything), ...(by === "tag" ? [SEVERAL_TAGS] : [])];
  return {
    derivation: {
      ...summed(total, unit, "The sum of all slices.", inputs, notes),
      title: `Total of the allocation by ${CUT_BY[by]} of ${name}`,
      inputCount: inputs.length,
      allInputs: null,
    },
    ...wholePortfolio(found, moment),
  };
};

const CUT_BY: Readonly<Record<AllocationBy, string>> = {
  assetType: "asset type",
  currency: "currency",
  account: "account",
  instrument: "instrument",
  tag: "tag",
};
const SEVERAL_TAGS = "What has several tags counts whole in each of them.";

interface FoundHeld {
  state: PortfolioState;
  name: string;
  everything: readonly Held[];
}

async function findHeld(tx: ExplainContext["tx"], portfolio: string, moment: Moment): Promise<FoundHeld | null> {
  const found = await portfolioState(tx, BigInt(portfolio), moment);
  return found && { ...found, everything: heldOf(found.state, lotTotals(found.state), await instrumentTags(tx, moment)) };
}

/** All of a portfolio has a part in each of its slices: it decides what they are slices of. */
function wholePortfolio({ state, name }: FoundHeld, moment: Moment): Pick<Explained, "basis" | "context"> {
  const accounts = [...state.settings.accounts.keys()].map(BigInt);
  return {
    basis: { ledgers: accounts, lists: accounts, market: marketOf(state) },
    context: { label: name, href: withMoment(`/portfolios/${state.portfolioId}`, moment) },
  };
}

function unvaluedNote(held: readonly Held[]): string[] {
  const unvalued = held.filter(({ value, quantity }) => value === null && sign(quantity) !== 0);
  return unvalued.length === 0 ? [] : [`Without a price or a rate, and so not counted: ${unvalued.map(nameOf).join(", ")}.`];
}

function valueOf({ state, slice, held }: Cut): Parts {
  const valued = held.filter(({ value }) => value !== null && value !== ZERO);
  const formula = `Units × price × exchange rate of every position in it, and every balance × exchange rate, at the end of ${state.day}.`;
  const inputs = valued.map((holding) => inputOf(state, holding));
  return summed(computed(slice.value), state.settings.baseCurrency, formula, inputs, unvaluedNote(held));
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
    notes: hasSeveralTags ? [SEVERAL_TAGS] : [],
  };
}
