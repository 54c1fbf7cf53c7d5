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

/** Days since 1970-01-01; negative before. By arithmetic, because it is asked for every day of every instrument. */
export function dayNumber(day: string): number {
  const month = digits(day, 5, 7);
  // Years that begin in March have the odd day at their end.
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(day, 8, 10) - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index += 1) number = number * 10 + text.charCodeAt(index) - 48;
  return number;
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

export function earlierDay(a: string, b: string): string {
  return laterDay(a, b) === a ? b : a;
}

export function laterDay(a: string, b: string): string {
  if (a > b) return a;
  return b;
}
