const ISO = /(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)/;
const DAY_FIRST = /(?<!\d)(0[1-9]|[12]\d|3[01])[-_. ]?(0[1-9]|1[0-2])[-_. ]?(20\d{2})(?!\d)/;

/**
 * The day that a file's name carries: `Portfolio_2025-12-31.csv`, `positions-20251231.xlsx`, `Bestand 31.12.2025.csv`.
 * @returns an ISO date; null for a name with no date, or with one that doesn't exist.
 */
export function dateInName(fileName: string): string | null {
  const [, year, month, day] = ISO.exec(fileName) ?? [];
  const [, lateDay, lateMonth, lateYear] = year === undefined ? (DAY_FIRST.exec(fileName) ?? []) : [];
  const date = year === undefined ? `${lateYear}-${lateMonth}-${lateDay}` : `${year}-${month}-${day}`;
  const parsed = new Date(`${date}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null;
}
