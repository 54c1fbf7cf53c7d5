import { divideBy, type Exact, exact, magnitudeOf, share } from "./exact";
import type { Journal } from "./journal";
import type { LedgerRow, NamedLot } from "./ledger-row";
import type { OpenLot } from "./lot-queue";
import { type Position, type Units, withoutCrumbs } from "./position";
import { ownUnits } from "./trade";
import { valueAt } from "./value";

/** Units that came in without being bought: by a delivery or a corporate action. Their origin may be told by a later row. */
export class Arrival {
  private lots: readonly OpenLot[] = [];
  /** The cost that was counted for them so far. */
  private counted: Exact = 0n;

  constructor(
    readonly journal: Journal,
    readonly position: Position,
    readonly row: LedgerRow,
    /** Signed. */
    readonly quantity: Exact,
  ) {}

  /** Takes the units in as these lots, or puts these in the place of what was assumed before. Their quantities add up to the arrival's. */
  take(units: readonly Units[], now: LedgerRow): void {
    const cost = units.reduce((sum, each) => sum + each.cost, 0n);
    const more = cost - this.counted;
    this.counted = cost;
    const whole = withoutCrumbs(units);
    if (this.lots.length === 0) this.lots = whole.map((each) => this.position.open(each));
    else {
      const { lots, rest } = this.position.replace(this.lots, whole, more);
      this.lots = lots;
      this.journal.gain(now, this.position, 0n, rest);
    }
    this.journal.step(this.position, now.tradeTime);
  }

  /** Lots of other units as lots of these: their dates, in new quantities that add up to `quantity`, at a cost of `cost` in all. */
  become(found: readonly Units[], quantity: Exact, cost: Exact, keepIds = false): Units[] {
    // The oldest first again, in whatever order they left, so that lots of one instant keep their order on the way.
    const parts = [...found].sort((a, b) => (a.acquiredAt === b.acquiredAt ? a.order - b.order : a.acquiredAt < b.acquiredAt ? -1 : 1));
    const weights = parts.map((part) => magnitudeOf(part.quantity));
    const quantities = divideBy(quantity, weights);
    const before = parts.map((part) => magnitudeOf(part.cost));
    const costs = divideBy(cost, before.every((each) => each === 0n) ? weights : before);
    const whole = parts.reduce((sum, part) => sum + part.cost, 0n);
    return parts.map((part, index) => ({
      ...part,
      id: keepIds ? part.id : lotId(this.row, index),
      quantity: quantities[index] ?? 0n,
      cost: costs[index] ?? 0n,
      charges: cost === whole ? part.charges : share(part.charges, magnitudeOf(cost), magnitudeOf(whole)),
    }));
  }
}

/** The first lot of a row has the row's id; the others count on. */
export const lotId = (row: LedgerRow, index: number): string => (index === 0 ? row.id : `${row.id}/${index + 1}`);

/** What the row itself says of the units' cost and dates: by its lots, else by its price. `known` is false where it says nothing. */
export function toldUnits(row: LedgerRow, quantity: Exact): { units: Units[]; known: boolean } {
  const whole = exact(row.quantity);
  const lots = toldLots(row);
  const told = lots === null ? null : costOf(lots);
  const known = told !== null || row.price !== "0";
  const cost = share(told === null ? valueAt(whole, row) : whole < 0n ? -told : told, quantity, whole);
  if (lots === null) return { units: [ownUnits(row, quantity, cost, 0n, known)], known };
  const weights = lots.map((lot) => magnitudeOf(exact(lot.quantity)));
  const quantities = divideBy(quantity, weights);
  const costs = divideBy(cost, told === null ? weights : lots.map((lot) => magnitudeOf(exact(lot.cost ?? lot.quantity))));
  const units = lots.map((lot, index) => ({
    ...ownUnits(row, quantities[index] ?? 0n, costs[index] ?? 0n, 0n, known),
    id: lotId(row, index),
    ...acquisitionOf(lot),
  }));
  return { units, known };
}

/** The row's lots, when they are about all of its units. */
function toldLots({ lots, quantity }: LedgerRow): readonly NamedLot[] | null {
  if (!lots || lots.length === 0) return null;
  const units = lots.reduce((sum, lot) => sum + magnitudeOf(exact(lot.quantity)), 0n);
  return units === magnitudeOf(exact(quantity)) ? lots : null;
}

/** Their cost, unsigned, when it is told of every one. */
const costOf = (lots: readonly NamedLot[]): Exact | null =>
  lots.every(({ cost }) => cost !== undefined) ? lots.reduce((sum, { cost }) => sum + (cost ? magnitudeOf(exact(cost)) : 0n), 0n) : null;

/** The cost that the row's lots tell, unsigned; null where they don't. */
export function toldCost(row: LedgerRow): Exact | null {
  const lots = toldLots(row);
  return lots === null ? null : costOf(lots);
}

function acquisitionOf({ acquiredAt }: NamedLot): { acquiredAt: string; dateOnly: boolean } | Record<string, never> {
  if (acquiredAt === undefined) return {};
  const time = new Date(acquiredAt);
  if (Number.isNaN(time.getTime())) return {};
  return { acquiredAt: time.toISOString(), dateOnly: acquiredAt.length === "2025-01-31".length };
}
