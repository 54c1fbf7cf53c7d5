const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    formatters.set(zone, found);
  }
  return found;
}

/** Whether the runtime knows a time zone by this name (`America/New_York`, `US/Eastern`, `+02:00`). */
export function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: string, instant: number): number {
  const name =
    formatter(zone)
      .formatToParts(instant)
      .find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const magnitude = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -magnitude : magnitude;
}

const DAY = 86_400_000;

/**
 * The UTC instant of a wall-clock time in a zone, given as if the wall clock were UTC.
 * A time that happens twice (autumn) is its first occurrence; one that never happens (spring) moves forward by the gap.
 */
export function zonedToUtc(wallClock: number, zone: string): number {
  const before = offsetAt(zone, wallClock - DAY);
  const after = offsetAt(zone, wallClock + DAY);
  if (before === after) return wallClock - before;
  const matches = [before, after]
    .map((offset) => ({ instant: wallClock - offset, offset }))
    .filter(({ instant, offset }) => offsetAt(zone, instant) === offset);
  return matches.length > 0 ? Math.min(...matches.map(({ instant }) => instant)) : wallClock - before;
}
