/** From here on a number of seconds is an instant, and no time to wait. */
const FIRST_INSTANT = 1_000_000_000;

/**
 * How long until a limit is over, as `X-RateLimit-Reset` tells: an instant in seconds since 1970 (Questrade, Alpaca, Trading 212), or seconds
 * from now on (the IETF's draft). No standard, but common.
 * @param now milliseconds since 1970
 * @returns milliseconds; null when there is no such header, or none that can be read
 */
export function resetAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get("x-ratelimit-reset")?.trim() ?? "";
  if (!/^\d{1,10}(\.\d+)?$/.test(text)) return null;
  const seconds = Number(text);
  return Math.max(0, Math.ceil(seconds < FIRST_INSTANT ? seconds * 1000 : seconds * 1000 - now));
}
