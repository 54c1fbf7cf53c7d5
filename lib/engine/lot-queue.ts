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
  /** Cost per unit, where the order asks for it; kept by the queue. */
  unitCost: Exact;
}

export const olderFirst = (a: OpenLot, b: OpenLot): boolean =>
  a.acquiredAt < b.acquiredAt || (a.acquiredAt === b.acquiredAt && a.order < b.order);
const newerFirst = (a: OpenLot, b: OpenLot): boolean => olderFirst(b, a);
const dearerFirst = (a: OpenLot, b: OpenLot): boolean => (a.unitCost === b.unitCost ? olderFirst(a, b) : a.unitCost > b.unitCost);

/**
 * The open lots of a position in the order in which sales take them. Lots come from the oldest to the newest as a rule, so the oldest and
 * the newest are at the ends of a list. Those that come otherwise (a transfer brings old ones), and all where the dearest goes first, are
 * in a binary heap: a sale costs the logarithm of their number at the most. Closed lots leave when they come up.
 */
export class LotQueue {
  /** Lots that came in the order of their age, from `start` on. */
  private run: OpenLot[] = [];
  private start = 0;
  private heap: OpenLot[] = [];
  private readonly byCost: boolean;
  private readonly newestFirst: boolean;
  private readonly before: (a: OpenLot, b: OpenLot) => boolean;

  constructor(method: CostMethod) {
    this.byCost = method === "hifo";
    this.newestFirst = method === "lifo";
    this.before = this.byCost ? dearerFirst : this.newestFirst ? newerFirst : olderFirst;
  }

  push(lot: OpenLot): void {
    const newest = this.run.at(-1);
    if (this.byCost || (newest && olderFirst(lot, newest))) this.pushOnHeap(lot);
    else {
      if (this.start > this.run.length / 2) this.forgetClosed();
      this.run.push(lot);
    }
  }

  /** The lot that goes first; undefined when none is open. */
  first(): OpenLot | undefined {
    const ofRun = this.firstOfRun();
    if (this.heap.length === 0) return ofRun;
    const ofHeap = this.firstOfHeap();
    if (!ofRun || !ofHeap) return ofRun ?? ofHeap;
    return this.before(ofRun, ofHeap) ? ofRun : ofHeap;
  }

  private firstOfRun(): OpenLot | undefined {
    const { run, newestFirst } = this;
    while (this.start < run.length) {
      const lot = newestFirst ? run.at(-1) : run[this.start];
      if (lot?.quantity !== 0n) return lot;
      if (newestFirst) run.pop();
      else this.start += 1;
    }
    return undefined;
  }

  private firstOfHeap(): OpenLot | undefined {
    for (;;) {
      const first = this.heap[0];
      if (first?.quantity !== 0n) return first;
      this.popFromHeap();
    }
  }

  /** Every open lot, the oldest first. */
  open(): OpenLot[] {
    this.forgetClosed();
    const inOrder = this.run.filter(isOpen);
    const others = this.heap.filter(isOpen);
    return others.length === 0 ? inOrder : [...inOrder, ...others].sort((a, b) => (olderFirst(a, b) ? -1 : 1));
  }

  private forgetClosed(): void {
    this.run = this.run.slice(this.start);
    this.start = 0;
  }

  /** To be called when costs or quantities of lots were changed beside the queue. */
  reorder(): void {
    if (!this.byCost) return;
    const lots = this.heap.filter(isOpen);
    this.heap = [];
    for (const lot of lots) this.push(lot);
  }

  private pushOnHeap(lot: OpenLot): void {
    const { heap } = this;
    if (this.byCost) lot.unitCost = lot.quantity === 0n ? 0n : (lot.cost * UNIT) / lot.quantity;
    let at = heap.length;
    heap.push(lot);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (!parent || !this.before(lot, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = lot;
  }

  private popFromHeap(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const a = heap[left];
      const b = heap[left + 1];
      if (!a) break;
      const child = b && this.before(b, a) ? b : a;
      if (!this.before(child, last)) break;
      heap[at] = child;
      at = child === a ? left : left + 1;
    }
    heap[at] = last;
  }
}

const isOpen = ({ quantity }: OpenLot): boolean => quantity !== 0n;
