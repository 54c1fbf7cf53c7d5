/** Number formats that every spreadsheet has built in and that show a date (ECMA-376, 18.8.30), those of East Asian locales included. */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number format shows its number as a date or a time. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to);
  const plain = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "");
  return /[dyhs]|(?:^|[^0#?.,])m/i.test(plain) && !/[0#?]/.test(plain.replace(/\.0+/, ""));
}

const DAY_MS = 86_400_000;
/** Day 0 of a workbook's calendar. The one that begins in 1900 holds a 29 February 1900 that never was: from March on its day 0 is 30 December 1899. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const MAX_SERIAL = 2_958_465;

/**
 * A cell's serial number as ISO text: a date where it is whole (`2025-09-12`), otherwise a wall-clock time to the millisecond
 * (`2025-09-12T13:44:50.000`); a time of day alone (`13:44:50.000`) where it is less than a day. What is no date of a calendar stays as it is.
 */
export function cellDate(value: string, since1904: boolean): string {
  if (!/^\d{0,7}(?:\.\d+)?(?:E[+-]?\d+)?$/i.test(value) || value === "") return value;
  const serial = Number(value);
  if (serial > MAX_SERIAL) return value;
  if (serial < 1) return new Date(Math.round(serial * DAY_MS)).toISOString().slice(11, -1);
  // Serial numbers are floats by nature: a millisecond is far above their error.
  const moment = new Date((since1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(serial * DAY_MS)).toISOString();
  return moment.endsWith("T00:00:00.000Z") ? moment.slice(0, 10) : moment.slice(0, -1);
}
