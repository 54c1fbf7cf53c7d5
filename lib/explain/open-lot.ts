import "server-only";
import { MARGINED_ASSET_TYPES } from "@/lib/engine/ledger-row";
import { addDays, dayOf } from "@/lib/engine/valuation/calendar";
import { type OpenLot, openLots } from "@/lib/performance/views/holdings";
import { explainHref } from "./address";
import { type BookState, findBooks } from "./book-state";
import { unitFactors } from "./explained-holding";
import type { Explainer } from "./explainer";
import { lotHref } from "./ledger-sources";
import { type Parts, priceSource } from "./portfolio-words";
import { usedRate } from "./rate-inputs";
import type { DerivationInput, ExplainSubject } from "./schema";
import { digits, equation, factor } from "./words";

type LotFigure = "lot-quantity" | "lot-cost" | "lot-value" | "lot-gain" | "lot-gain-base";

interface Explaining extends OpenLot {
  state: BookState;
  subject: ExplainSubject;
}

const FIGURES: Record<LotFigure, { label: string; make: (explaining: Explaining) => Parts }> = {
  "lot-quantity": { label: "Units", make: quantity },
  "lot-cost": { label: "Cost", make: cost },
  "lot-value": { label: "Value", make: value },
  "lot-gain": { label: "Unrealised gain", make: gain },
  "lot-gain-base": { label: "Unrealised gain", make: gainBase },
};

/** A figure of one open lot. */
export const explainOpenLot: Explainer = async (context, request) => {
  const { account, lot: id } = request;
  const found = id === undefined ? null : await findBooks(context, request, "gains");
  const open = found && openLots(found.state).find(({ lot }) => lot.id === id && lot.accountId === account);
  if (!open) return null;
  const { label, make } = FIGURES[request.figure as LotFigure];
  const { lot, book } = open;
  const parts = make({ ...open, state: found.state, subject: { ...found.state.scope, account: lot.accountId, lot: lot.id } });
  const unknown = lot.costKnown ? [] : ["Nothing tells what the lot had cost: 0 is counted for what is missing."];
  return {
    derivation: {
      ...parts,
      title: `${label} of ${book.symbol}, acquired ${dayOf(lot.acquiredAt)}${request.figure === "lot-gain-base" ? `, in ${parts.figure.unit}` : ""}`,
      notes: [...parts.notes, ...unknown],
      inputCount: parts.inputs.length,
      allInputs: null,
    },
    basis: found.basis,
    context: found.context,
  };
};

/** Another figure of the same lot, which has a derivation of its own. */
function own({ state, subject }: Explaining, figure: LotFigure, input: Omit<DerivationInput, "href" | "label">): DerivationInput {
  return { ...input, label: FIGURES[figure].label, href: explainHref(figure, subject, state.moment) };
}

const origin = ({ lot, state }: Explaining) => lotHref(lot.accountId, lot.id, state.moment);

function quantity(explaining: Explaining): Parts {
  const { lot, book, state } = explaining;
  const closings = book.disposals.filter(({ lotId }) => lotId === lot.id);
  const figure = { amount: lot.quantity, unit: "units" };
  const opened = {
    label: `Acquired ${dayOf(lot.acquiredAt)}`,
    amount: null,
    unit: "units",
    source: "The row that opened the lot says how many; splits since then multiplied them.",
    href: origin(explaining),
  };
  return {
    figure,
    reason: null,
    formula: "The units that the lot was opened with, as many times more as splits made of them, less those that were closed since.",
    substituted: "",
    inputs: [
      opened,
      ...closings.map((disposal) => ({
        label: `Closed ${dayOf(disposal.at)}`,
        amount: disposal.quantity,
        unit: "units",
        source: "Taken off, in units of that day.",
        href: explainHref("sale-gain", { ...state.scope, transaction: disposal.rowId, lot: disposal.lotId }, state.moment),
      })),
    ],
    notes: [],
  };
}

