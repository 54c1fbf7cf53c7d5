import { type DecimalString, multiply, roundSignificant, sign } from "@/lib/money/decimal";
import type { InstrumentBook, Reshaping } from "../books";
import { type DaySpan, dayOf, daysBetween } from "./calendar";
import { lastIndex, lastUntil } from "./rates";

/** What a unit cost on a day, as quoted for units of that day. */
export interface PriceEntry {
  day: string;
  price: DecimalString;
  currency: string;
  /** `manual`, `snapshot` (a broker's holdings), `trade` (paid or received), or the name of a provider or file. */
  source: string;
  /** ISO instant, of a trade: it tells which side of a split of the same day it is on. Others are of the end of the day. */
  at?: string;
}

export interface PriceAt {
  /** For units of the day that was asked for. */
  price: DecimalString;
  currency: string;
  /** The day it is of. */
  day: string;
  source: string;
  /** Older than {@link STALE_PRICE_AFTER_DAYS} days. */
  stale: boolean;
}

/** A week without a price is unusual even for funds that are priced once a week. */
export const STALE_PRICE_AFTER_DAYS = 7;

const PREFERENCE: Readonly<Record<string, number>> = { manual: 0, snapshot: 2, trade: 3 };
const OF_A_PROVIDER = 1;
/** Prices multiplied by factors such as 1/3 carry this many significant digits. */
const PRICE_DIGITS = 30;
const END_OF_DAY = "T23:59:59.999Z";

/** A price from a day on, until the next one: an entry, or what a reshaping made of it. Null: the reshaping's factor is not known. */
export interface PriceStep {
  day: string;
  price: DecimalString | null;
  entry: PriceEntry;
}

/** The prices of one instrument by day. Pure; built once in O(n log n), asked in O(log n). */
export class PriceSeries {
  private readonly steps: readonly PriceStep[];

  constructor(entries: Iterable<PriceEntry>, reshapings: readonly Reshaping[] = []) {
    this.steps = stepsOf([...entries].filter(saysSomething).sort(byDayAndPreference), [...reshapings].sort(byInstant));
  }

  /** The newest price on or before the day: null when there is none, or when a split of unknown ratio came after it. */
  at(day: string): PriceAt | null {
    const step = lastUntil(this.steps, day);
    if (!step || step.price === null) return null;
    const { entry, price } = step;
    return {
      price,
      currency: entry.currency,
      day: entry.day,
      source: entry.source,
      stale: daysBetween(entry.day, day) > STALE_PRICE_AFTER_DAYS,
    };
  }

  /** The price in use on the first day, and every later change of it until the last one. */
  changes({ from, to }: DaySpan): readonly PriceStep[] {
    const first = lastIndex(this.steps, from);
    return this.steps.slice(Math.max(first, 0), lastIndex(this.steps, to) + 1);
  }

  /** Whether a price is there, and only a split of unknown ratio keeps it from being used. */
  isLostInSplit(day: string): boolean {
    return lastUntil(this.steps, day)?.price === null;
  }
}

/** The prices of a book's own trades, and those from elsewhere. */
export function pricesOf(book: Pick<InstrumentBook, "prices" | "reshapings">, others: Iterable<PriceEntry> = []): PriceSeries {
  const trades = book.prices.map(({ at, price, currency }) => ({ day: dayOf(at), at, price, currency, source: "trade" }));
  return new PriceSeries([...trades, ...others], book.reshapings);
}

/** A trade at 0 is a gift and no price of a market. Anywhere else 0 is what it says: worthless. */
function saysSomething({ price, source }: PriceEntry): boolean {
  return sign(price) > 0 || (sign(price) === 0 && source !== "trade");
}

function rankOf({ source }: PriceEntry): number {
  return PREFERENCE[source] ?? OF_A_PROVIDER;
}

function instantOf({ day, at }: PriceEntry): string {
  return at ?? `${day}${END_OF_DAY}`;
}

/** Of one day the preferred one comes last; among equal ones the latest, and the one given last. */
function byDayAndPreference(a: PriceEntry, b: PriceEntry): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  if (rankOf(a) !== rankOf(b)) return rankOf(b) - rankOf(a);
  return instantOf(a) < instantOf(b) ? -1 : instantOf(a) > instantOf(b) ? 1 : 0;
}

function byInstant(a: Reshaping, b: Reshaping): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

function stepsOf(entries: readonly PriceEntry[], reshapings: readonly Reshaping[]): readonly PriceStep[] {
  const steps: PriceStep[] = [];
  const put = (step: PriceStep) => {
    if (steps.at(-1)?.day === step.day) steps.pop();
    steps.push(step);
  };
  let next = 0;
  const reshapeUntil = (instant: string | null) => {
    for (; next < reshapings.length; next += 1) {
      const reshaping = reshapings[next];
      if (!reshaping || (instant !== null && reshaping.at > instant)) return;
      const last = steps.at(-1);
      if (last) put({ day: dayOf(reshaping.at), price: reshaped(last.price, reshaping.factor), entry: last.entry });
    }
  };
  for (const entry of entries) {
    reshapeUntil(instantOf(entry));
    put({ day: entry.day, price: entry.price, entry });
  }
  reshapeUntil(null);
  return steps;
}

function reshaped(price: DecimalString | null, factor: DecimalString | null): DecimalString | null {
  if (price === null || factor === null || sign(factor) <= 0) return null;
  return roundSignificant(multiply(price, factor), PRICE_DIGITS);
}
