import type { RateLimit, SyncSchedule } from "@/lib/brokers/manifest";
import { zonedToUtc } from "@/lib/formats/zone";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** So many failures in a row that would pass by themselves are one that needs the person. */
export const MAX_FAILURES = 5;

/** So many failures in a row, over all accounts, and a broker is left alone for a while: for the first time so long, at most so long. */
export const CIRCUIT = { opensAt: 5, firstForMs: MINUTE_MS, atMostMs: HOUR_MS, probeMs: 2 * MINUTE_MS } as const;

/**
 * How long to wait after so many failures in a row: about a minute, four, a quarter of an hour … six hours at most, and never less than the
 * broker asks for. With jitter: accounts that failed together don't come back together.
 * @param random from 0 to 1
 */
export function retryDelayMs(failures: number, retryAfterMs: number | null, random: number): number {
  const longest = Math.min(6 * HOUR_MS, MINUTE_MS * 4 ** Math.min(10, Math.max(0, failures - 1)));
  const asked = retryAfterMs ?? 0;
  return Math.round(Math.max(longest * (0.5 + random / 2), asked + Math.min(asked * 0.1, MINUTE_MS) * random));
}

/** What becomes of an account whose sync failed: it is tried again by itself, or waits for the person. */
export function afterFailure(
  passes: boolean,
  failures: number,
  retryAfterMs: number | null,
  random: number,
): { attention: false; againMs: number } | { attention: true } {
  return passes && failures < MAX_FAILURES
    ? { attention: false, againMs: retryDelayMs(failures, retryAfterMs, random) }
    : { attention: true };
}

/** Where in a round an account's turn is, from 0 to 1: neighbours are far apart, and each keeps its own place. */
function placeOf(accountId: bigint): number {
  return Number(BigInt.asUintN(64, accountId * 11_400_714_819_323_198_485n) >> 11n) / 2 ** 53;
}

/**
 * When an account is synced next by itself: at its own place in every round, half a round from now at the earliest, and, where the broker's data
 * change in its market's hours only, within them or spread over the first round after they begin.
 */
export function nextDue({ everyMinutes, hours }: SyncSchedule, now: Date, accountId: bigint): Date {
  const round = everyMinutes * MINUTE_MS;
  const place = placeOf(accountId);
  const earliest = now.getTime() + round / 2;
  const turn = Math.ceil((earliest - place * round) / round) * round + place * round;
  if (!hours) return new Date(turn);
  for (let day = Math.floor(turn / DAY_MS) - 1; ; day += 1) {
    const window = windowOf(hours, day * DAY_MS);
    if (window === null || window.end < turn) continue;
    if (window.begin <= turn) return new Date(turn);
    return new Date(window.begin + place * Math.min(round, window.end - window.begin));
  }
}

/** The hours of a date, as instants; null on a weekend. */
function windowOf({ timeZone, from, to }: NonNullable<SyncSchedule["hours"]>, date: number): { begin: number; end: number } | null {
  if ([0, 6].includes(new Date(date).getUTCDay())) return null;
  return { begin: zonedToUtc(date + timeOfDay(from), timeZone), end: zonedToUtc(date + timeOfDay(to), timeZone) };
}

function timeOfDay(text: string): number {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * HOUR_MS + minute * MINUTE_MS;
}

/** A limit as turns: one every so often, and some at once after a pause. In no span of `perMs` are there more than `requests`. */
export function turnsOf({ requests, perMs }: RateLimit): { everyMs: number; slackMs: number } {
  const atOnce = 1 + Math.floor((requests - 1) / 5);
  const everyMs = perMs / (requests - atOnce + 1);
  return { everyMs, slackMs: (atOnce - 1) * everyMs };
}

/** What a snapshot would do to the positions that an account has: cash isn't counted. */
export interface SnapshotChange {
  before: number;
  after: number;
  /** Of those before, how many are gone without a row that says where to. */
  unexplained: number;
}

/** Whether a snapshot takes so much away that the person is asked first: everything, or more than half of at least four positions. */
export function isShrunken({ before, after, unexplained }: SnapshotChange): boolean {
  if (unexplained === 0) return false;
  return after === 0 || (before >= 4 && before - unexplained < before / 2);
}
