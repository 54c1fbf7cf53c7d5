import { type DecimalString, divide, multiply, ONE, roundSignificant, sign, ZERO } from "@/lib/money/decimal";
import type { RecordedRate } from "../books";
import { dayOf, daysBetween } from "./calendar";

/** One unit of `from` is `rate` units of `to` on that day. */
export interface RateEntry extends RecordedRate {
  day: string;
  /** `manual`, `ecb`, `trade` (recorded on a row), or the name of a broker's file. */
  source: string;
}

export interface RateAt {
  rate: DecimalString;
  /** The day it is of; of a crossed rate the older one of both. */
  day: string;
  source: string;
  /** Older than {@link STALE_AFTER_DAYS} days. */
  stale: boolean;
}

/** Published rates pause for weekends and holidays, never for longer than this. */
export const STALE_AFTER_DAYS = 5;

/** Where a rate is a quotient, it carries this many significant digits. */
const RATE_DIGITS = 30;

const PREFERENCE: Readonly<Record<string, number>> = { manual: 0, ecb: 2, trade: 3 };
const OF_A_FILE = 1;

interface Quote {
  day: string;
  /** rate = over ÷ under. One of them is 1 unless it is crossed, so that a chain of quotes is divided once. */
  over: DecimalString;
  under: DecimalString;
  source: string;
  rank: number;
  hops: number;
}

type Series = readonly Quote[];

/** Rates between currencies by day. Pure; built once in O(n log n), asked in O(log n). */
export class RateTable {
  /** From → to → quotes by day, one a day; each entry stands in both directions. */
  private readonly pairs = new Map<string, Map<string, Series>>();

  constructor(entries: Iterable<RateEntry>) {
    const quotes = new Map<string, Map<string, Quote[]>>();
    for (const { from, to, day, rate, source } of entries) {
      // A rate of 0 or less says nothing, and would make something of nothing when turned round.
      if (from === to || sign(rate) <= 0) continue;
      const rank = PREFERENCE[source] ?? OF_A_FILE;
      listOf(quotes, from, to).push({ day, over: rate, under: ONE, source, rank, hops: 0 });
      listOf(quotes, to, from).push({ day, over: ONE, under: rate, source, rank, hops: 0 });
    }
    for (const [from, targets] of quotes) {
      this.pairs.set(from, new Map([...targets].map(([to, list]) => [to, bestOfEachDay(list)])));
    }
  }

  /**
   * The newest rate on or before the day: told as such, turned round, or crossed over a third currency. On one day a person's own beats
   * a broker's file, that beats the ECB's, that beats what a trade recorded; and the direct one beats a crossed one of the same rank.
   * @returns null when there is none, which is never 1 or 0. A currency in itself is 1.
   */
  at(from: string, to: string, day: string): RateAt | null {
    if (from === to) return { rate: ONE, day, source: "same", stale: false };
    const direct = this.quoteAt(from, to, day);
    // Nothing beats a quote of the day that a person, or a file, gave for this very pair.
    const best = direct?.day === day && direct.rank <= OF_A_FILE ? direct : this.newest(direct, from, to, day);
    if (!best) return null;
    const rate = best.under === ONE ? best.over : divide(best.over, best.under);
    if (rate === null || rate === ZERO) return null;
    return {
      rate: best.under === ONE ? rate : roundSignificant(rate, RATE_DIGITS),
      day: best.day,
      source: best.source,
      stale: daysBetween(best.day, day) > STALE_AFTER_DAYS,
    };
  }

  private newest(direct: Quote | null, from: string, to: string, day: string): Quote | null {
    let best = direct;
    for (const over of this.pairs.get(from)?.keys() ?? []) {
      if (over === to) continue;
      const first = this.quoteAt(from, over, day);
      const second = first && this.quoteAt(over, to, day);
      if (!second) continue;
      const crossed = cross(first, second);
      if (!best || beats(crossed, best)) best = crossed;
    }
    return best;
  }

  private quoteAt(from: string, to: string, day: string): Quote | null {
    const series = this.pairs.get(from)?.get(to);
    return series ? lastUntil(series, day) : null;
  }
}

function listOf(quotes: Map<string, Map<string, Quote[]>>, from: string, to: string): Quote[] {
  const targets = quotes.get(from) ?? new Map<string, Quote[]>();
  const list = targets.get(to) ?? [];
  targets.set(to, list);
  quotes.set(from, targets);
  return list;
}

/** Sorted by day; of one day the preferred one, the one that came last among equals. */
function bestOfEachDay(quotes: Quote[]): Series {
  const best: Quote[] = [];
  for (const quote of quotes.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : b.rank - a.rank))) {
    if (best.at(-1)?.day === quote.day) best.pop();
    best.push(quote);
  }
  return best;
}

/** Where the last entry on or before a day is, by halving; -1 where there is none. */
export function lastIndex(series: readonly { day: string }[], day: string): number {
  let [low, high] = [0, series.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((series[middle]?.day ?? "") <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The last entry on or before a day. */
export function lastUntil<Entry extends { day: string }>(series: readonly Entry[], day: string): Entry | null {
  return series[lastIndex(series, day)] ?? null;
}

function cross(first: Quote, second: Quote): Quote {
  const older = first.day <= second.day ? first : second;
  return {
    day: older.day,
    over: multiply(first.over, second.over),
    under: multiply(first.under, second.under),
    source: first.source === second.source ? first.source : `${first.source}, ${second.source}`,
    rank: Math.max(first.rank, second.rank),
    hops: 1,
  };
}

function beats(a: Quote, b: Quote): boolean {
  if (a.day !== b.day) return a.day > b.day;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.hops < b.hops;
}

/** Rates that trades recorded, as entries of a table: better than none where nobody publishes the pair. */
export function recordedRates(rows: Iterable<{ fx?: RecordedRate | null; at: string }>): RateEntry[] {
  return [...rows].flatMap(({ fx, at }) => (fx ? [{ ...fx, day: dayOf(at), source: "trade" }] : []));
}

/**
 * The rate that a row recorded, told or turned round; where it is into another currency than `to`, the table takes it on from there.
 * Without one that helps: the table's rate of the day.
 */
export function recordedFirst(table: RateTable, fx: RecordedRate | null | undefined, from: string, to: string, day: string): RateAt | null {
  if (from === to || !fx || sign(fx.rate) <= 0) return table.at(from, to, day);
  const [over, under, other] = fx.from === from ? [fx.rate, ONE, fx.to] : [ONE, fx.rate, fx.from];
  const onward = fx.from === from || fx.to === from ? table.at(other, to, day) : null;
  const rate = onward && divide(multiply(over, onward.rate), under);
  if (!onward || rate === null) return table.at(from, to, day);
  const source = other === to ? "trade" : `trade, ${onward.source}`;
  return {
    rate: under === ONE ? multiply(over, onward.rate) : roundSignificant(rate, RATE_DIGITS),
    day: onward.day,
    source,
    stale: onward.stale,
  };
}
