const HOUR_MS = 60 * 60_000;
const KEPT_HOURS = 24;

interface Count {
  total: number;
  /** By the hour that they fell in. */
  hours: Map<number, number>;
}

const holder = globalThis as { truefolioErrors?: Count };

/** One per process, as the log is. */
function counted(): Count {
  holder.truefolioErrors ??= { total: 0, hours: new Map() };
  return holder.truefolioErrors;
}

/** One more line of the log that says that something went wrong. */
export function countError(): void {
  const count = counted();
  const hour = Math.floor(Date.now() / HOUR_MS);
  count.total += 1;
  count.hours.set(hour, (count.hours.get(hour) ?? 0) + 1);
  for (const old of count.hours.keys()) if (old <= hour - KEPT_HOURS) count.hours.delete(old);
}

/** How many there were since this process began, and in its last 24 hours. */
export function errorCounts(): { total: number; lastDay: number } {
  const { total, hours } = counted();
  const oldest = Math.floor(Date.now() / HOUR_MS) - KEPT_HOURS;
  return { total, lastDay: [...hours].reduce((sum, [hour, count]) => sum + (hour > oldest ? count : 0), 0) };
}
