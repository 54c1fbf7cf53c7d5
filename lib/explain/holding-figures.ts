import "server-only";
import { accountFacts } from "@/lib/holdings/rows";
import { viewOf } from "@/lib/holdings/rules";
import { withMoment } from "@/lib/moment/schema";
import type { DecimalString } from "@/lib/money/decimal";
import { explainCash } from "./cash-figures";
import {
  type ExplainedHolding,
  HOLDING_LABELS,
  type HoldingFigureName,
  holdingsPage,
  listWords,
  missing,
  own,
  type Parts,
  stated,
  unitFactors,
} from "./explained-holding";
import type { Explainer } from "./explainer";
import { costOf, quantityOf } from "./holding-ledger";
import { namedAlike, namesOf } from "./names";
import type { DerivationInput } from "./schema";
import { digits, equation, factor } from "./words";

const FIGURES: Record<HoldingFigureName, (holding: ExplainedHolding) => Parts | Promise<Parts>> = {
  quantity,
  "average-price": averagePrice,
  cost,
  "market-value": marketValue,
  gain,
  "gain-percent": gainPercent,
};

/** One figure of one row of the holdings. */
export const explainHolding: Explainer = async (context, request) => {
  const { account, instrument, snapshot, moment } = request;
  const figure = request.figure as HoldingFigureName;
  if (account === undefined || instrument === undefined) return null;
  const accountId = BigInt(account);
  const found = await accountFacts(context.tx, accountId, moment, snapshot);
  if (!found) return null;
  const [, cashCurrency] = /^cash:[^:]*:([A-Z]+)$/.exec(instrument) ?? [];
  if (!found.snapshot && cashCurrency && ["quantity", "market-value"].includes(figure))
    return explainCash(context, { ...request, currency: cashCurrency });
  const { displayName } = await context.tx.brokerAccount.findUniqueOrThrow({ where: { id: accountId }, select: { displayName: true } });
  const names = await namesOf(context, accountId, instrument, moment);
  const facts = namedAlike(found.facts, instrument, names);
  const about = { context, request: { ...request, account, instrument }, accountName: displayName, names };
  const described = facts ? await FIGURES[figure]({ ...about, facts, view: viewOf(facts) }) : notHeld(figure === "quantity");
  const inputs = described.inputs;
  return {
    derivation: {
      ...{ inputCount: inputs.length, allInputs: null, notes: [], ...described },
      title: `${HOLDING_LABELS[figure]} of ${facts?.symbol ?? symbolOf(instrument)} in ${displayName}`,
    },
    basis: { ledgers: found.snapshot ? [] : [accountId], lists: snapshot === undefined ? [accountId] : [], names: names.names },
    context: holdingsPage(request, displayName),
  };
};

/** A key has no other words for what it is about. */
const symbolOf = (instrument: string) => instrument.split(":")[1] ?? instrument;

const notHeld = (countsUnits: boolean): Parts => ({
  figure: { amount: null, unit: countsUnits ? "units" : "" },
  reason: "Nothing of it is held at this moment.",
  formula: "",
  substituted: "",
  inputs: [],
});

function quantity(holding: ExplainedHolding) {
  return holding.facts.origin === "ledger" ? quantityOf(holding) : stated(holding, "Quantity", holding.facts.quantity, "units");
}

function cost(holding: ExplainedHolding): Parts | Promise<Parts> {
  const { facts, view } = holding;
  const { costValue: amount, currency: unit } = view;
  const factors = unitFactors(facts);
  const formula = `quantity × average price${factors.words}`;
  if (amount === null) return missing(unit, view.reasons.costValue, formula, [own(holding, "quantity", view.quantity)]);
  if (facts.origin === "ledger") return costOf(holding, amount);
  if (facts.costValue !== null) return stated(holding, "Cost", amount, unit);
  return {
    figure: { amount, unit },
    reason: null,
    formula,
    substituted: equation(`${factor(view.quantity)} × ${factor(facts.avgPrice ?? amount)}${factors.numbers}`, { amount, unit }),
    inputs: [own(holding, "quantity", view.quantity), own(holding, "average-price", view.avgPrice)],
  };
}

