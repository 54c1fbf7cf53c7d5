const DAY_MS = 86_400_000;

/** First and last day, both included. Days are UTC days such as `2025-01-31`. */
export interface DaySpan {
  from: string;
  to: string;
}

/** The UTC day of an ISO instant. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/** Days since 1970-01-01; negative before. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** The inverse of {@link dayNumber}. */
export function dayAt(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayAt(dayNumber(day) + days);
}

/** Days from one to the other: 1 from a day to the next. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of the month so many months later, or the last one of that month where it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  const lastDate = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return dayAt(Math.floor(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, lastDate)) / DAY_MS));
}
