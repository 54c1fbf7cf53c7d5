import type { RecordedRate } from "../books";
import { type DaySpan, dayAt, dayNumber } from "./calendar";
import { type Exact, exact } from "./exact";
import { type RateAt, type RateTable, recordedFirst } from "./rates";

/** The rate of a day; the same object for as long as the same quote is used, so that a loop sees when nothing changed. */
export interface DayRate {
  rate: Exact;
  stale: boolean;
}

/**
 * What daily values are worked out in: a base currency, rates, and a range of days. Index 0 is the day before `from`, because a return
 * needs the value that a day begins with; index i is the i-th day. Rates are looked up once per currency, however many parts ask.
 */
export class ValuationFrame implements DaySpan {
  readonly from: string;
  readonly to: string;
  /** With the day before `from`. */
  readonly length: number;
  private readonly days: readonly string[];
  private readonly first: number;
  private readonly daily = new Map<string, readonly (DayRate | null)[]>();

  constructor(
    readonly base: string,
    readonly rates: RateTable,
    span: DaySpan,
  ) {
    this.from = span.from;
    this.to = span.to;
    this.first = dayNumber(span.from) - 1;
    this.length = Math.max(dayNumber(span.to) - this.first + 1, 1);
    this.days = Array.from({ length: this.length }, (_, index) => dayAt(this.first + index));
  }

  /** Whether an index is of a day in the range; that of the day before it is not. */
  includes(index: number): boolean {
    return index > 0 && index < this.length;
  }

  dayOf(index: number): string {
    return this.days[index] ?? dayAt(this.first + index);
  }

  /** Of a day or of an instant's day. Negative before the range; at least `length` after it. */
  indexOf(day: string): number {
    return dayNumber(day) - this.first;
  }

  /** The rates of a currency into the base currency, one for each index. */
  ratesOf(currency: string): readonly (DayRate | null)[] {
    const known = this.daily.get(currency);
    if (known) return known;
    const rates: (DayRate | null)[] = [];
    let before: { at: RateAt | null; rate: DayRate | null } = { at: null, rate: null };
    for (let index = 0; index < this.length; index += 1) {
      const at = this.rates.at(currency, this.base, this.dayOf(index));
      const isSame = at?.rate === before.at?.rate && at?.stale === before.at?.stale;
      before = { at, rate: isSame ? before.rate : at && { rate: exact(at.rate), stale: at.stale } };
      rates.push(before.rate);
    }
    this.daily.set(currency, rates);
    return rates;
  }

  /** The rate of any day, also before the range. */
  rateOn(currency: string, day: string): Exact | null {
    const index = this.indexOf(day);
    if (index >= 0 && index < this.length) return this.ratesOf(currency)[index]?.rate ?? null;
    const at = this.rates.at(currency, this.base, day);
    return at && exact(at.rate);
  }

  /** The rate that a row recorded, else the one of its day. */
  rateOfRow(row: { currency: string; fx?: RecordedRate | null }, day: string): Exact | null {
    if (!row.fx) return this.rateOn(row.currency, day);
    const at = recordedFirst(this.rates, row.fx, row.currency, this.base, day);
    return at && exact(at.rate);
  }
}
