import { Arrival, lotId, toldUnits } from "./arrival";
import { divideBy, type Exact, magnitudeOf, smaller } from "./exact";
import { departure, type Journal, type Loose, problemOf, unitsFlow } from "./journal";
import type { LedgerRow } from "./ledger-row";
import type { Position, Units } from "./position";

interface Sent {
  row: LedgerRow;
  parts: Units[];
}

interface Received {
  arrival: Arrival;
  /** Lots that came out of another account so far. */
  carried: Units[];
  /** Units of which nobody has said where they come from. */
  waiting: Exact;
}

const NEVER_ARRIVED =
  "The other side of this transfer isn't among the portfolio's rows, so the units count as delivered away at their cost.";
const NEVER_SENT =
  "The other side of this transfer isn't among the portfolio's rows, so the units count as delivered at the cost that this row tells.";

/**
 * One instrument on its way between the accounts of a portfolio, under one group: lots go in at one end and come out at the other, unit
 * by unit, with their dates and cost. The ends come in any order and number.
 */
export class InTransit {
  private readonly sent: Sent[] = [];
  private readonly received: Received[] = [];

  send(row: LedgerRow, parts: readonly Units[]): void {
    this.sent.push({ row, parts: [...parts] });
    for (const each of this.received) if (each.waiting !== 0n && this.match(each)) this.take(each, row);
  }

  receive(journal: Journal, position: Position, row: LedgerRow, quantity: Exact): void {
    const received: Received = { arrival: new Arrival(journal, position, row, quantity), carried: [], waiting: quantity };
    this.received.push(received);
    this.match(received);
    this.take(received, row);
  }

  /** Moves what was sent to where it is waited for. Says whether anything was. */
  private match(received: Received): boolean {
    const before = received.waiting;
    for (const { parts } of this.sent) {
      while (received.waiting !== 0n) {
        const part = parts[0];
        if (!part || part.quantity < 0n !== received.waiting < 0n) break;
        const units = smaller(magnitudeOf(part.quantity), magnitudeOf(received.waiting));
        const quantity = part.quantity < 0n ? -units : units;
        const [moved, rest] = cut(part, quantity);
        received.carried.push(moved);
        received.waiting -= quantity;
        if (rest) parts[0] = rest;
        else parts.shift();
      }
    }
    return received.waiting !== before;
  }

  private take({ arrival, carried, waiting }: Received, now: LedgerRow): void {
    const units = carried.length === 0 ? [] : arrival.become(carried, arrival.quantity - waiting, costOf(carried));
    const told = waiting === 0n ? [] : toldUnits(arrival.row, waiting).units;
    arrival.take([...units, ...told.map((each, index) => ({ ...each, id: lotId(arrival.row, units.length + index) }))], now);
  }

  /** What has no other end crosses the edge of the portfolio. */
  loose(): Loose {
    const found: Loose = { disposals: [], flows: [], problems: [] };
    for (const { row, parts } of this.sent) {
      if (parts.length === 0) continue;
      found.flows.push(departure(row, parts));
      found.problems.push(problemOf(row, "group-incomplete", NEVER_ARRIVED, row.instrument));
    }
    for (const { arrival, waiting } of this.received) {
      if (waiting === 0n) continue;
      const { units, known } = toldUnits(arrival.row, waiting);
      found.flows.push(unitsFlow(arrival.row, waiting, known ? costOf(units) : null));
      found.problems.push(problemOf(arrival.row, known ? "group-incomplete" : "unknown-cost", NEVER_SENT, arrival.row.instrument));
    }
    return found;
  }
}

const costOf = (units: readonly Units[]): Exact => units.reduce((sum, { cost }) => sum + cost, 0n);

/** A part of units, and what is left of them. */
function cut(units: Units, quantity: Exact): [Units, Units | null] {
  const rest = units.quantity - quantity;
  if (rest === 0n) return [units, null];
  const [cost = 0n, costLeft = 0n] = divideBy(units.cost, [quantity, rest]);
  const [charges = 0n, chargesLeft = 0n] = divideBy(units.charges, [quantity, rest]);
  return [
    { ...units, quantity, cost, charges },
    { ...units, quantity: rest, cost: costLeft, charges: chargesLeft },
  ];
}