function averagePrice(holding: ExplainedHolding): Parts {
  const { facts, view } = holding;
  const { avgPrice: amount, currency: unit, costValue } = view;
  const formula = `cost ÷ quantity${facts.multiplier && facts.multiplier !== "1" ? " ÷ multiplier" : ""}${facts.priceUnit === "percent" ? " × 100" : ""}`;
  if (amount === null || (costValue === null && facts.avgPrice === null))
    return missing(unit, view.reasons.avgPrice, formula, [own(holding, "quantity", view.quantity)]);
  if (facts.origin !== "ledger" && facts.avgPrice !== null) return stated(holding, "Average price", amount, unit);
  const numbers = `${facts.multiplier && facts.multiplier !== "1" ? ` ÷ ${facts.multiplier}` : ""}${facts.priceUnit === "percent" ? " × 100" : ""}`;
  return {
    figure: { amount, unit },
    reason: null,
    formula,
    substituted: equation(`${factor(costValue ?? amount)} ÷ ${factor(view.quantity)}${numbers}`, { amount, unit }),
    inputs: [own(holding, "cost", costValue), own(holding, "quantity", view.quantity)],
  };
}

function marketValue(holding: ExplainedHolding): Parts {
  const { facts, view } = holding;
  const { marketValue: amount, currency: unit } = view;
  if (facts.assetType === "cash") return stated(holding, "Balance", view.quantity, unit);
  const factors = unitFactors(facts);
  const formula = `quantity × price${factors.words}`;
  if (amount === null) return missing(unit, view.reasons.marketValue, formula, [own(holding, "quantity", view.quantity)]);
  if (facts.marketValue !== null) return stated(holding, "Market value", amount, unit);
  const price = facts.price ?? amount;
  return {
    figure: { amount, unit },
    reason: null,
    formula,
    substituted: equation(`${factor(view.quantity)} × ${factor(price)}${factors.numbers}`, { amount, unit }),
    inputs: [own(holding, "quantity", view.quantity), priceInput(holding, price)],
    notes: view.reasons.marketValue ? [view.reasons.marketValue] : [],
  };
}

function priceInput({ request, facts, view }: ExplainedHolding, amount: DecimalString): DerivationInput {
  const { account, moment } = request;
  const day = facts.priceAt?.slice(0, 10) ?? "an unknown day";
  const ledger = `/accounts/${account}/transactions?q=${encodeURIComponent(facts.symbol)}&from=${day}&to=${day}`;
  return {
    label: "Price",
    amount,
    unit: view.currency,
    source: facts.origin === "ledger" ? `The last price paid or received, on ${day}.` : `${listWords(facts)}, price of ${day}.`,
    href: facts.origin === "ledger" ? withMoment(ledger, moment) : holdingsPage(request, "").href,
  };
}

function gain(holding: ExplainedHolding): Parts {
  const { marketValue: value, costValue, gain: amount, currency: unit, reasons } = holding.view;
  const formula = "market value − cost";
  const inputs = [own(holding, "market-value", value), own(holding, "cost", costValue)];
  if (amount === null || value === null || costValue === null) return missing(unit, reasons.gain, formula, inputs);
  const figure = { amount, unit };
  return { figure, reason: null, formula, substituted: equation(`${digits(value)} − ${factor(costValue)}`, figure), inputs };
}

function gainPercent(holding: ExplainedHolding): Parts {
  const { gain: amount, gainPercent: percent, costValue, reasons } = holding.view;
  const formula = "gain ÷ the cost’s magnitude × 100";
  const inputs = [own(holding, "gain", amount), own(holding, "cost", costValue)];
  if (percent === null || amount === null || costValue === null) return missing("%", reasons.gainPercent, formula, inputs);
  const figure = { amount: percent, unit: "%" };
  const substituted = equation(`${digits(amount)} ÷ ${costValue.replace("-", "")} × 100`, figure);
  return { figure, reason: null, formula, substituted, inputs, notes: ["Rounded to six decimals."] };
}
