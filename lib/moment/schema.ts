/** A look back: at the end of a day, at what was recorded at an instant, or both. */
export interface Moment {
  /** YYYY-MM-DD: the end of that UTC day. Null: now. */
  asOf: string | null;
  /** ISO instant, to the microsecond at most: only what was recorded by then, as it stood then. Null: all that is recorded. */
  known: string | null;
}

export const NOW: Moment = { asOf: null, known: null };

export const isNow = ({ asOf, known }: Moment): boolean => asOf === null && known === null;

/** Names that carry a moment in an address. */
export const MOMENT_NAMES = ["asOf", "known"] as const;

export type Search = Readonly<Record<string, string | string[] | undefined>>;

const FIRST_YEAR = 1900;
const INSTANT = /^(\d{4})-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.(\d{1,6}))?)?(?:Z|[+-]\d{2}:\d{2})$/;
const DAY_MS = 86_400_000;

// By hand and not by zod: the header of every page reads this in the browser, and zod is a sixth of what a page may load.
const textOf = (value: Search[string]): string => (Array.isArray(value) ? value[0] : value) ?? "";
const isDay = (text: string) => Number(text.slice(0, 4)) >= FIRST_YEAR && new Date(text).toJSON()?.slice(0, 10) === text;

function readDay(value: Search[string]): string | null {
  const text = textOf(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text) ? text : null;
}

function readInstant(value: Search[string]): string | null {
  const text = textOf(value);
  const [, year = "", fraction = ""] = INSTANT.exec(text) ?? [];
  const at = new Date(text);
  // A day that isn't in the calendar, such as 30 February, becomes another one.
  if (Number(year) < FIRST_YEAR || Number.isNaN(at.getTime()) || !isDay(text.slice(0, 10))) return null;
  // A JavaScript date has no microseconds, and the database's instants do.
  return `${at.toISOString().slice(0, 20)}${fraction.padEnd(6, "0")}Z`;
}

/** The moment in an address. What isn't understood is as if it weren't there; today, the future and an instant to come are now. */
export function parseMoment(search: Search, now: Date = new Date()): Moment {
  const asOf = readDay(search.asOf);
  const known = readInstant(search.known);
  return {
    asOf: asOf !== null && asOf < now.toISOString().slice(0, 10) ? asOf : null,
    known: known !== null && new Date(known) <= now ? known : null,
  };
}

/** The first instant after the day that is looked back to. */
export const endOf = (asOf: string): Date => new Date(Date.parse(asOf) + DAY_MS);

/** The moment as it stands in an address: only what is asked for. */
export function momentQuery({ asOf, known }: Moment): Record<string, string> {
  return { ...(asOf === null ? {} : { asOf }), ...(known === null ? {} : { known }) };
}

/** The same page at a moment; what else is in the address stays. */
export function withMoment<Href extends string>(href: Href, moment: Moment): Href {
  const [, path = "", search = "", hash = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  const query = new URLSearchParams(search);
  for (const name of MOMENT_NAMES) query.delete(name);
  for (const [name, value] of Object.entries(momentQuery(moment))) query.set(name, value);
  return `${path}${query.size > 0 ? `?${query}` : ""}${hash}` as Href;
}
