import type { CostMethod } from "./books";
import { divideBy, type Exact, exact, magnitudeOf, share, smaller } from "./exact";
import type { NamedLot } from "./ledger-row";
import { LotQueue, type OpenLot } from "./lot-queue";
import { LotNames } from "./named-lots";

/** Units as they come into a position or go out of it, with what they had cost. Quantity and cost have the same sign. */
export interface Units {
  id: string;
  /** Among the lots of the position that they come from: which of one instant is the older. 0 for units that come from no lot. */
  order: number;
  acquiredAt: string;
  dateOnly: boolean;
  quantity: Exact;
  cost: Exact;
  charges: Exact;
  costKnown: boolean;
}

/**
 * What an account holds of one instrument in one currency, lot by lot. All lots are on one side: long or short.
 * At average cost the lots keep quantities and dates, and what they cost is kept once for all of them.
 */
export class Position {
  quantity: Exact = 0n;
  cost: Exact = 0n;
  realised: Exact = 0n;
  /** Charges of all trades so far. */
  paid: Exact = 0n;
  private charges: Exact = 0n;
  private costKnown = true;
  private opened = 0;
  private readonly pooled: boolean;
  private readonly queue: LotQueue;
  private readonly names: LotNames | null;

  constructor(
    readonly accountId: string,
    readonly currency: string,
    method: CostMethod,
  ) {
    this.pooled = method === "average";
    this.queue = new LotQueue(method);
    this.names = method === "specific" ? new LotNames() : null;
  }

  /** Takes units in as a lot, on the side that is held or, of a position without units, on either. */
  open(units: Units): OpenLot {
    this.quantity += units.quantity;
    this.cost += units.cost;
    this.charges += units.charges;
    this.costKnown &&= units.costKnown;
    return this.add(units, units.quantity);
  }

  private add({ id, acquiredAt, dateOnly, cost, charges, costKnown }: Units, quantity: Exact, opened = quantity): OpenLot {
    this.opened += 1;
    const lot: OpenLot = {
      id,
      order: this.opened,
      acquiredAt,
      dateOnly,
      quantity,
      opened,
      cost: this.pooled ? 0n : cost,
      charges: this.pooled ? 0n : charges,
      costKnown: this.pooled || costKnown,
      unitCost: 0n,
    };
    this.queue.push(lot);
    this.names?.add(lot);
    return lot;
  }

  /**
   * Takes units out: the named lots first, then in the method's order. `amount` is a magnitude, no more than is held.
   * @returns the lots or parts of lots that went, signed as they were, and the names that no open lot has.
   */
  close(amount: Exact, named: readonly NamedLot[] = []): { parts: Units[]; notFound: NamedLot[] } {
    const parts: Units[] = [];
    const notFound: NamedLot[] = [];
    const before = this.quantity;
    let left = amount;
    if (this.names) {
      for (const name of named) {
        const lot = this.names.find(name);
        const size = lot ? smaller(smaller(magnitudeOf(lot.quantity), magnitudeOf(exact(name.quantity))), left) : 0n;
        if (!lot) notFound.push(name);
        else if (size > 0n) parts.push(take(lot, size));
        left -= size;
      }
    }
    while (left > 0n) {
      const lot = this.queue.first();
      if (!lot) break;
      const size = smaller(magnitudeOf(lot.quantity), left);
      parts.push(take(lot, size));
      left -= size;
    }
    for (const { quantity } of parts) this.quantity -= quantity;
    if (this.pooled) this.leavePool(parts, before);
    else for (const { cost } of parts) this.cost -= cost;
    if (this.quantity === 0n) this.costKnown = true;
    return { parts, notFound };
  }

  /** At average cost what goes takes its proportion of the whole along, and the last unit takes all that is left. */
  private leavePool(parts: Units[], before: Exact): void {
    const quantities = parts.map(({ quantity }) => quantity);
    const kept = { cost: share(this.cost, this.quantity, before), charges: share(this.charges, this.quantity, before) };
    const costs = divideBy(this.cost - kept.cost, quantities);
    const charges = divideBy(this.charges - kept.charges, quantities);
    parts.forEach((part, index) => {
      part.cost = costs[index] ?? 0n;
      part.charges = charges[index] ?? 0n;
      part.costKnown = this.costKnown;
    });
    this.cost = kept.cost;
    this.charges = kept.charges;
  }

  /** More or fewer units of the same lots and the same cost. `quantity` is on the side that is held. */
  scale(quantity: Exact): void {
    const lots = this.queue.open();
    const before = this.quantity;
    const scaled = divideBy(
      quantity,
      lots.map((lot) => lot.quantity),
    );
    // The cost of a lot that is too small to have a unit left goes to the next one, or to the last that has units.
    let homeless = { cost: 0n, charges: 0n };
    let last: OpenLot | null = null;
    lots.forEach((lot, index) => {
      const now = scaled[index] ?? 0n;
      lot.opened = lot.opened === lot.quantity ? now : share(lot.opened, quantity, before);
      lot.quantity = now;
      lot.cost += homeless.cost;
      lot.charges += homeless.charges;
      homeless = now === 0n ? { cost: lot.cost, charges: lot.charges } : { cost: 0n, charges: 0n };
      if (now !== 0n) last = lot;
    });
    give(last, homeless);
    this.quantity = quantity;
    this.queue.reorder();
  }

