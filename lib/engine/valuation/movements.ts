import type { InstrumentBook } from "../books";
import { type Exact, exact, NOTHING } from "./exact";
import type { ValuationFrame } from "./frame";

/** Amounts by currency and index of the day, one for each, before they are converted. Other days are holes of the list. */
export class DayLedger {
  private readonly currencies = new Map<string, Exact[]>();

  put(index: number, currency: string, amount: Exact): void {
    if (amount.digits === 0n) return;
    const days = this.currencies.get(currency) ?? [];
    days[index] = amount;
    this.currencies.set(currency, days);
  }

  of(index: number, currency: string): Exact {
    return this.currencies.get(currency)?.[index] ?? NOTHING;
  }

  entries(): Iterable<readonly [currency: string, days: readonly Exact[]]> {
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

/** The moves of a book as numbers, by the index of the day. */
export function movementsOf({ moves }: Pick<InstrumentBook, "moves">, frame: ValuationFrame): Movements {
  const [cash, charges] = [new DayLedger(), new DayLedger()];
  const units: { index: number; quantity: Exact }[] = [];
  // Most days have the same charges, which are read once.
  let [charged, charge] = ["0", NOTHING];
  for (const move of moves) {
    const index = Math.max(frame.indexOf(move.day), 0);
    if (index >= frame.length) break;
    if (units.at(-1)?.index === index) units.pop();
    units.push({ index, quantity: exact(move.units) });
    if (index === 0) continue;
    cash.put(index, move.currency, exact(move.cash));
    if (move.charges !== charged) [charged, charge] = [move.charges, exact(move.charges)];
    charges.put(index, move.currency, charge);
  }
  return { units, cash, charges };
}
