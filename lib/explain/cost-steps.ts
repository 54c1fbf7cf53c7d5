import "server-only";
import { LedgerFold } from "@/lib/engine/fold";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import type { Moment } from "@/lib/moment/schema";
import { type DecimalString, subtract, ZERO } from "@/lib/money/decimal";
import { rowHref, rowLabel } from "./ledger-sources";
import { type DerivationInput, SHOWN_INPUTS } from "./schema";
import { digits, when } from "./words";

/** A row that changed what a position had cost. */
export interface CostStep {
  row: LedgerRow;
  /** Cost after the row, less the cost before it. */
  change: DecimalString;
  /** The position after the row. */
  cost: DecimalString;
  quantity: DecimalString;
}

/**
 * How the cost of one position came about, row by row, by the engine itself: what a row changed is the difference that it made.
 * @param pages a whole account's ledger in order, because costs move between instruments
 * @param instrument the book, and `currency` its position
 */
export async function costSteps(pages: AsyncIterable<readonly LedgerRow[]>, instrument: string, currency: string): Promise<CostStep[]> {
  const fold = new LedgerFold("average", { events: false });
  const steps: CostStep[] = [];
  const groups = new Set<string>();
  let [cost, quantity] = [ZERO, ZERO];
  for await (const page of pages) {
    for (const row of page) {
      fold.add(row);
      const isOwn = row.instrument === instrument;
      if (isOwn && row.groupId !== null) groups.add(row.groupId);
      // Cost also comes from the other side of a merger or a spin-off.
      if (!isOwn && (row.groupId === null || !groups.has(row.groupId))) continue;
      const position = fold.book(instrument)?.positions.find((each) => each.currency === currency);
      if (!position || (position.cost === cost && position.quantity === quantity)) continue;
      steps.push({ row, change: subtract(position.cost, cost), cost: position.cost, quantity: position.quantity });
      [cost, quantity] = [position.cost, position.quantity];
    }
  }
  return steps;
}

export interface CostInputs {
  /** The first {@link SHOWN_INPUTS} of `count`. */
  inputs: DerivationInput[];
  count: number;
  terms: DecimalString[];
  /** What all of it comes to. */
  cost: DecimalString;
}

/** The steps of a cost as the inputs of a derivation. */
export async function costInputs(
  pages: AsyncIterable<readonly LedgerRow[]>,
  instrument: string,
  { account, unit, moment }: { account: string; unit: string; moment: Moment },
): Promise<CostInputs> {
  const steps = await costSteps(pages, instrument, unit);
  const inputs = steps.slice(0, SHOWN_INPUTS).map(({ row, change, cost, quantity }) => ({
    label: rowLabel(row.tradeType, row.symbol),
    amount: change,
    unit,
    source: `Ledger row of ${when(row.tradeTime, row.dateOnly)}; after it, ${digits(quantity)} units had cost ${digits(cost)} ${unit}.`,
    href: rowHref(account, row.id, moment),
  }));
  return { inputs, count: steps.length, terms: steps.map(({ change }) => change), cost: steps.at(-1)?.cost ?? ZERO };
}
