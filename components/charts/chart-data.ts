import type { DayFigure, DaySubject } from "@/lib/explain/address";
import { type DecimalString, roundSignificant } from "@/lib/money/decimal";
import type { DayPoint } from "@/lib/performance/schema";
import type { ChartUnit } from "./chart-unit";

/** A colour of the theme: `--series-1` and so on, or ink that steps back. */
export type ChartColor = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | "muted" | "loss";

export interface ChartLine {
  label: string;
  /** `area` is filled down to the floor, `below` up to the ceiling: for what is never above 0. */
  look: "area" | "below" | "line" | "dashed";
  color: ChartColor;
  /** One for each day; null where nothing is known. */
  values: readonly (DecimalString | null)[];
  /** As what each value is explained, where `explained` of the series says whose it is. */
  figure?: DayFigure;
}

/** Something that happened on a day of a time chart, shown on its first line. */
export interface ChartMark {
  day: string;
  /** `in`: bought or delivered; `out`: sold; `income`: paid out. */
  kind: "in" | "out" | "income";
  /** `Bought 10 at US$12.00` */
  text: string;
}

/** Lines over the same days, in columns: a thousand days by rows would be twice the page. */
export interface TimeSeries {
  /** ISO days, oldest first, each once. */
  days: readonly string[];
  lines: readonly ChartLine[];
  unit: ChartUnit;
  marks?: readonly ChartMark[];
  explained?: DaySubject;
}

type Column = "value" | "invested" | "twr" | "drawdown" | "benchmark";

/** More digits than a line, or a table of days, has any use for: quotients come with forty, times thousands of days. */
const DIGITS = 12;

/** A line of a series of days: `lineOf(series, "value", …)`. */
export function lineOf(series: readonly DayPoint[], column: Column, look: Omit<ChartLine, "values">): ChartLine {
  return { ...look, values: series.map(({ [column]: value }) => (value === null ? null : shorten(value))) };
}

const shorten = (value: DecimalString) => (value.length <= DIGITS ? value : roundSignificant(value, DIGITS));

/** The marks of one day, by the day's place in the series; those before its first day and between two of them count to the day after. */
export function marksByDay(days: readonly string[], marks: readonly ChartMark[]): Map<number, ChartMark[]> {
  const found = new Map<number, ChartMark[]>();
  for (const mark of marks) {
    const index = firstFrom(days, mark.day);
    if (index === null) continue;
    found.set(index, [...(found.get(index) ?? []), mark]);
  }
  return found;
}

/** The place of the first day that isn't before `day`; null after the last one. */
function firstFrom(days: readonly string[], day: string): number | null {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? "") < day) low = middle + 1;
    else high = middle;
  }
  return low < days.length ? low : null;
}

/** Whether there is anything to draw: a line needs two points. */
export function isDrawable({ lines }: TimeSeries): boolean {
  return lines.some(({ values }) => values.filter((value) => value !== null).length > 1);
}
