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
 * The open lots of a position in the order in which sales take them: a binary heap, so that a sale costs the logarithm of the number
 * of lots whatever the method, and lots may come in any order (a transfer brings old ones). Closed lots leave when they come up.
 */
export class LotQueue {
  private lots: OpenLot[] = [];
  private readonly byCost: boolean;
  private readonly before: (a: OpenLot, b: OpenLot) => boolean;

  constructor(method: CostMethod) {
    this.byCost = method === "hifo";
    this.before = this.byCost ? dearerFirst : method === "lifo" ? newerFirst : olderFirst;
  }

  push(lot: OpenLot): void {
    const { lots } = this;
    if (this.byCost) lot.unitCost = lot.quantity === 0n ? 0n : (lot.cost * UNIT) / lot.quantity;
    let at = lots.length;
    lots.push(lot);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = lots[up];
      if (!parent || !this.before(lot, parent)) break;
      lots[at] = parent;
      at = up;
    }
    lots[at] = lot;
  }

  /** The lot that goes first; undefined when none is open. */
  first(): OpenLot | undefined {
    for (;;) {
      const first = this.lots[0];
      if (first?.quantity !== 0n) return first;
      this.pop();
    }
  }

  /** Every open lot, the oldest first. */
  open(): OpenLot[] {
    return this.lots.filter(({ quantity }) => quantity !== 0n).sort((a, b) => (olderFirst(a, b) ? -1 : 1));
  }

  /** To be called when costs or quantities of lots were changed beside the queue. */
  reorder(): void {
    if (!this.byCost) return;
    const lots = this.lots.filter(({ quantity }) => quantity !== 0n);
    this.lots = [];
    for (const lot of lots) this.push(lot);
  }

  private pop(): void {
    const { lots } = this;
    const last = lots.pop();
    if (!last || lots.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const a = lots[left];
      const b = lots[left + 1];
      if (!a) break;
      const child = b && this.before(b, a) ? b : a;
      if (!this.before(child, last)) break;
      lots[at] = child;
      at = child === a ? left : left + 1;
    }
    lots[at] = last;
  }
}
