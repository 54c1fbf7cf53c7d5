import { formatDay } from "@/components/ui/date-format";
import { compare, type DecimalString } from "@/lib/money/decimal";
import type { ChartLine, TimeSeries } from "./chart-data";
import { formatValue } from "./chart-unit";

interface Known {
  day: string;
  value: DecimalString;
}

function knownOf(days: readonly string[], { values }: ChartLine): Known[] {
  return days.flatMap((day, index) => {
    const value = values[index];
    return value == null ? [] : [{ day, value }];
  });
}

/** A time chart in a few sentences, for people who don't see it: where each line begins, ends, and was lowest and highest. */
export function describeSeries({ days, lines, unit }: TimeSeries, locale: string): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "There is nothing to show yet.";
  const sentences = lines.map((line) => describeLine(knownOf(days, line), line.label, (value) => formatValue(value, unit, locale), locale));
  return [`${formatDay(first, locale)} to ${formatDay(last, locale)}.`, ...sentences].join(" ");
}

function describeLine(known: readonly Known[], label: string, write: (value: DecimalString) => string, locale: string): string {
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return `${label}: not known on any of these days.`;
  if (known.length === 1) return `${label}: ${write(first.value)} on ${formatDay(first.day, locale)}.`;
  const lowest = known.reduce((least, each) => (compare(each.value, least.value) < 0 ? each : least), first);
  const highest = known.reduce((most, each) => (compare(each.value, most.value) > 0 ? each : most), first);
  const at = ({ day, value }: Known) => `${write(value)} on ${formatDay(day, locale)}`;
  return `${label}: from ${write(first.value)} to ${write(last.value)}; lowest ${at(lowest)}, highest ${at(highest)}.`;
}

/** How many days in the middle of a series have no value of its first line, in words; null when none. */
export function describeGaps({ days, lines }: TimeSeries): string | null {
  const values = lines[0]?.values ?? [];
  const from = values.findIndex((value) => value !== null);
  const to = values.findLastIndex((value) => value !== null);
  if (from < 0) return null;
  const missing = days.slice(from, to + 1).filter((_, index) => values[from + index] === null).length;
  return missing === 0 ? null : `${missing.toLocaleString("en-GB")} ${missing === 1 ? "day is" : "days are"} left blank: not computable.`;
}
