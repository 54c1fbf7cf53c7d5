import type { Charge, ExternalFlow, Income, Problem, ProblemCode, TradePrice } from "./books";
import { type Exact, text } from "./exact";
import type { LedgerRow } from "./ledger-row";
import type { Position, Units } from "./position";

/** Units that a row closed. Kept as numbers until the books are written, because an option's premium may still move. */
export interface DisposalEntry {
  row: LedgerRow;
  position: Position;
  lotId: string;
  acquiredAt: string;
  quantity: Exact;
  proceeds: Exact;
  cost: Exact;
  charges: Exact;
  costKnown: boolean;
}

/** A change of what a unit is, as one row of one account tells it. */
export interface ReshapingEntry {
  row: LedgerRow;
  /** Units held before and after. */
  before: Exact;
  after: Exact;
}

/** What follows from groups only once no more rows come: a leg without its counterpart. */
export interface Loose {
  disposals: DisposalEntry[];
  flows: ExternalFlow[];
  problems: Problem[];
}

interface StepEntry {
  at: string;
  position: Position;
  quantity: Exact;
  cost: Exact;
}

/** Whether a ledger's history is wanted, or only where it led to. */
export interface FoldOptions {
  /** False: disposals, income, flows, steps and prices are not kept, so that a long ledger takes no memory. */
  events: boolean;
}

/** What happens to one instrument, in the order of the rows. */
export class Journal {
  readonly disposals: DisposalEntry[] = [];
  readonly income: Income[] = [];
  readonly charges: Charge[] = [];
  readonly flows: ExternalFlow[] = [];
  readonly prices: TradePrice[] = [];
  readonly reshapings: ReshapingEntry[] = [];
  readonly problems: Problem[] = [];
  readonly steps: StepEntry[] = [];
  private readonly lastSteps = new Map<Position, StepEntry>();

  constructor(private readonly options: FoldOptions) {}

  dispose(entry: DisposalEntry): DisposalEntry {
    entry.position.realised += entry.proceeds - entry.cost;
    if (this.options.events) this.disposals.push(entry);
    return entry;
  }

  /** A gain without units: cash above a cost, or a cost that came after its units had gone. */
  gain(row: LedgerRow, position: Position, proceeds: Exact, cost: Exact): void {
    if (proceeds !== 0n || cost !== 0n) this.dispose(gainEntry(row, position, proceeds, cost));
  }

  /** Notes where a position stands after a row; a later row of the same instant writes over it. */
  step(position: Position, at: string): void {
    if (!this.options.events) return;
    const { quantity, cost } = position;
    const last = this.lastSteps.get(position);
    if (last?.at === at) {
      last.quantity = quantity;
      last.cost = cost;
      return;
    }
    const step = { at, position, quantity, cost };
    this.steps.push(step);
    this.lastSteps.set(position, step);
  }

  earn(row: LedgerRow, income: Pick<Income, "kind" | "gross" | "withheld" | "net"> & { instrument: string | null }): void {
    if (this.options.events) this.income.push({ ...factsOf(row), ...income, fx: row.fx });
  }

  pay(row: LedgerRow, kind: Charge["kind"], instrument: string | null): void {
    if (this.options.events) this.charges.push({ ...factsOf(row), instrument, kind, amount: row.netAmount });
  }

  flow(flow: ExternalFlow): void {
    if (this.options.events) this.flows.push(flow);
  }

  price(row: LedgerRow): void {
    if (this.options.events) this.prices.push({ at: row.tradeTime, rowId: row.id, currency: row.currency, price: row.price });
  }

  reshape(entry: ReshapingEntry): void {
    if (this.options.events) this.reshapings.push(entry);
  }

  problem(row: LedgerRow, code: ProblemCode, message: string, instrument: string | null = row.instrument): void {
    if (this.options.events) this.problems.push(problemOf(row, code, message, instrument));
  }
}

/** What every event says of its row. */
const factsOf = ({ id, accountId, currency, tradeTime, dateOnly }: LedgerRow) => ({
  rowId: id,
  accountId,
  currency,
  at: tradeTime,
  dateOnly,
});

export const problemOf = ({ id, accountId }: LedgerRow, code: ProblemCode, message: string, instrument: string | null): Problem => ({
  code,
  rowId: id,
  accountId,
  instrument,
  message,
});

export const gainEntry = (row: LedgerRow, position: Position, proceeds: Exact, cost: Exact): DisposalEntry => ({
  row,
  position,
  lotId: row.id,
  acquiredAt: row.tradeTime,
  quantity: 0n,
  proceeds,
  cost,
  charges: 0n,
  costKnown: true,
});

/** Cash over the edge of the account. */
export const cashFlow = (row: LedgerRow): ExternalFlow => ({
  ...factsOf(row),
  instrument: null,
  amount: row.netAmount,
  quantity: null,
  cost: null,
});

/** Units over the edge of the account, in or out: signed as the row moved them. `cost` null: nothing tells it. */
export const unitsFlow = (row: LedgerRow, quantity: Exact, cost: Exact | null): ExternalFlow => ({
  ...factsOf(row),
  instrument: row.instrument,
  amount: null,
  quantity: text(quantity),
  cost: cost === null ? null : text(cost),
});

/** Lots that left without a gain, as a flow out of the account. */
export function departure(row: LedgerRow, parts: readonly Units[]): ExternalFlow {
  const quantity = parts.reduce((sum, part) => sum + part.quantity, 0n);
  const cost = parts.reduce((sum, part) => sum + part.cost, 0n);
  return unitsFlow(row, -quantity, parts.every(({ costKnown }) => costKnown) ? -cost : null);
}
