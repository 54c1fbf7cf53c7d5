import "server-only";
import { ledgerPages } from "@/lib/holdings/ledger";
import type { SnapshotView } from "@/lib/holdings/schema";
import { withMoment } from "@/lib/moment/schema";
import { absolute, type DecimalString } from "@/lib/money/decimal";
import { labelOf } from "@/lib/reconciliation/case";
import type { BrokerHolding } from "@/lib/reconciliation/subjects";
import { explainHref } from "./address";
import { costInputs } from "./cost-steps";
import { listWords, type Parts, unitFactors } from "./explained-holding";
import type { ExplainContext, Explainer } from "./explainer";
import { CASH_SUM, explainLedgerUnits, summedRows, UNITS_SUM } from "./held-units";
import { cashOf, ledgerHref, unitsOf } from "./ledger-sources";
import { namesOf } from "./names";
import { costCase, type ReconciledCase, reconciledCase } from "./reconciled-case";
import type { DerivationInput } from "./schema";
import { digits, equation, factor, sum } from "./words";

const LABELS = {
  "ledger-units": "Units by the ledger",
  "listed-units": "Units by the broker’s list",
  "units-difference": "Difference",
  "difference-value": "Worth of the difference",
  "ledger-cost": "Cost by the ledger",
  "listed-cost": "Cost by the broker’s list",
  "cost-difference": "Difference of the costs",
  "listed-value": "Value by the broker’s list",
} as const;
type ReconciledFigure = keyof typeof LABELS;

const FIGURES: Record<ReconciledFigure, (context: ExplainContext, found: ReconciledCase) => Parts | Promise<Parts | null>> = {
  "ledger-units": ledgerSide,
  "listed-units": (_context, found) => listedSide(found, found.line.broker, unitOf(found), ({ quantity }) => quantity),
  "units-difference": (_context, found) => unitsDifference(found),
  "difference-value": (_context, found) => worth(found),
  "ledger-cost": ledgerCost,
  "listed-cost": listedCost,
  "cost-difference": costDifference,
  "listed-value": (_context, found) => listedSide(found, found.line.brokerValue, found.line.subject.currency, ({ value }) => value),
};

/** A figure of a line of the reconciliation; units also of an account that has no list, or of what isn't on it. */
export const explainReconciled: Explainer = async (context, request) => {
  const figure = request.figure as ReconciledFigure;
  if (figure === "ledger-units" && request.snapshot === undefined) return explainLedgerUnits(context, request);
  const found = await reconciledCase(context, request);
  const parts = found && (await FIGURES[figure](context, found));
  if (!parts) return null;
  const { account, snapshot, line } = found;
  const page = `/accounts/${account.id}/reconcile?snapshot=${encodeURIComponent(snapshot.id)}`;
  return {
    derivation: {
      ...{ inputCount: parts.inputs.length, allInputs: null, notes: [], ...parts },
      title: `${LABELS[figure]} of ${labelOf(line.subject)} in ${account.displayName}`,
    },
    basis: { ledgers: [account.id], lists: [account.id] },
    context: { label: `Reconciliation of ${account.displayName}`, href: withMoment(page, request.moment) },
  };
};

const unitOf = ({ line: { subject } }: ReconciledCase) => (subject.kind === "cash" ? subject.currency : "units");

/** Another figure of the same line. */
function own({ request, snapshot }: ReconciledCase, figure: ReconciledFigure, amount: DecimalString | null, unit: string): DerivationInput {
  const { account, instrument, moment } = request;
  const source = figure.startsWith("ledger") ? "Worked out from the ledger." : `${listWords(listOrigin(snapshot))}.`;
  return { label: LABELS[figure], amount, unit, source, href: explainHref(figure, { account, instrument, snapshot: snapshot.id }, moment) };
}

export const listOrigin = ({ source, asOf, dateOnly }: SnapshotView) => ({
  origin: source === "manual" ? ("manual" as const) : ("broker" as const),
  asOf,
  dateOnly,
});

/** What the rows up to the list come to. */
async function ledgerSide({ tx }: ExplainContext, { account, line, names, request, until }: ReconciledCase): Promise<Parts> {
  const { moment } = request;
  const { subject } = line;
  const isCash = subject.kind === "cash";
  const rows = isCash
    ? await cashOf(tx, account.id, subject.currency, moment, { until })
    : await unitsOf(tx, account.id, names, moment, { until });
  const all = ledgerHref(account.id, moment, isCash ? "" : subject.symbol);
  return summedRows(rows, isCash ? subject.currency : "units", isCash ? CASH_SUM : UNITS_SUM, all);
}

/** What the rows of the list say, summed. */
function listedSide(
  { listed, request, snapshot }: ReconciledCase,
  amount: DecimalString | null,
  unit: string,
  pick: (holding: BrokerHolding) => DecimalString | null,
): Parts {
  const figure = { amount, unit };
  const { account, moment } = request;
  const href = withMoment(`/accounts/${account}/holdings?snapshot=${encodeURIComponent(snapshot.id)}`, moment);
  const inputs = listed.map((holding): DerivationInput => {
    const source = `${listWords(listOrigin(snapshot))} states it.`;
    return { label: holding.named.symbol, amount: pick(holding), unit, source, href };
  });
  const terms = inputs.flatMap((input): DecimalString | [] => input.amount ?? []);
  return {
    figure,
    reason: amount === null ? "The list doesn’t say, or says it in another currency than the ledger’s." : null,
    formula: inputs.length === 0 ? "The list doesn’t have it: that is nothing of it." : "As the list states it.",
    substituted: equation(sum(terms), figure),
    inputs,
  };
}

