import {
  absolute,
  add,
  compare,
  type DecimalString,
  decimal,
  divide,
  multiply,
  negate,
  ONE,
  round,
  roundSignificant,
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import { amountOf, chargesOf, dayOf, type Evidence, evidenceView, grossOf, plural, spoken } from "../case";
import { confidenceOf } from "../rules";
import type { ComparisonLine, CostCauseView, CostKind } from "../schema";

/** Why both sides have the same units and other costs: nobody's numbers are wrong, they count differently. Pure. */

export interface CostCase {
  line: ComparisonLine;
  /** The ledger's cost, signed as the quantity; by average cost. */
  ledgerCost: DecimalString;
  difference: DecimalString;
  /** All its rows up to the snapshot, oldest first. */
  rows: readonly Evidence[];
}

interface CostCause {
  kind: CostKind;
  score: number;
  sentence: string;
  evidence: readonly Evidence[];
}

/** Brokers round costs: to the cent, or a cost per unit to four or more decimals. */
const CENT = decimal("0.01");
const PER_UNIT = decimal("0.0001");

/** Whether two costs are the same but for the rounding of a total, or of a price per unit. */
export function sameCost(difference: DecimalString, quantity: DecimalString): boolean {
  const size = absolute(difference);
  return compare(size, CENT) <= 0 || compare(size, multiply(absolute(quantity), PER_UNIT)) <= 0;
}

/** Everything that may explain a difference of cost, the best supported first. */
export function costCauses(input: CostCase): CostCauseView[] {
  const found = [...charges(input), ...method(input), ...returned(input), ...carried(input)].sort((a, b) => b.score - a.score);
  return found.map(({ kind, score, sentence, evidence }) => ({
    kind,
    confidence: confidenceOf(score),
    sentence,
    evidence: evidence.slice(-5).map(evidenceView),
  }));
}

const isPurchase = ({ draft }: Evidence) => draft.tradeType === "buy" && sign(draft.quantity) > 0;

/** The ledger's cost has the charges of its purchases in it; many brokers leave them out. */
function charges({ line, difference, rows }: CostCase): CostCause[] {
  const bought = rows.filter((row) => isPurchase(row) && sign(chargesOf(row.draft)) !== 0);
  const units = add(ZERO, ...rows.filter(isPurchase).map((row) => amountOf(row, line.subject)));
  const total = add(ZERO, ...bought.map(({ draft }) => chargesOf(draft)));
  // Of what was sold again, the charges have gone with the cost.
  const kept = round(divide(multiply(total, line.ledger), units) ?? ZERO, 20);
  const fitting = [total, kept].find((each) => sign(each) !== 0 && near(negate(each), difference, line));
  if (fitting === undefined) return [];
  return [
    {
      kind: "charges",
      score: 92,
      sentence: `The ledger’s cost has ${spoken(round(fitting, 2), { kind: "cash", currency: line.subject.currency })} of charges in it; the broker’s is the price alone.`,
      evidence: bought,
    },
  ];
}

/** Near enough for costs that were rounded row by row. */
const near = (a: DecimalString, b: DecimalString, line: ComparisonLine): boolean => sameCost(subtract(a, b), line.broker);

/** What is left costs something else when the oldest units went first, or the newest. */
function method({ line, ledgerCost, difference, rows }: CostCase): CostCause[] {
  const sold = rows.filter(({ draft }) => sign(draft.quantity) < 0);
  if (sold.length === 0) return [];
  const target = add(ledgerCost, difference);
  const orders = [
    { order: "first", name: "first in, first out" },
    { order: "last", name: "last in, first out" },
  ] as const;
  for (const { order, name } of orders) {
    for (const withCharges of [true, false]) {
      const cost = costByLots(rows, line, order, withCharges);
      if (cost === null || !near(cost, target, line)) continue;
      return [
        {
          kind: "method",
          score: 94,
          sentence: `By ${name} what is left costs exactly what the broker says${withCharges ? "" : ", charges left out"}; the ledger’s figure here is the average cost.`,
          evidence: sold,
        },
      ];
    }
  }
  return [];
}

/** The cost of what is left when sales take the oldest lots, or the newest; null where rows other than trades move units. */
export function costByLots(
  rows: readonly Evidence[],
  line: ComparisonLine,
  order: "first" | "last",
  withCharges: boolean,
): DecimalString | null {
  const lots: { units: DecimalString; perUnit: DecimalString }[] = [];
  for (const row of rows) {
    const units = amountOf(row, line.subject);
    if (sign(units) === 0) continue;
    if (!["buy", "sell"].includes(row.draft.tradeType)) return null;
    if (sign(units) > 0) {
      const paid = withCharges ? negate(row.draft.meta.netAmount) : grossOf(row.draft);
      lots.push({ units, perUnit: divide(paid, units) ?? ZERO });
      continue;
    }
    let rest = absolute(units);
    while (sign(rest) > 0) {
      const lot = order === "first" ? lots[0] : lots.at(-1);
      if (!lot) return null;
      const taken = compare(lot.units, rest) <= 0 ? lot.units : rest;
      lot.units = subtract(lot.units, taken);
      rest = subtract(rest, taken);
      if (sign(lot.units) === 0) lots.splice(lots.indexOf(lot), 1);
    }
  }
  return round(add(ZERO, ...lots.map(({ units, perUnit }) => multiply(units, perUnit))), 12);
}

/** A payment that lowers the cost on one side and was plain income on the other. */
function returned({ line, difference, rows }: CostCase): CostCause[] {
  const capital = rows.filter(({ draft }) => draft.tradeType === "return_of_capital");
  const income = rows.filter(({ draft }) => draft.tradeType === "dividend");
  const total = (some: readonly Evidence[]) => add(ZERO, ...some.map(({ draft }) => draft.meta.netAmount));
  const currency = { kind: "cash", currency: line.subject.currency } as const;
  if (capital.length > 0 && near(total(capital), difference, line)) {
    return [
      {
        kind: "return_of_capital",
        score: 90,
        sentence: `A return of capital of ${spoken(total(capital), currency)} lowered the ledger’s cost and not the broker’s.`,
        evidence: capital,
      },
    ];
  }
  const single = income.find(({ draft }) => near(negate(draft.meta.netAmount), difference, line));
  if (!single) return [];
  return [
    {
      kind: "return_of_capital",
      score: 62,
      sentence: `The broker’s cost is lower by just what the ledger has as a dividend on ${dayOf(single.draft.tradeTime)}: it may have been a return of capital.`,
      evidence: [single],
    },
  ];
}

const ACTIONS = ["split", "spin_off", "merger", "symbol_change", "rights", "stock_dividend"];
const DELIVERIES = ["transfer_in", "opening_balance", "adjustment", "journal", "reward"];

/** Where units came other than by a trade, their cost is what somebody said or divided. */
function carried({ line, rows }: CostCase): CostCause[] {
  const of = (types: readonly string[]) => rows.filter(({ draft }) => types.includes(draft.tradeType) && sign(draft.quantity) !== 0);
  const [actions, deliveries] = [of(ACTIONS), of(DELIVERIES)];
  const causes: CostCause[] = [];
  if (actions.length > 0) {
    causes.push({
      kind: "corporate_action",
      score: 55,
      sentence: `${plural(actions.length, "corporate action")} carried cost into ${line.subject.symbol}: the broker may have divided it in another way.`,
      evidence: actions,
    });
  }
  if (deliveries.length > 0) {
    causes.push({
      kind: "delivery",
      score: 58,
      sentence: `Units came by ${plural(deliveries.length, "row")} other than a purchase, and cost what ${deliveries.length === 1 ? "that row says" : "those rows say"}: the broker may know another cost.`,
      evidence: deliveries,
    });
  }
  return causes;
}

/** What a unit costs, from a total; null without units. */
export const perUnitOf = (cost: DecimalString, { broker, multiplier, priceUnit }: ComparisonLine): DecimalString | null => {
  const units = multiply(broker, multiplier ?? ONE, priceUnit === "percent" ? decimal("0.01") : ONE);
  const price = divide(cost, units);
  return price === null ? null : roundSignificant(absolute(price), 7);
};
