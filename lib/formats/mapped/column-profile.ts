import { readTime, readTimeOfDay } from "../table/dates";
import { readAmount } from "../table/numbers";
import { DateEvidence, NumberEvidence } from "./evidence";
import { isIsin } from "./isin";
import { cellText, isBlank, readUnit } from "./row-reader";

/** What most cells of a column are. */
export type ColumnKind = "date" | "time" | "number" | "isin" | "currency" | "text" | "empty";

const JUDGED = 2_000;
const SAMPLES = 4;
const MOST_WORDS = 60;
const LONGEST_WORD = 120;
const MOST_IDS = 100_000;
/** A column that repeats itself as often is no number of the row, however often more. */
const MOST_REPEATS = 1_000;
const MOSTLY = 0.75;
/** Three capital letters alone are as often a ticker. */
export const KNOWN_CURRENCIES: ReadonlySet<string> = new Set([...Intl.supportedValuesOf("currency"), "USDT", "USDC", "BTC", "ETH"]);

/** All that a column's cells say of it, taken in one pass over the file. */
export class ColumnProfile {
  filled = 0;
  readonly samples: string[] = [];
  readonly dates = new DateEvidence();
  readonly numbers = new NumberEvidence();
  /** Different cells with how often they occur; null once they are too many to be words. */
  words: Map<string, number> | null = new Map();
  /** Cells that an earlier row has as well, as far as they were counted. */
  repeats = 0;
  private seen: Set<string> | null = new Set();
  private readonly counts: Record<Exclude<ColumnKind, "text" | "empty">, number> = { date: 0, time: 0, number: 0, isin: 0, currency: 0 };

  see(line: number, cell: string | undefined): void {
    const text = cellText(cell);
    if (isBlank(text)) return;
    this.filled += 1;
    if (this.samples.length < SAMPLES && !this.samples.includes(text)) this.samples.push(text);
    this.count(text);
    if (this.filled <= JUDGED) this.judge(text);
    if (this.counts.date > 0) this.dates.see(line, text);
    if (this.counts.number > 0) this.numbers.see(line, text);
  }

  private count(text: string): void {
    if (this.words !== null) {
      this.words.set(text, (this.words.get(text) ?? 0) + 1);
      if (this.words.size > MOST_WORDS || text.length > LONGEST_WORD) this.words = null;
    }
    if (this.seen === null) return;
    if (this.seen.has(text)) this.repeats += 1;
    else this.seen.add(text);
    if (this.seen.size > MOST_IDS || this.repeats > MOST_REPEATS) this.seen = null;
  }

  private judge(text: string): void {
    const { counts } = this;
    if (/\d/.test(text)) {
      if (readTime(text, "dmy") ?? readTime(text, "mdy") ?? readTime(text, "ymd")) counts.date += 1;
      else if (readTimeOfDay(text)) counts.time += 1;
      // `12.30` may be a time and is a number as well.
      if (readAmount(text, "point") ?? readAmount(text, "comma")) counts.number += 1;
    }
    if (isIsin(text)) counts.isin += 1;
    const unit = text.length <= 4 ? readUnit(text) : null;
    if (unit !== null && (KNOWN_CURRENCIES.has(unit.currency) || unit.minorUnit)) counts.currency += 1;
  }

  /** Whether nearly all cells are of a kind; an empty column is of any. */
  is(kind: Exclude<ColumnKind, "text" | "empty">): boolean {
    return this.filled > 0 && this.counts[kind] >= MOSTLY * Math.min(this.filled, JUDGED);
  }

  get kind(): ColumnKind {
    if (this.filled === 0) return "empty";
    return (["isin", "currency", "date", "number", "time"] as const).find((kind) => this.is(kind)) ?? "text";
  }
}