function cost(explaining: Explaining): Parts {
  const { lot } = explaining;
  const figure = { amount: lot.cost, unit: lot.currency };
  const source = `What its ${digits(lot.quantity)} units had cost on ${dayOf(lot.acquiredAt)}, ${digits(lot.charges)} ${lot.currency} of charges among it.`;
  return {
    figure,
    reason: null,
    formula: "What the units that are left of the lot had cost when they were acquired, charges included.",
    substituted: `${digits(lot.cost)} ${lot.currency}`,
    inputs: [{ label: "Acquisition", amount: lot.cost, unit: lot.currency, source, href: origin(explaining) }],
    notes: [],
  };
}

function value(explaining: Explaining): Parts {
  const { lot, book, gain: found, state } = explaining;
  const figure = { amount: found.value.amount, unit: lot.currency };
  const isMargined = MARGINED_ASSET_TYPES.includes(book.assetType);
  if (isMargined)
    return {
      figure,
      reason: null,
      formula: "What is held on margin is worth nothing by itself: its gains are cash.",
      substituted: "",
      inputs: [],
      notes: [],
    };
  const price = found.price;
  const rate = usedRate(state.rates, { from: price?.currency ?? lot.currency, to: lot.currency, day: state.day });
  const factors = unitFactors(book);
  const units = own(explaining, "lot-quantity", { amount: lot.quantity, unit: "units", source: "What is left of the lot." });
  return {
    figure,
    reason: found.value.reason,
    formula: `units × price${factors.words}${rate.input.length > 0 ? " × exchange rate" : ""}`,
    substituted: price ? equation(`${factor(lot.quantity)} × ${factor(price.price)}${factors.numbers}${rate.factor}`, figure) : "",
    inputs: [units, ...(price ? [priceInput(book.instrument, price)] : []), ...rate.input],
    notes: price?.stale ? [`The price is an old one, of ${price.day}.`] : [],
  };
}

function priceInput(instrument: string, { price, currency, day, source }: NonNullable<OpenLot["gain"]["price"]>): DerivationInput {
  const href = /^\d+$/.test(instrument) ? `/instruments/${instrument}/prices?before=${addDays(day, 1)}` : null;
  return { label: "Price", amount: price, unit: currency, source: `The price of ${day} (${priceSource(source)}).`, href };
}

function gain(explaining: Explaining): Parts {
  const { lot, gain: found } = explaining;
  const figure = { amount: found.gain.amount, unit: lot.currency };
  const worth = own(explaining, "lot-value", { amount: found.value.amount, unit: lot.currency, source: "Units × price." });
  return {
    figure,
    reason: found.gain.reason,
    formula: "value − cost",
    substituted: found.value.amount === null ? "" : equation(`${digits(found.value.amount)} − ${factor(lot.cost)}`, figure),
    inputs: [worth, own(explaining, "lot-cost", { amount: lot.cost, unit: lot.currency, source: "With its charges." })],
    notes: [],
  };
}

function gainBase(explaining: Explaining): Parts {
  const { lot, gain: found, state } = explaining;
  const base = state.settings.baseCurrency;
  const figure = { amount: found.gainBase.amount, unit: base };
  const from = found.price?.currency ?? lot.currency;
  const now = usedRate(state.rates, { from, to: base, day: state.day });
  const recorded = { fx: lot.fx, href: origin(explaining) };
  const then = usedRate(state.rates, { from: lot.currency, to: base, day: dayOf(lot.acquiredAt), recorded });
  const [worth, paid] = [found.valueBase.amount, found.costBase.amount];
  return {
    figure,
    reason: found.gainBase.reason,
    formula: "value at today’s exchange rate − cost at the rate of the day it was acquired",
    substituted: worth === null || paid === null ? "" : equation(`${digits(worth)} − ${factor(paid)}`, figure),
    inputs: [
      own(explaining, "lot-value", { amount: worth, unit: base, source: `Units × price${now.factor}, at the end of ${state.day}.` }),
      ...now.input,
      own(explaining, "lot-cost", {
        amount: paid,
        unit: base,
        source: `${digits(lot.cost)} ${lot.currency}${then.factor}, of ${dayOf(lot.acquiredAt)}.`,
      }),
      ...then.input,
    ],
    notes: [],
  };
}
