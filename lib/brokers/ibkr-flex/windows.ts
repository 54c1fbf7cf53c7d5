import type { FlexWindow } from "./client";

/** The service gives at most so many days at once. */
const MAX_DAYS = 365;
const DAY_MS = 86_400_000;

/** The broker's days begin and end in New York. */
const NEW_YORK = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York", year: "numeric", month: "2-digit", day: "2-digit" });
/** Days since 1970 of an instant's day there, and back to an ISO date. */
const dayOf = (instant: number) => Date.parse(`${NEW_YORK.format(instant)}T00:00:00Z`) / DAY_MS;
const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * The periods to ask for, oldest first: from a day on until yesterday, which is the last day that statements cover. Nearly always one; more
 * after a break of over a year.
 * @param since ISO instant; null for the longest period that one statement can be of. What is older has to be imported from files, whose rows
 *   merge with these.
 * @param now milliseconds since 1970
 */
export function windowsOf(since: string | null, now: number): FlexWindow[] {
  const last = dayOf(now) - 1;
  const asked = since === null ? last + 1 - MAX_DAYS : dayOf(Date.parse(since));
  const windows: FlexWindow[] = [];
  for (let from = Math.min(asked, last); from <= last; from += MAX_DAYS)
    windows.push({ from: isoDay(from), to: isoDay(Math.min(from + MAX_DAYS - 1, last)) });
  return windows;
}
