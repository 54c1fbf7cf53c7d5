import { readTime } from "../table/dates";

/** Three numbers, and whether an apostrophe stands before the year, which is this century's then. */
const NUMBERS = /^(\d{1,4})\s*[/.-]\s*(\d{1,2})\s*([/.'-])\s*(\d{1,4})$/;

export type DayOrder = "day-first" | "month-first";

interface Parts {
  first: number;
  second: number;
  year: number;
  dotted: boolean;
}

function partsOf(text: string): Parts | null {
  const found = NUMBERS.exec(text.trim());
  if (!found) return null;
  const [, first = "", second = "", mark = "", year = ""] = found;
  if (first.length > 2 || year.length === 3) return null;
  const short = year.length <= 2 ? (mark === "'" || Number(year) < 60 ? 2000 : 1900) + Number(year) : Number(year);
  return { first: Number(first), second: Number(second), year: short, dotted: /^\d+\s*\./.test(text.trim()) };
}

export interface QifDates {
  order: DayOrder;
  /** Whether some date of the file, or the way they are written, tells the order. */
  decided: boolean;
}

/**
 * In which order a file's dates have day and month: by those that can be read in one way only, the more of them. Dotted dates are day first,
 * as everywhere they are written so. Nothing else tells: then as the format's inventor writes them, month first.
 */
export function detectOrder(dates: Iterable<string>): QifDates {
  let [dayFirst, monthFirst, dotted] = [0, 0, 0];
  for (const text of dates) {
    const parts = partsOf(text);
    if (!parts) continue;
    if (parts.first > 12) dayFirst += 1;
    else if (parts.second > 12) monthFirst += 1;
    if (parts.dotted) dotted += 1;
  }
  if (dayFirst !== monthFirst) return { order: dayFirst > monthFirst ? "day-first" : "month-first", decided: true };
  return dotted > 0 ? { order: "day-first", decided: true } : { order: "month-first", decided: false };
}

/**
 * A date of any QIF: `1/2/25`, `1/ 2'25`, `1/2'2025`, `01.02.2025`, `2025-02-01`.
 * @returns its ISO date and whether it could as well be the other one; null for what is no date.
 */
export function readDate(text: string, { order, decided }: QifDates): { date: string; ambiguous: boolean } | null {
  const parts = partsOf(text);
  if (!parts) {
    const written = readTime(text.trim(), order === "day-first" ? "dmy" : "mdy");
    return written && { date: written.date, ambiguous: false };
  }
  const [day, month] = order === "day-first" ? [parts.first, parts.second] : [parts.second, parts.first];
  const date = readTime(`${String(parts.year).padStart(4, "0")}-${month}-${day}`, "ymd")?.date;
  return date === undefined ? null : { date, ambiguous: !decided && parts.first !== parts.second };
}
