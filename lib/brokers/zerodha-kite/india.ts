/** India has one time, without summer time, five and a half hours ahead of UTC. */
const AHEAD_MS = 330 * 60_000;
const DAY_MS = 86_400_000;
/** Zerodha ends all sessions then. */
const SESSIONS_END_MS = 6 * 60 * 60_000;

const WRITTEN = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/;

/** A time as Kite writes it: India's, without saying so. Null when it is none. */
export function indianTime(written: string): { instant: string; day: string } | null {
  const [, day, time] = WRITTEN.exec(written.trim()) ?? [];
  const instant = day === undefined ? Number.NaN : Date.parse(`${day}T${time}+05:30`);
  return day === undefined || Number.isNaN(instant) ? null : { instant: new Date(instant).toISOString(), day };
}

/** When a session that began at an instant (milliseconds since 1970) ends: at the next 6 in the morning. ISO instant. */
export function sessionEnd(began: number): string {
  const india = began + AHEAD_MS;
  const midnight = Math.floor(india / DAY_MS) * DAY_MS;
  const end = midnight + SESSIONS_END_MS + (india - midnight < SESSIONS_END_MS ? 0 : DAY_MS);
  return new Date(end - AHEAD_MS).toISOString();
}
