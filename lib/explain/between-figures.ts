import "server-only";
import { withMoment } from "@/lib/moment/schema";
import { add, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import { type Explained, type Part, tradeTypesOf, valueChange, WORTHLESS_TYPES } from "@/lib/reconciliation/between/rules";
import { PART_LABELS } from "@/lib/reconciliation/between/words";
import { labelOf } from "@/lib/reconciliation/case";
import { explainHref } from "./address";
import { type BetweenCase, betweenCase } from "./between-case";
import { listWords, type Parts, unitFactors } from "./explained-holding";
import type { Explainer } from "./explainer";
import { summedRows } from "./held-units";
import { cashOf, grossOf, ledgerHref, type RowSpan, unitsOf } from "./ledger-sources";
import { usedRate } from "./rate-inputs";
import { listOrigin } from "./reconciled-figures";
import type { DerivationInput, FigureName } from "./schema";
import { digits, equation, factor, sum } from "./words";

/** What the value of a line did between two of a broker's lists, and the parts that make it up. */
export const explainBetween: Explainer = async (context, request) => {
  const found = await betweenCase(context, request);
  if (!found) return null;
  const { account, from, to, line, base } = found;
  const part = line.parts.find((each) => each.part === request.part);
  const parts = request.figure === "value-change" ? changeOf(found) : part && (await partOf(found, part, request.figure));
  if (!parts) return null;
  const what = part ? PART_LABELS[part.part] : "Change of value";
  const unit = request.figure === "part-units" ? ", units" : "";
  const page = `/accounts/${account.id}/reconcile/compare?from=${encodeURIComponent(from.id)}&to=${encodeURIComponent(to.id)}`;
  const market = { instruments: [], currencies: ["EUR", base, line.subject.currency], until: to.asOf.slice(0, 10) };
  return {
    derivation: {
      ...{ inputCount: parts.inputs.length, allInputs: null, notes: [], ...parts },
      title: `${what}${unit}: ${labelOf(line.subject)} in ${account.displayName}, ${from.asOf.slice(0, 10)} to ${to.asOf.slice(0, 10)}`,
    },
    basis: { ledgers: [account.id], lists: [account.id], ...(part?.part === "fx" && { market }) },
    context: { label: `Two lists of ${account.displayName}`, href: withMoment(page, request.moment) },
  };
};

const isCash = ({ line }: BetweenCase) => line.subject.kind === "cash";

/** Value, or units, by one of the lists. */
function side(found: BetweenCase, which: "from" | "to", figure: "value" | "units"): DerivationInput {
  const { line, sides, subject, request, [which]: list } = found;
  const { broker, brokerValue, price } = sides[which];
  const amount = figure === "units" ? line[which] : which === "from" ? line.fromValue : line.toValue;
  const isStated = figure === "units" || isCash(found) || brokerValue !== null || price === null;
  const factors = unitFactors(sides[which]);
  const { account, instrument } = subject;
  const named = figure === "value" && !isCash(found) && brokerValue !== null ? "listed-value" : "listed-units";
  const words = listWords(listOrigin(list));
  return {
    label: `${figure === "units" ? "Units" : "Value"} by the ${which === "from" ? "first" : "second"} list`,
    amount,
    unit: figure === "units" && !isCash(found) ? "units" : line.subject.currency,
    source:
      sign(broker) === 0
        ? `${words}: nothing of it.`
        : isStated
          ? `${words}.`
          : `${words}: ${digits(broker)} units × ${price}${factors.numbers}.`,
    href: sign(broker) === 0 ? null : explainHref(named, { account, instrument, snapshot: list.id }, request.moment),
  };
}

function changeOf(found: BetweenCase): Parts {
  const { fromValue, toValue, subject } = found.line;
  const amount = valueChange(found.line);
  const figure = { amount, unit: subject.currency };
  return {
    figure,
    reason: amount === null ? "One of the lists has no price." : null,
    formula: "value by the second list − value by the first",
    substituted: fromValue === null || toValue === null ? "" : equation(`${digits(toValue)} − ${factor(fromValue)}`, figure),
    inputs: [side(found, "to", "value"), side(found, "from", "value")],
  };
}

/** Another part of the same line, taken off. */
function lessPart({ subject, line, request }: BetweenCase, { part, units, value }: Explained, figure: "units" | "value"): DerivationInput {
  const amount = figure === "units" ? units : value;
  return {
    label: PART_LABELS[part],
    amount: amount && negate(amount),
    unit: figure === "units" && line.subject.kind !== "cash" ? "units" : line.subject.currency,
    source: "What is told by itself, taken off.",
    href: explainHref(line.subject.kind === "cash" ? "part-value" : `part-${figure}`, { ...subject, part }, request.moment),
  };
}

/** A part, in units or in value; null where it has no units. */
function partOf(found: BetweenCase, part: Explained, figure: FigureName): Parts | null | Promise<Parts> {
  if (part.part === "fx") return figure === "part-value" ? rateWork(found, part) : null;
  if (part.part === "price") return figure === "part-value" ? priceWork(found, part) : null;
  if (figure === "part-units" || isCash(found)) return part.part === "unexplained" ? untold(found, part) : movedRows(found, part.part);
  return part.part === "trades" || part.part === "income" ? traded(found, part.part) : atListPrice(found, part);
}

const MOVED = "The sum over the ledger’s rows between the two lists.";

async function movedRows({ tx, account, line, names, span, request: { moment } }: BetweenCase, part: Part): Promise<Parts> {
  const rows: RowSpan = { ...span, types: tradeTypesOf(part) };
  const { kind, currency, symbol } = line.subject;
  return kind === "cash"
    ? summedRows(await cashOf(tx, account.id, currency, moment, rows), currency, MOVED, ledgerHref(account.id, moment))
    : summedRows(await unitsOf(tx, account.id, names, moment, rows), "units", MOVED, ledgerHref(account.id, moment, symbol));
}

/** What units were traded for. */
async function traded({ tx, account, line, names, span, request: { moment } }: BetweenCase, part: Part): Promise<Parts> {
  const { currency: unit, symbol } = line.subject;
  const rows = await grossOf(tx, account.id, { names, unit }, moment, { ...span, types: tradeTypesOf(part) });
  const formula = "Units × price of the ledger’s rows between the two lists, charges aside.";
  return summedRows(rows, unit, formula, ledgerHref(account.id, moment, symbol));
}

/** What came or went without a price of its own, at the list's. */
async function atListPrice(found: BetweenCase, { part, units, value }: Explained): Promise<Parts> {
  const { tx, account, line, names, span, request, subject, priced } = found;
  const figure = { amount: value, unit: line.subject.currency };
  const worthless =
    part === "actions" ? (await unitsOf(tx, account.id, names, request.moment, { ...span, types: { only: WORTHLESS_TYPES } })).total : ZERO;
  const counted = add(units ?? ZERO, negate(worthless));
  const { price, multiplier, priceUnit } = priced.side;
  const factors = unitFactors({ multiplier, priceUnit });
  const href = withMoment(`/accounts/${account.id}/holdings?snapshot=${encodeURIComponent(priced.list.id)}`, request.moment);
  const own: DerivationInput = {
    label: PART_LABELS[part],
    amount: units,
    unit: "units",
    source: sign(worthless) === 0 ? "Between the two lists." : `${digits(worthless)} of them by splits, which bring no value.`,
    href: explainHref("part-units", { ...subject, part }, request.moment),
  };
  const source = `${listWords(listOrigin(priced.list))}: its price, or its value per unit.`;
  return {
    figure,
    reason: value === null ? "Neither list has a price of it." : null,
    formula: `units, but those of splits, × the list’s price${factors.words}`,
    substituted: price === null || value === null ? "" : equation(`${factor(counted)} × ${price}${factors.numbers}`, figure),
    inputs: [own, ...(price === null ? [] : [{ label: "Price", amount: price, unit: figure.unit, source, href }])],
  };
}

/** Units, or cash, that no row tells. */
function untold(found: BetweenCase, { part, units: amount }: Explained): Parts {
  const { line, subject, request } = found;
  const others = line.parts.filter((each) => each.part !== part && each.units !== null).map((each) => lessPart(found, each, "units"));
  const first = side(found, "from", "units");
  const inputs = [side(found, "to", "units"), { ...first, amount: first.amount && negate(first.amount) }, ...others];
  const figure = { amount, unit: isCash(found) ? line.subject.currency : "units" };
  return {
    figure,
    reason: null,
    formula: "second list − first list − what the ledger’s rows in between tell",
    substituted: equation(sum(amountsOf(inputs)), figure),
    inputs,
    allInputs: ledgerHref(subject.account, request.moment, isCash(found) ? "" : line.subject.symbol),
  };
}

const amountsOf = (inputs: readonly DerivationInput[]) => inputs.flatMap(({ amount }): DecimalString | [] => amount ?? []);

/** What the value did beyond all that happened. */
function priceWork(found: BetweenCase, { value: amount }: Explained): Parts {
  const { line, subject, request } = found;
  const figure = { amount, unit: line.subject.currency };
  const whole: DerivationInput = {
    label: "Change of value",
    amount: valueChange(line),
    unit: figure.unit,
    source: "Between the two lists.",
    href: explainHref("value-change", subject, request.moment),
  };
  const others = line.parts.filter(({ part }) => part !== "price" && part !== "fx").map((part) => lessPart(found, part, "value"));
  const inputs = [whole, ...others];
  return {
    figure,
    reason: null,
    formula: "change of value − what trades and everything else that happened explain",
    substituted: equation(sum(amountsOf(inputs)), figure),
    inputs,
  };
}

/** What the rate did to the first list's value, in the base currency. */
function rateWork(found: BetweenCase, { value: amount }: Explained): Parts {
  const { line, rates, base, from, to } = found;
  const { currency } = line.subject;
  const figure = { amount, unit: base };
  const [first, second] = [from, to].map(({ asOf }) => usedRate(rates, { from: currency, to: base, day: asOf.slice(0, 10) }).input[0]);
  if (!first || !second) return { figure, reason: null, formula: "", substituted: "", inputs: [] };
  const value = side(found, "from", "value");
  const isKnown = value.amount !== null && first.amount !== null && second.amount !== null;
  return {
    figure,
    reason: null,
    formula: "value by the first list × (rate of the second day − rate of the first day)",
    substituted: isKnown
      ? equation(`${factor(value.amount ?? ZERO)} × (${digits(second.amount ?? ZERO)} − ${factor(first.amount ?? ZERO)})`, figure)
      : "",
    inputs: [value, { ...second, label: `${second.label}, second day` }, { ...first, label: `${first.label}, first day` }],
  };
}
