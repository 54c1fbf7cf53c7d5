import "server-only";
import type { Disposal, InstrumentBook } from "@/lib/engine/books";
import { dayOf } from "@/lib/engine/valuation/calendar";
import { type DisposalGain, disposalGain } from "@/lib/engine/valuation/lot-gains";
import { add, type DecimalString, sign, ZERO } from "@/lib/money/decimal";
import { explainHref } from "./address";
import { type BookState, findBooks } from "./book-state";
import type { Explainer } from "./explainer";
import { lotHref, rowHref } from "./ledger-sources";
import type { Parts } from "./portfolio-words";
import { type UsedRate, usedRate } from "./rate-inputs";
import type { DerivationInput, ExplainSubject } from "./schema";
import { digits, equation, factor } from "./words";

type SaleFigure = "sale-proceeds" | "sale-cost" | "sale-charges" | "sale-gain" | "sale-gain-base" | "sale-fx";

interface Explaining {
  state: BookState;
  subject: ExplainSubject;
  book: InstrumentBook;
  disposal: Disposal;
  gain: DisposalGain;
  /** What was received and what was paid, each at the rate of its own day. */
  rates: { proceeds: UsedRate; cost: UsedRate };
}

const FIGURES: Record<SaleFigure, { label: string; make: (explaining: Explaining) => Parts }> = {
  "sale-proceeds": { label: "Proceeds", make: proceeds },
  "sale-cost": { label: "Cost", make: cost },
  "sale-charges": { label: "Charges", make: charges },
  "sale-gain": { label: "Realised gain", make: ownGain },
  "sale-gain-base": { label: "Realised gain", make: gainBase },
  "sale-fx": { label: "Effect of exchange rates", make: fxEffect },
};

/** A figure of one lot that a row closed. */
export const explainClosedLot: Explainer = async (context, request) => {
  const { transaction, lot } = request;
  const found = transaction === undefined || lot === undefined ? null : await findBooks(context, request, "gains");
  if (!found) return null;
  const { state } = found;
  for (const book of state.books) {
    const disposal = book.disposals.find(({ rowId, lotId }) => rowId === transaction && lotId === lot);
    if (!disposal) continue;
    const { label, make } = FIGURES[request.figure as SaleFigure];
    const gain = disposalGain(disposal, state.rates, state.settings.baseCurrency);
    const subject = { ...state.scope, transaction, lot };
    const parts = make({ state, subject, book, disposal, gain, rates: ratesOf(state, disposal) });
    const days = `acquired ${dayOf(disposal.acquiredAt)}, closed ${dayOf(disposal.at)}`;
    const unknown = disposal.costKnown ? [] : ["Nothing tells what the units had cost: 0 is counted for what is missing."];
    return {
      derivation: {
        ...parts,
        title: `${label} of ${book.symbol}, ${days}${request.figure === "sale-gain-base" ? `, in ${parts.figure.unit}` : ""}`,
        notes: [...parts.notes, ...unknown],
        inputCount: parts.inputs.length,
        allInputs: null,
      },
      basis: found.basis,
      context: found.context,
    };
  }
  return null;
};

/** Of a short lot the money came first and was spent later. */
function ratesOf(state: BookState, disposal: Disposal): Explaining["rates"] {
  const exchange = { from: disposal.currency, to: state.settings.baseCurrency };
  const opened = usedRate(state.rates, {
    ...exchange,
    day: dayOf(disposal.acquiredAt),
    recorded: { fx: disposal.acquiredFx, href: lotHref(disposal.accountId, disposal.lotId, state.moment) },
  });
  const closed = usedRate(state.rates, {
    ...exchange,
    day: dayOf(disposal.at),
    recorded: { fx: disposal.fx, href: rowHref(disposal.accountId, disposal.rowId, state.moment) },
  });
  return isShort(disposal) ? { proceeds: opened, cost: closed } : { proceeds: closed, cost: opened };
}

const isShort = ({ quantity }: Disposal) => sign(quantity) < 0;
const closing = ({ disposal, state }: Explaining) => rowHref(disposal.accountId, disposal.rowId, state.moment);
const opening = ({ disposal, state }: Explaining) => lotHref(disposal.accountId, disposal.lotId, state.moment);

function own({ state, subject }: Explaining, figure: SaleFigure, input: Omit<DerivationInput, "href" | "label">): DerivationInput {
  return { ...input, label: FIGURES[figure].label, href: explainHref(figure, subject, state.moment) };
}

/** The side of a lot that its closing row tells: the row's own amount is shared among the lots that it closed. */
function closingSide(explaining: Explaining, amount: DecimalString, pick: "proceeds" | "cost", words: string): Parts {
  const { book, disposal } = explaining;
  const { currency: unit, quantity } = disposal;
  const lots = book.disposals.filter(({ rowId, accountId }) => rowId === disposal.rowId && accountId === disposal.accountId);
  const sum = (of: (lot: Disposal) => DecimalString) => lots.map(of).reduce((all, each) => add(all, each), ZERO);
  const [total, units] = [sum((each) => each[pick]), sum((each) => each.quantity)];
  const figure = { amount, unit };
  const source = `The ledger row of ${dayOf(disposal.at)}, charges counted in.`;
  const row = { label: words, amount: total, unit, source, href: closing(explaining) };
  if (lots.length === 1)
    return {
      figure,
      reason: null,
      formula: `${words}, charges counted in.`,
      substituted: `${digits(amount)} ${unit}`,
      inputs: [row],
      notes: [],
    };
  return {
    figure,
    reason: null,
    formula: `${words}, charges counted in, × units of the lot ÷ units of all ${lots.length} lots that the row closed.`,
    substituted: equation(`${factor(total)} × ${factor(quantity)} ÷ ${factor(units)}`, figure),
    inputs: [
      row,
      { label: "Units of this lot", amount: quantity, unit: "units", source: "Taken from it by the row.", href: opening(explaining) },
      {
        label: "Units of all its lots",
        amount: units,
        unit: "units",
        source: `The row closed ${lots.length} lots.`,
        href: closing(explaining),
      },
    ],
    notes: [],
  };
}

