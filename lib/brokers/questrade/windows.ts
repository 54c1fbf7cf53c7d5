/** Days of activities, ISO, both included. */
export interface ActivityWindow {
  from: string;
  to: string;
}

/** What is asked for at once may not span more. */
const MAX_DAYS = 31;
const DAY_MS = 86_400_000;

/** The broker's days are Toronto's. */
const TORONTO = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto", year: "numeric", month: "2-digit", day: "2-digit" });
const dayOf = (instant: number) => Date.parse(`${TORONTO.format(instant)}T00:00:00Z`) / DAY_MS;
const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * Windows of 31 days, newest first, until the day of `since` (ISO instant) is reached; without end for null: whoever takes them stops.
 * @param now milliseconds since 1970
 */
export function* windowsBack(since: string | null, now: number): Generator<ActivityWindow> {
  const first = since === null ? Number.NEGATIVE_INFINITY : dayOf(Date.parse(since));
  for (let to = Math.max(dayOf(now), first); to >= first; to -= MAX_DAYS)
    yield { from: isoDay(Math.max(to - MAX_DAYS + 1, first)), to: isoDay(to) };
}

/**
 * A window as the API wants it. Activities are dated at the midnight of Toronto, which is 04:00 or 05:00 UTC: with the summer's offset all
 * year long, a day's midnight is within that day, and no day is in two windows.
 */
export const instants = ({ from, to }: ActivityWindow) => ({ startTime: `${from}T00:00:00-04:00`, endTime: `${to}T23:59:59-04:00` });
