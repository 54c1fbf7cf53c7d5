import type { DayMove } from "./books";
import { type Exact, exact, text } from "./exact";
import type { Loose } from "./journal";
import { dayOf } from "./ledger-order";
import type { Position } from "./position";

interface Entry {
  day: string;
  currency: string;
  /** Held at the end of the day, over all accounts and currencies. */
  units: Exact;
  cash: Exact;
  charges: Exact;
}

interface Noted {
  quantity: Exact;
  cost: Exact;
  paid: Exact;
}

/**
 * What went into an instrument and out of it, day by day. Cash needn't be told row by row: cost rises by what is paid and falls by what is
 * sold, so cash in = change of cost − gains, for long and short lots and for returns of capital. The cost of units delivered is no cash.
 * A long ledger has many rows on a day, so days are kept as numbers and written once.
 */
export class DayMoves {
  /** By day. */
  private readonly entries: Entry[] = [];
  /** Where each position stood when it was noted last. */
  private readonly noted = new Map<Position, Noted>();
  private units: Exact = 0n;

  /** Notes where a position stands after a row. */
  step(position: Position, at: string): void {
    const { currency, quantity, cost, paid } = position;
    const noted = this.notedOf(position);
    const entry = entryOf(this.entries, at, currency);
    const charged = paid - noted.paid;
    entry.charges += charged;
    entry.cash += cost - noted.cost - charged;
    this.units += quantity - noted.quantity;
    // Of a day in several currencies all say what was held at its end.
    for (let place = this.entries.length - 1; this.entries[place]?.day === entry.day; place -= 1) this.hold(place);
    noted.quantity = quantity;
    noted.cost = cost;
    noted.paid = paid;
  }

  private hold(place: number): void {
    const entry = this.entries[place];
    if (entry) entry.units = this.units;
  }

  private notedOf(position: Position): Noted {
    const known = this.noted.get(position);
    if (known) return known;
    const made = { quantity: 0n, cost: 0n, paid: 0n };
    this.noted.set(position, made);
    return made;
  }

  /** Takes a gain out of what the change of cost says, or units delivered at that cost. */
  less(amount: Exact, at: string, currency: string): void {
    if (amount !== 0n) entryOf(this.entries, at, currency).cash -= amount;
  }

  /** Writes the days. `loose`: what groups leave open. */
  list({ disposals, flows }: Pick<Loose, "disposals" | "flows">): DayMove[] {
    const isLate = disposals.length > 0 || flows.length > 0;
    const entries = isLate ? this.entries.map((entry) => ({ ...entry })) : this.entries;
    for (const { row, position, proceeds, cost } of disposals) entryOf(entries, row.tradeTime, position.currency).cash -= proceeds - cost;
    for (const { at, currency, cost } of flows) if (cost !== null) entryOf(entries, at, currency).cash -= exact(cost);
    // Brokers charge the same for most trades, and so for most days with one: that is written once.
    let [charged, written] = [0n, text(0n)];
    return entries.map(({ day, currency, units, cash, charges }) => {
      if (charges !== charged) [charged, written] = [charges, text(charges)];
      return { day, currency, units: text(units), cash: text(cash), charges: written };
    });
  }
}

/** The entry of an instant's day; a new one where there is none. Nearly always it is the last one. */
function entryOf(entries: Entry[], at: string, currency: string): Entry {
  let place = entries.length;
  for (let index = place - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (!entry || (entry.day < at && !at.startsWith(entry.day))) break;
    if (!at.startsWith(entry.day)) place = index;
    else if (entry.currency === currency) return entry;
  }
  const made = { day: dayOf(at), currency, units: entries[place - 1]?.units ?? 0n, cash: 0n, charges: 0n };
  if (place === entries.length) entries.push(made);
  else entries.splice(place, 0, made);
  return made;
}
