import type { HoldingFacts } from "@/lib/holdings/rules";
import type { HoldingView } from "@/lib/holdings/schema";
import { withMoment } from "@/lib/moment/schema";
import type { DecimalString } from "@/lib/money/decimal";
import { explainHref } from "./address";
import type { ExplainContext, Explained } from "./explainer";
import type { LedgerNames } from "./names";
import type { Derivation, DerivationInput, ExplainRequest } from "./schema";
import { digits, when } from "./words";

export const HOLDING_LABELS = {
  quantity: "Quantity",
  "average-price": "Average price",
  cost: "Cost",
  "market-value": "Market value",
  gain: "Gain",
  "gain-percent": "Gain in percent",
} as const;
export type HoldingFigureName = keyof typeof HOLDING_LABELS;

/** A holding, and what is needed to tell of it. */
export interface ExplainedHolding {
  context: ExplainContext;
  request: ExplainRequest & { account: string; instrument: string };
  accountName: string;
  facts: HoldingFacts;
  view: HoldingView;
  /** What the ledger calls it. */
  names: LedgerNames;
}

/** What a figure of a holding adds to its title. Left out: all inputs are shown, and there is nothing to note. */
export type Parts = Omit<Derivation, "title" | "inputCount" | "allInputs" | "notes"> & Partial<Derivation>;

export const holdingsPage = ({ account, moment, snapshot }: ExplainRequest, name: string): Explained["context"] => ({
  label: `Holdings of ${name}`,
  href: withMoment(`/accounts/${account}/holdings${snapshot === undefined ? "" : `?snapshot=${encodeURIComponent(snapshot)}`}`, moment),
});

/** Whose word a stored row is. */
export function listWords({ origin, asOf, dateOnly }: Pick<HoldingFacts, "origin" | "asOf" | "dateOnly">): string {
  return `${origin === "manual" ? "The list kept by hand" : "The broker’s list"} of ${when(asOf, dateOnly)}`;
}

/** A figure of the same holding, as an input that leads to its own derivation. */
export function own(holding: ExplainedHolding, figure: HoldingFigureName, amount: DecimalString | null): DerivationInput {
  const { request, facts, view } = holding;
  const { account, instrument, snapshot, moment } = request;
  const unit = figure === "quantity" ? "units" : view.currency;
  return {
    label: HOLDING_LABELS[figure],
    amount,
    unit,
    source: facts.origin === "ledger" ? "Worked out from the ledger." : `${listWords(facts)}.`,
    href: explainHref(figure, { account, instrument, snapshot }, moment),
  };
}

/** A figure that the list states itself. */
export function stated(holding: ExplainedHolding, label: string, amount: DecimalString, unit: string): Parts {
  const { request, facts } = holding;
  return {
    figure: { amount, unit },
    reason: null,
    formula: "As the list states it.",
    substituted: `${digits(amount)} ${unit}`,
    inputs: [{ label, amount, unit, source: `${listWords(facts)} states it.`, href: holdingsPage(request, "").href }],
  };
}

/** A figure that can't be worked out, with what it would take. */
export const missing = (unit: string, reason: string | undefined, formula: string, inputs: DerivationInput[]): Parts => ({
  ...{ figure: { amount: null, unit }, reason: reason ?? "It is not known.", formula, substituted: "", inputs },
});

/** How prices of the row are read: `× 100` of a contract, `÷ 100` of a price in percent. */
export function unitFactors({ multiplier, priceUnit }: Pick<HoldingFacts, "multiplier" | "priceUnit">): { words: string; numbers: string } {
  const percent = priceUnit === "percent" ? " ÷ 100" : "";
  return multiplier === null || multiplier === "1"
    ? { words: percent, numbers: percent }
    : { words: ` × multiplier${percent}`, numbers: ` × ${multiplier}${percent}` };
}
