import { dateFormatter } from "./formatters";
import { DEFAULT_LOCALE } from "./number-format";

export interface DateStyle {
  /** The broker gave a day and no time: it is that day everywhere. */
  dateOnly?: boolean;
  /** An IANA name. UTC unless somebody chose: the server's own zone means nothing to anybody. */
  timeZone?: string;
  locale?: string;
}

/** Writes an instant (ISO text) as `30 Oct 2026, 14:05`, or a day as `30 Oct 2026`. Null when the text is no date. */
export function formatDateTime(
  value: string,
  { dateOnly = false, timeZone = "UTC", locale = DEFAULT_LOCALE }: DateStyle = {},
): string | null {
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return null;
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
  const time: Intl.DateTimeFormatOptions = dateOnly ? { timeZone: "UTC" } : { timeZone, hour: "2-digit", minute: "2-digit" };
  return dateFormatter(locale, { ...day, ...time }).format(instant);
}

/** A day (`2026-10-30`) as `30 Oct 2026`; what is no day stays as it is. */
export function formatDay(day: string, locale?: string): string {
  return formatDateTime(`${day}T00:00:00Z`, { dateOnly: true, locale }) ?? day;
}

const MONTH_STYLES = {
  long: { month: "long", year: "numeric" },
  short: { month: "short", year: "numeric" },
  bare: { month: "long" },
} as const;

/** A month (`2026-10`) as `October 2026`, `Oct 2026` or, where the year is said already, `October`; what is no month stays as it is. */
export function formatMonth(month: string, locale: string = DEFAULT_LOCALE, style: keyof typeof MONTH_STYLES = "long"): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(first.getTime())) return month;
  return dateFormatter(locale, { timeZone: "UTC", ...MONTH_STYLES[style] }).format(first);
}
