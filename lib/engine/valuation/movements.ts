import type { InstrumentBook, PositionStep } from "../books";
import { type Count, countOf, type Exact, exact, shortened, toCount } from "./exact";
import type { ValuationFrame } from "./frame";

/** Money and units that are only added up here are counts of 10^-20, the grid of costs. */
export const MOVEMENT_DECIMALS = 20;

/** Amounts by currency and index of the day, added up before they are converted. Counts of 10^-20. */
export class DayLedger {
  private readonly currencies = new Map<string, Map<number, Count>>();
  /** Most amounts are of the same currency as the one before. */
  private last: { currency: string; days: Map<number, Count> } | null = null;

  add(index: number, currency: string, amount: Count): void {
    if (amount === 0n) return;
    const days = this.daysOf(currency);
    const before = days.get(index);
    days.set(index, before === undefined ? amount : before + amount);
  }

  private daysOf(currency: string): Map<number, Count> {
    if (this.last?.currency === currency) return this.last.days;
    const days = this.currencies.get(currency) ?? new Map<number, Count>();
    this.currencies.set(currency, days);
    this.last = { currency, days };
    return days;
  }

  of(index: number, currency: string): Exact {
    return { digits: this.currencies.get(currency)?.get(index) ?? 0n, scale: MOVEMENT_DECIMALS };
  }

  entries(): Iterable<readonly [currency: string, days: ReadonlyMap<number, Count>]> {
    return this.currencies;
  }
}

/** What happened to an instrument up to the end of the range. */
export interface Movements {
  /** Units held at the end of the days that changed them, oldest first; what was before the range is at index 0. */
  units: readonly { index: number; quantity: Exact }[];
  /** Cash paid for units less cash received for them, charges not counted. Of days in the range, as the charges. */
  cash: DayLedger;
  /** Charges of trades. */
  charges: DayLedger;
}

interface Place {
  accountId: string;
  currency: string;
  quantity: Count;
  cost: Count;
  charges: Count;
}

/**
 * Cash that went into an instrument isn't in its book row by row, and needn't be: cost rises by what is paid and falls by what is sold, so
 * cash in = change of cost − gains, for long and short lots and for returns of capital. The cost of units delivered is no cash.
 */
export function movementsOf(
  { steps, disposals, flows }: Pick<InstrumentBook, "steps" | "disposals" | "flows">,
  frame: ValuationFrame,
): Movements {
  const [cash, charges] = [new DayLedger(), new DayLedger()];
  const held: { index: number; quantity: Exact }[] = [];
  const places: Place[] = [];
  let total = 0n;
  for (const step of steps) {
    const index = Math.max(frame.indexOf(step.at), 0);
    if (index >= frame.length) break;
    const place = placeOf(places, step);
    const units = exact(step.quantity);
    const quantity = countOf(units, MOVEMENT_DECIMALS);
    const cost = count(step.cost);
    const paid = count(step.charges) - place.charges;
    if (quantity !== place.quantity) {
      total += quantity - place.quantity;
      if (held.at(-1)?.index === index) held.pop();
      // One account has all of them as a rule, and says it in the fewest digits.
      held.push({ index, quantity: total === quantity ? units : shortened({ digits: total, scale: MOVEMENT_DECIMALS }) });
    }
    if (index > 0) {
      charges.add(index, step.currency, paid);
      cash.add(index, step.currency, cost - place.cost - paid);
    }
    place.quantity = quantity;
    place.cost = cost;
    place.charges += paid;
  }
  for (const { at, currency, gain } of disposals) {
    const index = frame.indexOf(at);
    if (frame.includes(index)) cash.add(index, currency, -count(gain));
  }
  for (const { at, currency, cost, quantity } of flows) {
    const index = frame.indexOf(at);
    if (quantity !== null && cost !== null && frame.includes(index)) cash.add(index, currency, -count(cost));
  }
  return { units: held, cash, charges };
}

/** A few accounts and currencies: looking through them is faster than a key for each step. */
function placeOf(places: Place[], { accountId, currency }: PositionStep): Place {
  for (const place of places) if (place.accountId === accountId && place.currency === currency) return place;
  const place = { accountId, currency, quantity: 0n, cost: 0n, charges: 0n };
  places.push(place);
  return place;
}

function count(value: InstrumentBook["steps"][number]["cost"]): Count {
  return toCount(value, MOVEMENT_DECIMALS);
}
