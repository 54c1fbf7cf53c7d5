/**
 * Which days the files of an account cover. Pure arithmetic on ISO dates; a day is counted from 1970-01-01, so that a time zone has no say in it.
 */

/** First and last day, both included, as ISO dates. */
export interface DayRange {
  from: string;
  to: string;
}

/** What one reading of a file covers. */
export interface Span extends DayRange {
  importId: string;
  /** The account whose page the import has. */
  accountId: string;
  fileName: string;
  /** Readings of one file are one source: a day that two of them cover is no overlap. */
  source: string;
  /** The file does not say what it covers: its first and last row stand in. */
  estimated: boolean;
}

export interface Gap extends DayRange {
  days: number;
}

const DAY_MS = 86_400_000;

export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
export const daysIn = ({ from, to }: DayRange): number => dayNumber(to) - dayNumber(from) + 1;
const nextDay = (iso: string) => isoDay(dayNumber(iso) + 1);
const dayBefore = (iso: string) => isoDay(dayNumber(iso) - 1);

/** The same days as disjoint ranges in order, those that touch made one. A range that ends before it begins is none. */
export function mergeRanges(ranges: readonly DayRange[]): DayRange[] {
  const sorted = ranges.filter(({ from, to }) => from <= to).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: DayRange[] = [];
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (!last || from > nextDay(last.to)) merged.push({ from, to });
    else if (to > last.to) last.to = to;
  }
  return merged;
}

/** The days between the first and the last covered one that no range covers. */
export function gapsBetween(ranges: readonly DayRange[]): Gap[] {
  const merged = mergeRanges(ranges);
  return merged.slice(1).map((after, index) => {
    const gap = { from: nextDay(merged[index]?.to ?? after.from), to: dayBefore(after.from) };
    return { ...gap, days: daysIn(gap) };
  });
}

/** The days that more than one source covers, as disjoint ranges in order. */
export function overlapsOf(spans: readonly Span[]): DayRange[] {
  const bySource = Map.groupBy(spans, ({ source }) => source);
  const steps = [...bySource.values()]
    .flatMap((own) => mergeRanges(own))
    .flatMap(({ from, to }) => [
      { day: dayNumber(from), step: 1 },
      { day: dayNumber(to) + 1, step: -1 },
    ])
    .sort((a, b) => a.day - b.day || a.step - b.step);
  const overlaps: DayRange[] = [];
  let depth = 0;
  let since: number | null = null;
  for (const { day, step } of steps) {
    depth += step;
    if (depth > 1) since ??= day;
    else if (since !== null) {
      overlaps.push({ from: isoDay(since), to: isoDay(day - 1) });
      since = null;
    }
  }
  return mergeRanges(overlaps);
}

/** The part of each range that lies between two days. */
export const within = (ranges: readonly DayRange[], { from, to }: DayRange): DayRange[] =>
  ranges
    .map((range) => ({ from: range.from > from ? range.from : from, to: range.to < to ? range.to : to }))
    .filter((range) => range.from <= range.to);

export const coveredDays = (ranges: readonly DayRange[]): number => mergeRanges(ranges).reduce((sum, range) => sum + daysIn(range), 0);

/** What a day is in a calendar of coverage. */
export type DayState = "outside" | "gap" | "estimated" | "covered" | "overlap";

export interface CoverageDay {
  date: string;
  state: DayState;
  /** Names of the files that cover it. */
  files: string[];
  /** Ledger rows of that day. */
  rows: number;
  snapshots: number;
}

export interface CoverageFacts {
  spans: readonly Span[];
  /** Ledger rows by ISO date. */
  rows: ReadonlyMap<string, number>;
  /** Snapshots by ISO date. */
  snapshots: ReadonlyMap<string, number>;
}

/** Every day of a year, by month. */
export function calendarOf(year: number, { spans, rows, snapshots }: CoverageFacts): CoverageDay[][] {
  const [first, last] = [dayNumber(`${pad(year, 4)}-01-01`), dayNumber(`${pad(year, 4)}-12-31`)];
  const all = mergeRanges(spans);
  const [begin, end] = [all[0]?.from ?? "", all.at(-1)?.to ?? ""];
  const here = spans.filter(({ from, to }) => from <= isoDay(last) && to >= isoDay(first));
  const months: CoverageDay[][] = Array.from({ length: 12 }, () => []);
  for (let day = first; day <= last; day += 1) {
    const date = isoDay(day);
    const covering = here.filter(({ from, to }) => from <= date && date <= to);
    months[Number(date.slice(5, 7)) - 1]?.push({
      date,
      state: stateOf(covering, begin <= date && date <= end),
      files: [...new Set(covering.map(({ fileName }) => fileName))],
      rows: rows.get(date) ?? 0,
      snapshots: snapshots.get(date) ?? 0,
    });
  }
  return months;
}

function stateOf(covering: readonly Span[], isBetween: boolean): DayState {
  if (covering.length === 0) return isBetween ? "gap" : "outside";
  if (new Set(covering.map(({ source }) => source)).size > 1) return "overlap";
  return covering.every(({ estimated }) => estimated) ? "estimated" : "covered";
}

const pad = (value: number, length: number) => String(value).padStart(length, "0");

/** What the page of an account's coverage shows. */
export interface CoverageView {
  /** The year that is shown, and all years in which there is something, oldest first. */
  year: number;
  years: number[];
  months: CoverageDay[][];
  /** Newest first, of all years. */
  gaps: Gap[];
  /** From the first to the last covered day; null while no file has been imported. */
  covered: DayRange | null;
  /** The readings that cover a day of the year, by their first day. */
  spans: Span[];
}
