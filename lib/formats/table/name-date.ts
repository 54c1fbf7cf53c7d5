import { readTime } from "./dates";

const ISO = /(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)/;
const DAY_FIRST = /(?<!\d)(0[1-9]|[12]\d|3[01])[-_. ]?(0[1-9]|1[0-2])[-_. ]?(20\d{2})(?!\d)/;
const NAMED_MONTH = /(?<!\d)(\d{1,2})[-_. ](\p{L}{3,12})[-_. ](20\d{2})(?!\d)/u;

/**
 * The day that a file's name carries: `Portfolio_2025-12-31.csv`, `positions-20251231.xlsx`, `Bestand 31.12.2025.csv`,
 * `Positions_31-Dec-2025.csv`.
 * @returns an ISO date; null for a name with no date, or with one that doesn't exist.
 */
export function dateInName(fileName: string): string | null {
  // A month in letters leaves no doubt; digits behind a date may be a time of day.
  const named = NAMED_MONTH.exec(fileName);
  const iso = named ? null : ISO.exec(fileName);
  if (iso) return readTime(iso.slice(1).join("-"), "ymd")?.date ?? null;
  const [, ...parts] = named ?? DAY_FIRST.exec(fileName) ?? [];
  return parts.length > 0 ? (readTime(parts.join("-"), "dmy")?.date ?? null) : null;
}
