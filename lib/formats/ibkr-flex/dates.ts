import { lookup } from "../lookup";
import { isZone, zonedToUtc } from "../zone";

/** A date as a Flex statement prints it, perhaps with a time of day and a zone. */
export interface Moment {
  /** ISO date. */
  date: string;
  /** `HH:mm:ss`, or null when only a date is printed. */
  time: string | null;
  /** The zone that is printed, if one is. */
  zone: string | null;
}

/** Interactive Brokers prints times in the time of New York, unless a zone stands beside them. */
const BROKER_ZONE = "America/New_York";
const FIXED_ZONES: Readonly<Record<string, string>> = { Z: "UTC", UTC: "UTC", GMT: "UTC", EST: "-05:00", EDT: "-04:00", ET: BROKER_ZONE };
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

const ISO = /^(\d{4})(-?)(\d{2})\2(\d{2})(?!\d)/;
const AMERICAN = /^(\d{2})\/(\d{2})\/(\d{4})(?!\d)/;
const WORDED = /^(\d{1,2})-([A-Za-z]{3})-(\d{4}|\d{2})(?!\d)/;
const TIME = /^[;,T ]+(\d{2})(:?)(\d{2})\2(\d{2})(?:\s*([A-Za-z_]+(?:\/[A-Za-z_]+)*|[+-]\d{2}:?\d{2}))?$/;

function isoDate(year: string, month: number, day: number): string | null {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(full, month - 1, day));
  const exists = date.getUTCFullYear() === full && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && full >= 1900 ? date.toISOString().slice(0, 10) : null;
}

/** The date at the start of the text and what follows it; undefined when there's none of the known forms. */
function leadingDate(text: string): { date: string | null; rest: string } | undefined {
  const iso = ISO.exec(text);
  if (iso) return { date: isoDate(iso[1] ?? "", Number(iso[3]), Number(iso[4])), rest: text.slice(iso[0].length) };
  const american = AMERICAN.exec(text);
  if (american) return { date: isoDate(american[3] ?? "", Number(american[1]), Number(american[2])), rest: text.slice(american[0].length) };
  const worded = WORDED.exec(text);
  if (!worded) return undefined;
  const month = MONTHS.indexOf((worded[2] ?? "").toUpperCase()) + 1;
  return { date: isoDate(worded[3] ?? "", month, Number(worded[1])), rest: text.slice(worded[0].length) };
}

function readZone(text: string): string | null {
  const known = lookup(FIXED_ZONES, text.toUpperCase());
  if (known) return known;
  if (/^[+-]/.test(text)) return isZone(text) ? text : null;
  return text.includes("/") && isZone(text) ? text : null;
}

/**
 * Reads `20250912`, `2025-09-12`, `09/12/2025` (month first) or `12-SEP-25`, with an optional time after `;`, `,`, a space or `T`
 * (`094450` or `09:44:50`) and an optional zone.
 * @returns null for any other text, and for days and times that don't exist.
 */
export function readMoment(text: string): Moment | null {
  const start = leadingDate(text.trim());
  if (!start?.date) return null;
  if (start.rest === "") return { date: start.date, time: null, zone: null };
  const parts = TIME.exec(start.rest);
  if (!parts) return null;
  const [, hours = "", , minutes = "", seconds = "", printed] = parts;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const zone = printed === undefined ? null : readZone(printed);
  if (printed !== undefined && zone === null) return null;
  return { date: start.date, time: `${hours}:${minutes}:${seconds}`, zone };
}

/** The ISO instant of a moment; a date without a time is its 00:00 UTC. */
export function instantOf(moment: Moment): string {
  if (moment.time === null) return `${moment.date}T00:00:00.000Z`;
  const wallClock = Date.parse(`${moment.date}T${moment.time}Z`);
  return new Date(zonedToUtc(wallClock, moment.zone ?? BROKER_ZONE)).toISOString();
}
