import type { CostMethod } from "./books";
import { type Exact, UNIT } from "./exact";

/** A lot while the ledger is folded. Quantity 0: it is closed, and no longer counts. */
export interface OpenLot {
  readonly id: string;
  /** Rises with every lot: the order of lots of one instant. */
  readonly order: number;
  readonly acquiredAt: string;
  readonly dateOnly: boolean;
  quantity: Exact;
  /** What it had when it was opened, in units of today: tells which part of it is left. */
  opened: Exact;
  /** Of a position at average cost these three are kept for the whole position, and are 0 here. */
  cost: Exact;
  charges: Exact;
  costKnown: boolean;
}

export const olderFirst = (a: OpenLot, b: OpenLot): boolean =>
  a.acquiredAt === b.acquiredAt ? a.order < b.order : a.acquiredAt < b.acquiredAt;
const newerFirst = (a: OpenLot, b: OpenLot): boolean => olderFirst(b, a);

interface Entry {
  lot: OpenLot;
  /** Cost per unit, where the order asks for it. */
  unitCost: Exact;
}

/**
 * The open lots of a position in the order in which sales take them: a binary heap, so that a sale costs the logarithm of the number
 * of lots whatever the method, and lots may come in any order (a transfer brings old ones). Closed lots leave when they come up.
 */
export class LotQueue {
  private entries: Entry[] = [];
  private readonly byCost: boolean;
  private readonly before: (a: Entry, b: Entry) => boolean;

  constructor(method: CostMethod) {
    this.byCost = method === "hifo";
    const inTime = method === "lifo" ? newerFirst : olderFirst;
    this.before = this.byCost
      ? (a, b) => (a.unitCost === b.unitCost ? olderFirst(a.lot, b.lot) : a.unitCost > b.unitCost)
      : (a, b) => inTime(a.lot, b.lot);
  }

  push(lot: OpenLot): void {
    const entries = this.entries;
    const entry = this.entryOf(lot);
    let at = entries.length;
    entries.push(entry);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = entries[up];
      if (!parent || !this.before(entry, parent)) break;
      entries[at] = parent;
      at = up;
    }
    entries[at] = entry;
  }

  /** The lot that goes first; undefined when none is open. */
  first(): OpenLot | undefined {
    for (;;) {
      const first = this.entries[0];
      if (first?.lot.quantity !== 0n) return first?.lot;
      this.pop();
    }
  }

  /** Every open lot, the oldest first. */
  open(): OpenLot[] {
    const lots = this.entries.flatMap(({ lot }) => (lot.quantity === 0n ? [] : [lot]));
    return lots.sort((a, b) => (olderFirst(a, b) ? -1 : 1));
  }

  /** To be called when costs or quantities of lots were changed beside the queue. */
  reorder(): void {
    if (!this.byCost) return;
    const lots = this.entries.map(({ lot }) => lot).filter(({ quantity }) => quantity !== 0n);
    this.entries = [];
    for (const lot of lots) this.push(lot);
  }

  private pop(): void {
    const entries = this.entries;
    const last = entries.pop();
    if (!last || entries.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [a, b] = [entries[left], entries[left + 1]];
      if (!a) break;
      const child = b && this.before(b, a) ? b : a;
      if (!this.before(child, last)) break;
      entries[at] = child;
      at = child === a ? left : left + 1;
    }
    entries[at] = last;
  }

  private entryOf(lot: OpenLot): Entry {
    return { lot, unitCost: this.byCost && lot.quantity !== 0n ? (lot.cost * UNIT) / lot.quantity : 0n };
  }
}