/** The side of a lot that was there when it was opened. */
function openingSide(explaining: Explaining, amount: DecimalString, words: string): Parts {
  const { disposal } = explaining;
  const source = `${digits(disposal.quantity)} units of the lot that was opened on ${dayOf(disposal.acquiredAt)}.`;
  return {
    figure: { amount, unit: disposal.currency },
    reason: null,
    formula: words,
    substituted: `${digits(amount)} ${disposal.currency}`,
    inputs: [{ label: "Opened", amount, unit: disposal.currency, source, href: opening(explaining) }],
    notes: [],
  };
}

function proceeds(explaining: Explaining): Parts {
  const { disposal } = explaining;
  return isShort(disposal)
    ? openingSide(explaining, disposal.proceeds, "What had been received for these units when they were sold short, charges taken off.")
    : closingSide(explaining, disposal.proceeds, "proceeds", "What the sale brought");
}

function cost(explaining: Explaining): Parts {
  const { disposal } = explaining;
  return isShort(disposal)
    ? closingSide(explaining, disposal.cost, "cost", "What buying back cost")
    : openingSide(explaining, disposal.cost, "What these units of the lot had cost when they were acquired, charges included.");
}

function charges(explaining: Explaining): Parts {
  const { disposal } = explaining;
  const source = "Inside the proceeds and the cost of these units.";
  return {
    figure: { amount: disposal.charges, unit: disposal.currency },
    reason: null,
    formula: "The charges of the row that opened the lot and of the one that closed it, as far as they belong to these units.",
    substituted: `${digits(disposal.charges)} ${disposal.currency}`,
    inputs: [
      { label: `Opened ${dayOf(disposal.acquiredAt)}`, amount: null, unit: disposal.currency, source, href: opening(explaining) },
      { label: `Closed ${dayOf(disposal.at)}`, amount: null, unit: disposal.currency, source, href: closing(explaining) },
    ],
    notes: [],
  };
}

function ownGain(explaining: Explaining): Parts {
  const { disposal } = explaining;
  const figure = { amount: disposal.gain, unit: disposal.currency };
  return {
    figure,
    reason: null,
    formula: "proceeds − cost",
    substituted: equation(`${digits(disposal.proceeds)} − ${factor(disposal.cost)}`, figure),
    inputs: [
      own(explaining, "sale-proceeds", { amount: disposal.proceeds, unit: disposal.currency, source: "Charges taken off." }),
      own(explaining, "sale-cost", { amount: disposal.cost, unit: disposal.currency, source: "Charges included." }),
    ],
    notes: [],
  };
}

function gainBase(explaining: Explaining): Parts {
  const { disposal, gain, state, rates } = explaining;
  const unit = state.settings.baseCurrency;
  const figure = { amount: gain.gainBase.amount, unit };
  const [received, paid] = [gain.proceedsBase.amount, gain.costBase.amount];
  const words = (amount: DecimalString, { factor: at }: UsedRate) => `${digits(amount)} ${disposal.currency}${at}.`;
  return {
    figure,
    reason: gain.gainBase.reason,
    formula: "proceeds − cost, each at the exchange rate of its own day",
    substituted: received === null || paid === null ? "" : equation(`${digits(received)} − ${factor(paid)}`, figure),
    inputs: [
      own(explaining, "sale-proceeds", { amount: received, unit, source: words(disposal.proceeds, rates.proceeds) }),
      ...rates.proceeds.input,
      own(explaining, "sale-cost", { amount: paid, unit, source: words(disposal.cost, rates.cost) }),
      ...rates.cost.input,
    ],
    notes: [],
  };
}

function fxEffect(explaining: Explaining): Parts {
  const { disposal, gain, state, rates } = explaining;
  const unit = state.settings.baseCurrency;
  const figure = { amount: gain.fxBase.amount, unit };
  const short = isShort(disposal);
  const [laidOut, then, later] = short ? [disposal.proceeds, rates.proceeds, rates.cost] : [disposal.cost, rates.cost, rates.proceeds];
  const [before, after] = [then.factor.slice(3), later.factor.slice(3)];
  const isExchanged = before !== "" && after !== "";
  return {
    figure,
    reason: gain.fxBase.reason,
    formula: short
      ? "What had been received first × (rate of the day it was received − rate of the day it was closed)."
      : "What was laid out first × (rate of the day it was closed − rate of the day it was acquired).",
    substituted: isExchanged ? equation(`${factor(laidOut)} × (${short ? `${before} − ${after}` : `${after} − ${before}`})`, figure) : "",
    inputs: [
      own(explaining, short ? "sale-proceeds" : "sale-cost", { amount: laidOut, unit: disposal.currency, source: "What came first." }),
      ...later.input,
      ...then.input,
    ],
    notes: disposal.currency === unit ? ["It was traded in the currency that is counted in: no exchange rate had a part in it."] : [],
  };
}
