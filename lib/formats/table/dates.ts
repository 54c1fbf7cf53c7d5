import { zonedToUtc } from "../zone";

/** In which order day, month and year stand, where the text itself doesn't say. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** A date as written, perhaps with a time of day. */
export interface WrittenTime {
  /** ISO date. */
  date: string;
  /** `HH:mm:ss` or `HH:mm:ss.sss`; null where only a date is written. */
  time: string | null;
  /** What the text says of its zone: minutes ahead of UTC; null where it says nothing. */
  offset: number | null;
}

/** Months by their first letters, in English, German, French, Dutch, Spanish, Italian, Portuguese, Swedish and Polish. */
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "ene", "gen", "sty"],
  ["feb", "fév", "fev", "lut", "févr"],
  ["mar", "mär", "maa", "mrt", "mrz"],
  ["apr", "avr", "abr", "kwi"],
  ["may", "mai", "mei", "mag", "maj"],
  ["jun", "juin", "giu", "cze"],
  ["jul", "juil", "lug", "lip"],
  ["aug", "aoû", "aou", "ago", "sie"],
  ["sep", "set", "wrz"],
  ["oct", "okt", "ott", "out", "paź"],
  ["nov", "lis"],
  ["dec", "dez", "déc", "dic", "gru"],
];

const SEPARATED = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?=$|[\sT,;])/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[\sT,;])/;
const DAY_WORD = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?:de\s+)?(\p{L}{3,12})\.?[\s.,/-]+(?:de\s+)?(\d{4}|\d{2})(?=$|[\sT,;])/iu;
const WORD_DAY = /^(\p{L}{3,12})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?=$|[\sT,;])/iu;
const TIME = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s*UTC)?$/;

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  let [best, length] = [0, 0];
  MONTHS.forEach((names, index) => {
    for (const name of names) if (lower.startsWith(name) && name.length > length) [best, length] = [index + 1, name.length];
  });
  return best;
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 && year <= 9999 ? date.toISOString().slice(0, 10) : null;
}

/** Two digits are of this century up to the fifties, in which no export was written yet. */
function fullYear(text: string): number {
  return text.length <= 2 ? (Number(text) < 60 ? 2000 : 1900) + Number(text) : Number(text);
}

function separated([, written = "", , second = "", third = ""]: RegExpExecArray, order: DateOrder): string | null {
  // `010.09.2024`, as XTB writes it now and then: a zero too many before a day or a month leaves no doubt.
  const first = /^0\d\d$/.test(written) ? written.slice(1) : written;
  if (first.length === 4) return isoDate(Number(first), Number(second), Number(third));
  if (first.length > 2 || third.length === 3 || third.length === 1) return null;
  if (order === "ymd") return third.length === 4 ? null : isoDate(fullYear(first), Number(second), Number(third));
  const [day, month] = order === "dmy" ? [first, second] : [second, first];
  return isoDate(fullYear(third), Number(month), Number(day));
}

function leadingDate(text: string, order: DateOrder): { date: string | null; length: number } | null {
  const numbers = SEPARATED.exec(text);
  if (numbers) return { date: separated(numbers, order), length: numbers[0].length };
  const compact = COMPACT.exec(text);
  if (compact) return { date: isoDate(Number(compact[1]), Number(compact[2]), Number(compact[3])), length: compact[0].length };
  const dayWord = DAY_WORD.exec(text);
  if (dayWord)
    return { date: isoDate(fullYear(dayWord[3] ?? ""), monthOf(dayWord[2] ?? ""), Number(dayWord[1])), length: dayWord[0].length };
  const wordDay = WORD_DAY.exec(text);
  return wordDay && { date: isoDate(Number(wordDay[3]), monthOf(wordDay[1] ?? ""), Number(wordDay[2])), length: wordDay[0].length };
}

/** A time of day such as `9:05`, `21:05:07.123`, `9:05 PM`, with a zone behind it or not; null for anything else. */
export function readTimeOfDay(text: string): { time: string; offset: number | null } | null {
  const found = TIME.exec(text.trim());
  if (!found) return null;
  const [, hours = "", minutes = "", seconds = "00", fraction = "", half, zone] = found;
  const afternoon = half === undefined ? null : /^p/i.test(half);
  const hour = afternoon === null ? Number(hours) : (Number(hours) % 12) + (afternoon ? 12 : 0);
  if (hour > 23 || Number(hours) > (afternoon === null ? 23 : 12) || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const milliseconds = fraction ? `.${fraction.padEnd(3, "0").slice(0, 3)}` : "";
  return { time: `${String(hour).padStart(2, "0")}:${minutes}:${seconds}${milliseconds}`, offset: zone ? offsetOf(zone) : null };
}

function offsetOf(zone: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * Reads a date, or a date with a time, in any usual form: `2025-09-12`, `12.09.2025`, `20250912`, `12 Sep 2025`, `Sep 12, 2025, 9:05:07 PM`,
 * `2025-09-12T09:05:07.123Z`. `order` settles what digits alone leave open.
 * @returns null for any other text, and for days and times that don't exist.
 */
export function readTime(text: string, order: DateOrder): WrittenTime | null {
  const trimmed = text.trim();
  if (trimmed.length > 64) return null;
  const start = leadingDate(trimmed, order);
  if (!start?.date) return null;
  const rest = trimmed.slice(start.length).replace(/^[\sT,;]+/, "");
  if (rest === "") return { date: start.date, time: null, offset: null };
  const time = readTimeOfDay(rest);
  return time && { date: start.date, ...time };
}

/** The ISO instant of what was written; without a time 00:00 UTC of that date. `zone` is the one of times that name none. */
export function instantOf({ date, time, offset }: WrittenTime, zone: string): { instant: string; dateOnly: boolean } {
  if (time === null) return { instant: `${date}T00:00:00.000Z`, dateOnly: true };
  const wallClock = Date.parse(`${date}T${time}Z`);
  const utc = offset !== null ? wallClock - offset * 60_000 : zone === "UTC" ? wallClock : zonedToUtc(wallClock, zone);
  return { instant: new Date(utc).toISOString(), dateOnly: false };
}

export interface OrderEvidence {
  /** The orders in which every cell is a date. */
  possible: DateOrder[];
  /** For each order that is out, the first cell that rules it out. */
  against: Partial<Record<DateOrder, string>>;
}

const ORDERS: readonly DateOrder[] = ["dmy", "mdy", "ymd"];

/** In which orders a column's cells can be read. Empty cells say nothing. */
export function possibleOrders(cells: Iterable<string>): OrderEvidence {
  const against: OrderEvidence["against"] = {};
  for (const cell of cells) {
    if (cell.trim() === "") continue;
    for (const order of ORDERS) if (against[order] === undefined && readTime(cell, order) === null) against[order] = cell;
    if (ORDERS.every((order) => against[order] !== undefined)) break;
  }
  return { possible: ORDERS.filter((order) => against[order] === undefined), against };
}
