import { addDays, addMonths, type DaySpan, earlierDay, laterDay } from "../valuation/calendar";

export const PERIODS = ["1M", "3M", "6M", "YTD", "1Y", "3Y", "5Y", "max", "custom"] as const;
export type Period = (typeof PERIODS)[number];

/** First and last day of a period, both included. */
export interface DayRange extends DaySpan {
  period: Period;
}

const MONTHS: Readonly<Partial<Record<Period, number>>> = { "1M": 1, "3M": 3, "6M": 6, "1Y": 12, "3Y": 36, "5Y": 60 };

/** Days before this are slips of the pen; what they say counts, but nobody's chart begins with them. */
export const EARLIEST_DAY = "1970-01-01";

/**
 * The days of a period. It compares today with the same day so many months ago, so its first day is the one after that.
 * @param firstDay of the ledger; null where there is none. No range begins before it.
 * @param custom bounds of `custom`; one that is missing is the first day, or today. They may be the wrong way round.
 */
export function rangeOf(
  period: Period,
  { today, firstDay, custom = {} }: { today: string; firstDay: string | null; custom?: { from?: string; to?: string } },
): DayRange {
  const earliest = laterDay(firstDay ?? today, EARLIEST_DAY);
  const within = (day: string) => laterDay(earlierDay(day, today), earlierDay(earliest, today));
  if (period === "custom") {
    const bounds = [custom.from ?? earliest, custom.to ?? today].sort();
    return { period, from: within(bounds[0] ?? earliest), to: within(bounds[1] ?? today) };
  }
  return { period, from: within(firstOf(period, today) ?? earliest), to: today };
}

function firstOf(period: Period, today: string): string | null {
  if (period === "YTD") return `${today.slice(0, 4)}-01-01`;
  const months = MONTHS[period];
  return months === undefined ? null : addDays(addMonths(today, -months), 1);
}
