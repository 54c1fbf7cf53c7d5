import "server-only";
import type { Disposal } from "@/lib/engine/books";
import { dayOf } from "@/lib/engine/valuation/calendar";
import { add, type DecimalString, subtract, ZERO } from "@/lib/money/decimal";
import { explainHref } from "./address";
import { type BookState, findBooks } from "./book-state";
import type { Explainer } from "./explainer";
import { rowHref } from "./ledger-sources";
import type { Parts } from "./portfolio-words";
import type { DerivationInput } from "./schema";
import { digits, equation, factor, sum } from "./words";

/** A whole sale beside what the broker says of it. */
interface Sale {
  state: BookState;
  lots: readonly [Disposal, ...Disposal[]];
}

const FIGURES = {
  "whole-sale-gain": { label: "Gain", make: ours },
  "broker-gain": { label: "Gain by the broker", make: brokers },
  "broker-gain-difference": { label: "Difference from the broker’s gain", make: difference },
} as const;

/** A figure of all lots that one row closed. */
export const explainSale: Explainer = async (context, request) => {
  const { transaction } = request;
  const found = transaction === undefined ? null : await findBooks(context, request, "gains");
  const book = found?.state.books.find(({ disposals }) => disposals.some(({ rowId }) => rowId === transaction));
  const [first, ...rest] = book?.disposals.filter(({ rowId }) => rowId === transaction) ?? [];
  if (!found || !book || !first) return null;
  const { label, make } = FIGURES[request.figure as keyof typeof FIGURES];
  const parts = make({ state: found.state, lots: [first, ...rest] });
  return {
    derivation: {
      ...parts,
      title: `${label} of the sale of ${book.symbol} on ${dayOf(first.at)}`,
      inputCount: parts.inputs.length,
      allInputs: null,
    },
    basis: found.basis,
    context: found.context,
  };
};

const gainOf = ({ lots }: Sale): DecimalString => lots.reduce((all, { gain }) => add(all, gain), ZERO);

function ours(sale: Sale): Parts {
  const { lots, state } = sale;
  const figure = { amount: gainOf(sale), unit: lots[0].currency };
  return {
    figure,
    reason: null,
    formula: "The gain of every lot that the row closed.",
    substituted: equation(sum(lots.map(({ gain }) => gain)), figure),
    inputs: lots.map((lot) => ({
      ...{ label: `Lot acquired ${dayOf(lot.acquiredAt)}`, amount: lot.gain, unit: lot.currency },
      source: `${digits(lot.quantity)} units: proceeds − cost.`,
      href: explainHref("sale-gain", { ...state.scope, transaction: lot.rowId, lot: lot.lotId }, state.moment),
    })),
    notes: [],
  };
}

function brokers({ lots: [lot], state }: Sale): Parts {
  const href = rowHref(lot.accountId, lot.rowId, state.moment);
  const figure = { amount: lot.brokerGain, unit: lot.currency };
  return {
    figure,
    reason: lot.brokerGain === null ? "The broker didn’t say." : null,
    formula: "As the broker states it on the row.",
    substituted: lot.brokerGain === null ? "" : `${digits(lot.brokerGain)} ${lot.currency}`,
    inputs: [{ label: "Broker’s gain", amount: lot.brokerGain, unit: lot.currency, source: `Ledger row of ${dayOf(lot.at)}.`, href }],
    notes: [],
  };
}

function difference(sale: Sale): Parts {
  const { lots, state } = sale;
  const [{ rowId, brokerGain, currency: unit }] = lots;
  const gain = gainOf(sale);
  const figure = { amount: brokerGain === null ? null : subtract(gain, brokerGain), unit };
  const input = (label: string, amount: DecimalString | null, of: "whole-sale-gain" | "broker-gain"): DerivationInput => ({
    ...{ label, amount, unit, source: of === "broker-gain" ? "As the broker states it." : "Over all lots of the sale." },
    href: explainHref(of, { ...state.scope, transaction: rowId }, state.moment),
  });
  return {
    figure,
    reason: brokerGain === null ? "The broker didn’t say what the gain was." : null,
    formula: "our gain − the broker’s",
    substituted: brokerGain === null ? "" : equation(`${digits(gain)} − ${factor(brokerGain)}`, figure),
    inputs: [input("Our gain", gain, "whole-sale-gain"), input("Broker’s gain", brokerGain, "broker-gain")],
    notes: ["A broker may count by another method, or leave charges out."],
  };
}