interface Sides {
  theirs: ReconciledFigure;
  broker: DecimalString | null;
  ours: ReconciledFigure;
  ledger: DecimalString | null;
  unit: string;
  amount: DecimalString | null;
  reason: string | null;
}

function unitsDifference(found: ReconciledCase): Parts {
  const { broker, ledger, difference: amount } = found.line;
  const sides = { theirs: "listed-units", broker, ours: "ledger-units", ledger } as const;
  return differenceParts(found, { ...sides, unit: unitOf(found), amount, reason: null });
}

function differenceParts(found: ReconciledCase, { theirs, broker, ours, ledger, unit, amount, reason }: Sides): Parts {
  const figure = { amount, unit };
  return {
    figure,
    reason,
    formula: "broker’s list − ledger",
    substituted: broker === null || ledger === null ? "" : equation(`${digits(broker)} − ${factor(ledger)}`, figure),
    inputs: [own(found, theirs, broker, unit), own(found, ours, ledger, unit)],
  };
}

/** What a difference is worth at the list's price, without its sign. */
function worth(found: ReconciledCase): Parts {
  const { line, request, snapshot } = found;
  const { difference: units, price, multiplier, priceUnit, value, subject } = line;
  const figure = { amount: value, unit: subject.currency };
  const gap = own(found, "units-difference", units, unitOf(found));
  if (subject.kind === "cash")
    return {
      figure,
      reason: null,
      formula: "The difference without its sign.",
      substituted: equation(absolute(units), figure),
      inputs: [gap],
    };
  const factors = unitFactors({ multiplier, priceUnit });
  const href = withMoment(`/accounts/${request.account}/holdings?snapshot=${encodeURIComponent(snapshot.id)}`, request.moment);
  const source = `${listWords(listOrigin(snapshot))}: its price, or its value per unit.`;
  return {
    figure,
    reason: value === null ? "The list has no price of it in the ledger’s currency." : null,
    formula: `difference without its sign × the list’s price${factors.words}`,
    substituted: price === null ? "" : equation(`${absolute(units)} × ${price}${factors.numbers}`, figure),
    inputs: [gap, ...(price === null ? [] : [{ label: "Price", amount: price, unit: subject.currency, source, href }])],
  };
}

/** The average cost of the units, row by row, by the engine itself. */
async function ledgerCost({ tx, ...context }: ExplainContext, found: ReconciledCase): Promise<Parts | null> {
  const cost = await costCase({ tx, ...context }, found);
  if (!cost) return null;
  const { account, until, request, line } = found;
  const { moment } = request;
  const figure = { amount: cost.ledger, unit: line.subject.currency };
  if (cost.ledger === null)
    return { figure, reason: cost.gap, formula: "", substituted: "", inputs: [own(found, "ledger-units", line.ledger, unitOf(found))] };
  const key = found.names[0] ?? request.instrument;
  const { bookOf, book } = await namesOf({ tx, ...context }, account.id, key, moment);
  const pages = ledgerPages(tx, account.id, { until, moment, bookOf });
  const { inputs, count, terms } = await costInputs(pages, book, { account: account.id.toString(), unit: figure.unit, moment });
  return {
    figure,
    reason: null,
    formula: "The cost that each row brings, less the part that leaves with the units that go.",
    substituted: equation(sum(terms), figure),
    inputs,
    inputCount: count,
    allInputs: ledgerHref(account.id, moment, line.subject.symbol),
    notes: ["Charges of a purchase are part of the cost. Units that go take the average cost of those held."],
  };
}

async function listedCost(context: ExplainContext, found: ReconciledCase): Promise<Parts | null> {
  const cost = await costCase(context, found);
  if (!cost) return null;
  const unit = found.line.subject.currency;
  if (found.line.brokerCost !== null || cost.broker === null) return listedSide(found, cost.broker, unit, (holding) => holding.cost);
  const figure = { amount: cost.broker, unit };
  const { brokerAvgPrice: average, multiplier, priceUnit } = found.line;
  const factors = unitFactors({ multiplier, priceUnit });
  return {
    figure,
    reason: null,
    formula: `units × the list’s average price${factors.words}`,
    substituted: average === null ? "" : equation(`${factor(found.line.broker)} × ${average}${factors.numbers}`, figure),
    inputs: [
      own(found, "listed-units", found.line.broker, unitOf(found)),
      { label: "Average price", amount: average, unit, source: `${listWords(listOrigin(found.snapshot))} states it.`, href: null },
    ],
  };
}

async function costDifference(context: ExplainContext, found: ReconciledCase): Promise<Parts | null> {
  const cost = await costCase(context, found);
  if (!cost) return null;
  return differenceParts(found, {
    ...{ theirs: "listed-cost", broker: cost.broker, ours: "ledger-cost", ledger: cost.ledger },
    unit: found.line.subject.currency,
    amount: cost.difference,
    reason: cost.difference === null ? (cost.gap ?? "The list doesn’t say what they cost.") : null,
  });
}
