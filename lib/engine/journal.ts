import type { Charge, Disposal, ExternalFlow, Income, Problem, ProblemCode, RecordedRate, TradePrice } from "./books";
import { DayMoves } from "./day-moves";
import { type Exact, exact, text } from "./exact";
import { dayOf } from "./ledger-order";
import type { LedgerRow } from "./ledger-row";
import type { Position, Units } from "./position";

/** Units that a row closed, as numbers. */
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
  /** Where the journal has it, once it does. */
  place: number | null;
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

/** Whether a ledger's history is wanted, or only where it led to. */
export interface FoldOptions {
  /** False: disposals, income, flows, moves and prices are not kept, so that a long ledger takes no memory. */
  events: boolean;
}

/**
 * What happens to one instrument, in the order of the rows, written as it happens: text takes less memory than the numbers behind it. What
 * changes later is written anew in its place, so that books that were given out stay as they were.
 */
export class Journal {
  readonly disposals: Disposal[] = [];
  readonly income: Income[] = [];
  readonly charges: Charge[] = [];
  readonly flows: ExternalFlow[] = [];
  readonly prices: TradePrice[] = [];
  readonly reshapings: ReshapingEntry[] = [];
  readonly problems: Problem[] = [];
  readonly moves = new DayMoves();
  /** The rates that rows recorded, by row: those of a lot's acquisition are looked up when it is written. */
  private readonly rates = new Map<string, { at: string; fx: RecordedRate }>();

  constructor(
    private readonly instrument: string,
    private readonly options: FoldOptions,
  ) {}

  dispose(entry: DisposalEntry): void {
    const gain = entry.proceeds - entry.cost;
    entry.position.realised += gain;
    if (!this.options.events) return;
    entry.place = this.disposals.push(this.disposalOf(entry)) - 1;
    this.moves.less(gain, entry.row.tradeTime, entry.position.currency);
  }

  disposalOf(entry: DisposalEntry): Disposal {
    const { row, position, lotId, acquiredAt, quantity, proceeds, cost, charges, costKnown } = entry;
    return {
      rowId: row.id,
      lotId,
      accountId: position.accountId,
      instrument: this.instrument,
      currency: position.currency,
      tradeType: row.tradeType,
      at: row.tradeTime,
      dateOnly: row.dateOnly,
      acquiredAt,
      quantity: text(quantity),
      proceeds: text(proceeds),
      cost: text(cost),
      charges: text(charges),
      gain: text(proceeds - cost),
      costKnown,
      fx: row.fx,
      acquiredFx: this.rateOf(lotId, acquiredAt),
      brokerGain: row.brokerGain,
    };
  }

  /** Writes what was disposed of anew, after its gain has become more. */
  rewrite(entry: DisposalEntry, more: Exact): void {
    entry.position.realised += more;
    if (entry.place === null) return;
    this.disposals[entry.place] = this.disposalOf(entry);
    this.moves.less(more, entry.row.tradeTime, entry.position.currency);
  }

  /** A gain without units: cash above a cost, or a cost that came after its units had gone. */
  gain(row: LedgerRow, position: Position, proceeds: Exact, cost: Exact): void {
    if (proceeds !== 0n || cost !== 0n) this.dispose(gainEntry(row, position, proceeds, cost));
  }

  /** Notes where a position stands after a row. */
  step(position: Position, at: string): void {
    if (this.options.events) this.moves.step(position, at);
  }

  earn(row: LedgerRow, income: Pick<Income, "kind" | "gross" | "withheld" | "net"> & { instrument: string | null }): void {
    if (this.options.events) this.income.push({ ...factsOf(row), ...income, fx: row.fx });
  }

  pay(row: LedgerRow, kind: Charge["kind"], instrument: string | null): void {
    if (this.options.events) this.charges.push({ ...factsOf(row), instrument, kind, amount: row.netAmount });
  }

  flow(flow: ExternalFlow): void {
    if (!this.options.events) return;
    this.flows.push(flow);
    if (flow.cost !== null) this.moves.less(exact(flow.cost), flow.at, flow.currency);
  }

  rate({ id, tradeTime, fx }: LedgerRow): void {
    if (fx !== null && this.options.events) this.rates.set(id, { at: tradeTime, fx });
  }

  /** The rate at which a lot was acquired, where the row that did it recorded one. */
  rateOf(lotId: string, acquiredAt: string): RecordedRate | null {
    if (this.rates.size === 0) return null;
    const recorded = this.rates.get(lotId.split("/")[0] ?? lotId);
    // A lot that was delivered has the delivery's id and an earlier date: the rate of the delivery says nothing of its cost.
    return recorded?.at === acquiredAt ? recorded.fx : null;
  }

  /** Keeps the last price of each day. One below zero is of no use to anybody and takes no other's place. */
  price(row: LedgerRow): void {
    if (!this.options.events) return;
    const last = this.prices.at(-1);
    if (last && row.tradeTime.startsWith(dayOf(last.at)) && !row.price.startsWith("-")) this.prices.pop();
    this.prices.push({ at: row.tradeTime, rowId: row.id, currency: row.currency, price: row.price });
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
  place: null,
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

/** Lots that left without a gain, as a flow out of the account, at the cost that was counted for them. */
export function departure(row: LedgerRow, parts: readonly Units[]): ExternalFlow {
  const quantity = parts.reduce((sum, part) => sum + part.quantity, 0n);
  const cost = parts.reduce((sum, part) => sum + part.cost, 0n);
  return unitsFlow(row, -quantity, cost !== 0n || parts.every(({ costKnown }) => costKnown) ? -cost : null);
}
