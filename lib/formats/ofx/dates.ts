/** A date as OFX tells it. */
export interface OfxDate {
  /** ISO instant in UTC; for a date without a time, its 00:00 UTC. */
  instant: string;
  /** The calendar day in the zone that was written, `YYYY-MM-DD`. */
  day: string;
  dateOnly: boolean;
  /** Why a person should look at it, when the zone could not be told. */
  doubt?: string;
}

/** YYYYMMDD, then hours, minutes, seconds, milliseconds (after a dot, or a colon as one bank writes it) and `[offset:NAME]`. */
const DATE = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(?:[.:,](\d{1,6}))?)?)?\s*(?:\[([^\]]*)\])?$/;
const ZONE = /^([+-]?)(\d{1,2})?(?:\.(\d{1,2}))?(?::?\s*([A-Za-z]+))?$/;

/** Fractions of an hour, as minutes: `.30` and `.5` are the two spellings of half an hour that exist. */
const FRACTIONS: Readonly<Record<string, number>> = {
  "0": 0,
  "00": 0,
  "25": 15,
  "15": 15,
  "5": 30,
  "50": 30,
  "3": 30,
  "30": 30,
  "75": 45,
  "45": 45,
};

/** Minutes east of UTC. Only names with one meaning; the others need their offset. */
const NAMED_ZONES: Readonly<Record<string, number>> = {
  GMT: 0,
  UTC: 0,
  UT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  AST: -240,
  ADT: -180,
  NST: -210,
  NDT: -150,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  JST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};

const MINUTE = 60_000;

/** Minutes east of UTC; undefined when the brackets say nothing usable; null when they are no zone at all. */
function zoneMinutes(text: string): number | undefined | null {
  const match = ZONE.exec(text.trim());
  if (!match) return null;
  const [, minus, hours, fraction, name] = match;
  if (hours === undefined) return name === undefined ? undefined : NAMED_ZONES[name.toUpperCase()];
  const minutes = fraction === undefined ? 0 : FRACTIONS[fraction];
  if (minutes === undefined || Number(hours) > 14) return null;
  return (minus === "-" ? -1 : 1) * (Number(hours) * 60 + minutes);
}

/**
 * Reads an OFX date or date-time. Without a zone OFX means GMT.
 *
 * A date alone is a day, and so is a time that reads 00:00:00 where it was written: brokers print trade dates as local midnights,
 * and converting those to UTC would move trades to another day.
 * @returns null for anything that is no such date: an impossible day or time, a year outside 1900–2199, other text.
 */
export function parseOfxDate(text: string): OfxDate | null {
  const match = DATE.exec(text.trim());
  if (!match) return null;
  const [, year, month, date, hour = "00", minute = "00", second = "00", fraction = "", zoneText] = match;
  const day = `${year}-${month}-${date}`;
  const local = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  // Date.parse rolls 31/02 over to March and reads 24:00; printing it back tells.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(`${day}T${hour}:${minute}:${second}`)) return null;
  if (Number(year) < 1900 || Number(year) > 2199) return null;
  const offset = zoneText === undefined ? 0 : zoneMinutes(zoneText);
  if (offset === null) return null;
  const dateOnly = local % (24 * 60 * MINUTE) === 0;
  const instant = new Date(dateOnly ? local : local - (offset ?? 0) * MINUTE).toISOString();
  const doubt = offset === undefined && !dateOnly ? `The time zone "${zoneText}" is not known; the time was read as UTC.` : undefined;
  return { instant, day, dateOnly, ...(doubt ? { doubt } : {}) };
}
