/** What the clock on a wall says in a zone, as `datetime-local` fields write it: `2025-02-01T10:00:00`. */
export function wallTimeOf(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const),
  });
  return parts.format(new Date(instant)).replace(" ", "T");
}

const MINUTES = 16;
const DAY_MS = 86_400_000;

/** The instant at which a clock in a zone says so, as ISO text; of an hour that happens twice, the first. Null for text that is no time. */
export function instantOf(wallTime: string, timeZone: string): string | null {
  const wall = wallTime.length === MINUTES ? `${wallTime}:00` : wallTime;
  const guess = Date.parse(`${wall}Z`);
  if (Number.isNaN(guess)) return null;
  // How far the zone is from UTC depends on the instant that is looked for: near a change of clocks it may be either of two.
  const tries = [-DAY_MS, DAY_MS].map((away) => guess - offsetAt(guess + away, timeZone));
  const fitting = tries.filter((at) => wallTimeOf(new Date(at).toISOString(), timeZone) === wall);
  return new Date(Math.min(...(fitting.length > 0 ? fitting : tries))).toISOString();
}

/** How far ahead of UTC a zone's clocks are, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  return Date.parse(`${wallTimeOf(new Date(instant).toISOString(), timeZone)}Z`) - Math.floor(instant / 1000) * 1000;
}