  /** Changes the cost of every unit alike. What would turn a cost to the other side of zero is returned: it is a gain. */
  lower(amount: Exact): Exact {
    const clamp = (cost: Exact, side: Exact) => (side < 0n ? (cost > 0n ? 0n : cost) : cost < 0n ? 0n : cost);
    const before = this.cost;
    if (this.pooled) this.cost = clamp(before - amount, this.quantity);
    else {
      const lots = this.queue.open();
      const parts = divideBy(
        amount,
        lots.map((lot) => lot.quantity),
      );
      lots.forEach((lot, index) => {
        const cost = clamp(lot.cost - (parts[index] ?? 0n), lot.quantity);
        this.cost += cost - lot.cost;
        lot.cost = cost;
      });
      this.queue.reorder();
    }
    return amount - (before - this.cost);
  }

  /** Adds to what a lot had cost when it was opened. The part of it whose units are gone is returned. */
  adjust(lot: OpenLot, amount: Exact): Exact {
    const placed = share(amount, lot.quantity, lot.opened);
    if (!this.pooled && lot.quantity !== 0n) {
      lot.cost += placed;
      this.queue.reorder();
    }
    this.cost += placed;
    return amount - placed;
  }

  /**
   * Puts other units in the place of lots that were opened before their origin was known; `more` is the cost they have beyond what was
   * counted. Where units of those lots went in between, only the rest is replaced. The cost of the part that is gone is returned.
   */
  replace(lots: readonly OpenLot[], units: readonly Units[], more: Exact): { lots: readonly OpenLot[]; rest: Exact } {
    const left = lots.reduce((sum, lot) => sum + lot.quantity, 0n);
    const opened = lots.reduce((sum, lot) => sum + lot.opened, 0n);
    if (left === 0n) return { lots, rest: more };
    const removed = lots.reduce((sum, lot) => sum + lot.cost, 0n);
    for (const lot of lots) lot.quantity = 0n;
    const quantities = divideBy(
      left,
      units.map(({ quantity }) => quantity),
    );
    const parts = units.map((each, index) => ({
      ...each,
      quantity: quantities[index] ?? 0n,
      cost: share(each.cost, left, opened),
      charges: share(each.charges, left, opened),
    }));
    const fresh = withoutCrumbs(parts).map((part) => this.add(part, part.quantity, share(part.quantity, opened, left)));
    this.costKnown = this.costKnown && units.every(({ costKnown }) => costKnown);
    const placed = this.pooled ? share(more, left, opened) : fresh.reduce((sum, lot) => sum + lot.cost, 0n) - removed;
    this.cost += placed;
    return { lots: fresh, rest: more - placed };
  }

  /** The open lots, the oldest first, each with its own cost; to be read, not to be changed. */
  lots(): readonly Readonly<Units>[] {
    const lots = this.queue.open();
    if (!this.pooled) return lots;
    const quantities = lots.map(({ quantity }) => quantity);
    const costs = divideBy(this.cost, quantities);
    const charges = divideBy(this.charges, quantities);
    return lots.map((lot, index) => ({
      ...namesOf(lot),
      quantity: lot.quantity,
      cost: costs[index] ?? 0n,
      charges: charges[index] ?? 0n,
      costKnown: this.costKnown,
    }));
  }
}

/** Joins what has a cost and no units to its neighbour. */
export function withoutCrumbs(units: readonly Units[]): Units[] {
  const kept = units.filter(({ quantity }) => quantity !== 0n).map((each) => ({ ...each }));
  const [first] = kept;
  if (first && kept.length < units.length)
    for (const crumb of units) {
      if (crumb.quantity === 0n) give(first, crumb);
    }
  return kept;
}

function give(to: { cost: Exact; charges: Exact } | null | undefined, { cost, charges }: { cost: Exact; charges: Exact }): void {
  if (!to) return;
  to.cost += cost;
  to.charges += charges;
}

const namesOf = ({ id, order, acquiredAt, dateOnly }: OpenLot) => ({ id, order, acquiredAt, dateOnly });

/** Takes units out of a lot, with their part of its cost. `size` is a magnitude. */
function take(lot: OpenLot, size: Exact): Units {
  const { id, order, acquiredAt, dateOnly, costKnown } = lot;
  const quantity = lot.quantity < 0n ? -size : size;
  const cost = share(lot.cost, quantity, lot.quantity);
  const charges = share(lot.charges, quantity, lot.quantity);
  lot.quantity -= quantity;
  lot.cost -= cost;
  lot.charges -= charges;
  return { id, order, acquiredAt, dateOnly, quantity, cost, charges, costKnown };
}
