import type { Charge, Income } from "../books";
import { dayOf } from "./calendar";
import type { DayAmount } from "./days";
import { type Count, countOf, type Exact, exact, fromCount, negative, times } from "./exact";
import type { ValuationFrame } from "./frame";
import type { DayLedger } from "./movements";

/** Amounts of the days of a range in the base currency; null as soon as one amount of that day has no rate. */
export class BaseDays {
  private readonly days: (Count | null)[] = [];

  constructor(private readonly frame: ValuationFrame) {}

  /** @param rate null: there is none */
  add(index: number, amount: Exact, rate: Exact | null): void {
    if (amount.digits !== 0n) this.addBase(index, rate && countOf(times(amount, rate)));
  }

  /** An amount that is in the base currency already; null: not computable. */
  addBase(index: number, amount: Count | null): void {
    const sum = this.days[index];
    this.days[index] = amount === null || sum === null ? null : (sum ?? 0n) + amount;
  }

  addLedger(ledger: DayLedger): this {
    for (const [currency, days] of ledger.entries()) {
      const rates = this.frame.ratesOf(currency);
      days.forEach((amount, index) => {
        this.add(index, amount, rates[index]?.rate ?? null);
      });
    }
    return this;
  }

  /** Income before tax here, what was withheld there. */
  addIncome(income: readonly Income[], charges: BaseDays): this {
    for (const entry of income) {
      const day = dayOf(entry.at);
      const index = this.frame.indexOf(day);
      if (!this.frame.includes(index)) continue;
      const rate = this.frame.rateOfRow(entry, day);
      this.add(index, exact(entry.gross), rate);
      charges.add(index, exact(entry.withheld), rate);
    }
    return this;
  }

  addCharges(charges: readonly Charge[]): this {
    for (const { at, currency, amount } of charges) {
      const day = dayOf(at);
      const index = this.frame.indexOf(day);
      if (this.frame.includes(index)) this.add(index, negative(exact(amount)), this.frame.rateOn(currency, day));
    }
    return this;
  }

  /** Days without anything are left out. */
  list(): readonly DayAmount[] {
    const list: DayAmount[] = [];
    // Those are holes of the array, which this passes over.
    this.days.forEach((amount, index) => {
      list.push({ day: this.frame.dayOf(index), amount: amount === null ? null : fromCount(amount) });
    });
    return list;
  }
}
