import "server-only";
import { ledgerPages } from "@/lib/holdings/ledger";
import type { DecimalString } from "@/lib/money/decimal";
import { costSteps } from "./cost-steps";
import type { ExplainedHolding } from "./explained-holding";
import { ledgerHref, rowHref, rowLabel, unitsOf } from "./ledger-sources";
import { type Derivation, SHOWN_INPUTS } from "./schema";
import { digits, equation, sum, when } from "./words";

type Parts = Omit<Derivation, "title">;

/** The units that the ledger adds up to. */
export async function quantityOf({ context, request, facts }: ExplainedHolding): Promise<Parts> {
  const { account, instrument, moment } = request;
  const { inputs, count, total } = await unitsOf(context.tx, BigInt(account), instrument, moment);
  const figure = { amount: total, unit: "units" };
  return {
    figure,
    reason: null,
    formula: "The sum of the units that every row adds or takes.",
    substituted: equation(
      sum(
        inputs.flatMap(({ amount }) => amount ?? []),
        count,
      ),
      figure,
    ),
    inputs,
    inputCount: count,
    allInputs: ledgerHref(account, moment, facts.symbol),
    notes: [],
  };
}

/** What is left of the cost of the units that came in, as the engine works it out. */
export async function costOf({ context, request, facts }: ExplainedHolding, amount: DecimalString): Promise<Parts> {
  const { account, instrument, moment } = request;
  const steps = await costSteps(ledgerPages(context.tx, BigInt(account), null, moment), instrument);
  const figure = { amount, unit: facts.currency };
  return {
    figure,
    reason: null,
    formula: "The cost that each row brings, less the part that leaves with the units that go.",
    substituted: equation(sum(steps.map(({ change }) => change)), figure),
    inputs: steps.slice(0, SHOWN_INPUTS).map(({ row, change, cost, quantity }) => ({
      label: rowLabel(row.tradeType, row.symbol),
      amount: change,
      unit: facts.currency,
      source: `Ledger row of ${when(row.tradeTime, row.dateOnly)}; after it, ${digits(quantity)} units had cost ${digits(cost)} ${facts.currency}.`,
      href: rowHref(account, row.id, moment),
    })),
    inputCount: steps.length,
    allInputs: ledgerHref(account, moment, facts.symbol),
    notes: ["Charges of a purchase are part of the cost. Units that go take the average cost of those held."],
  };
}
