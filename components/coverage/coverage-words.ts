import { formatDateTime } from "@/components/ui/date-format";
import { dateFormatter } from "@/components/ui/formatters";
import type { CoverageDay, DayRange, DayState } from "@/lib/imports/coverage";

/** `3 Mar – 17 Apr 2025`: the year is said once where it is the same, and a single day alone. */
export function rangeText({ from, to }: DayRange, locale: string): string {
  const last = formatDateTime(to, { dateOnly: true, locale }) ?? to;
  if (from === to) return last;
  return `${from.slice(0, 4) === to.slice(0, 4) ? shortDay(from, locale) : formatDateTime(from, { dateOnly: true, locale })} – ${last}`;
}

/** `3 Mar`, for where the year is clear. */
export function shortDay(date: string, locale: string): string {
  return dateFormatter(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(date));
}

/** `March`, or `Mar`. */
export function monthName(date: string, locale: string, style: "long" | "short"): string {
  return dateFormatter(locale, { month: style, timeZone: "UTC" }).format(new Date(date));
}

export const dayCount = (days: number): string => `${days.toLocaleString("en")} ${days === 1 ? "day" : "days"}`;

/** All that the calendar says of a day by its look, in words. */
export function dayText({ date, state, files, rows, snapshots }: CoverageDay, locale: string): string {
  const facts = [
    STATE_TEXT[state],
    ...(files.length > 0 ? [`(${files.join(", ")})`] : []),
    ...(rows > 0 ? [`· ${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`] : []),
    ...(snapshots > 0 ? [snapshots === 1 ? "· a snapshot" : `· ${snapshots} snapshots`] : []),
  ];
  return `${formatDateTime(date, { dateOnly: true, locale })}: ${facts.join(" ")}`;
}

export const STATE_TEXT: Readonly<Record<DayState, string>> = {
  outside: "before or after everything that was imported",
  gap: "no file covers it",
  estimated: "covered, as far as a file's rows show",
  covered: "covered",
  overlap: "covered by several files",
};

/** The days of a list as ranges: `1–14, 20–31`. */
export function dayNumbers(days: readonly CoverageDay[]): string {
  const numbers = days.map(({ date }) => Number(date.slice(8)));
  const parts: string[] = [];
  for (let at = 0; at < numbers.length; ) {
    let end = at;
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end += 1;
    parts.push(at === end ? `${numbers[at]}` : `${numbers[at]}–${numbers[end]}`);
    at = end + 1;
  }
  return parts.join(", ");
}
