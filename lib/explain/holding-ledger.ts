import "server-only";
import { ledgerPages } from "@/lib/holdings/ledger";
import type { DecimalString } from "@/lib/money/decimal";
import { costInputs } from "./cost-steps";
import type { ExplainedHolding } from "./explained-holding";
import { ledgerHref, unitsOf } from "./ledger-sources";
import type { Derivation } from "./schema";
import { equation, sum } from "./words";

type Parts = Omit<Derivation, "title">;

/** The units that the ledger adds up to. */
export async function quantityOf({ context, request, facts, names }: ExplainedHolding): Promise<Parts> {
  const { account, moment } = request;
  const { inputs, count, total } = await unitsOf(context.tx, BigInt(account), names.names, moment);
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
export async function costOf({ context, request, facts, names }: ExplainedHolding, amount: DecimalString): Promise<Parts> {
  const { account, moment } = request;
  const pages = ledgerPages(context.tx, BigInt(account), { until: null, moment, bookOf: names.bookOf });
  const { inputs, count, terms } = await costInputs(pages, names.book, { account, unit: facts.currency, moment });
  const figure = { amount, unit: facts.currency };
  return {
    figure,
    reason: null,
    formula: "The cost that each row brings, less the part that leaves with the units that go.",
    substituted: equation(sum(terms), figure),
    inputs,
    inputCount: count,
    allInputs: ledgerHref(account, moment, facts.symbol),
    notes: ["Charges of a purchase are part of the cost. Units that go take the average cost of those held."],
  };
}
