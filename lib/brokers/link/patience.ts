import "server-only";
import { BrokerProblem } from "../problem";
import { resetAfterMs } from "./rate-limit";

/** Longer than this a sync doesn't sit and wait: it ends, and is taken up again later. */
const LONGEST_WAIT_MS = 60_000;
/** What is waited where a broker says "not so fast" without saying for how long. */
const SHORT_WAIT_MS = 2_000;
const MAX_REPEATS = 3;

interface Patience {
  pause(milliseconds: number): Promise<void>;
  now(): number;
  turn(): Promise<void>;
}

/**
 * Waits for each request's turn, and repeats those that the broker wants later, after the time that it says (Retry-After, RFC 9110 §10.2.3; else
 * X-RateLimit-Reset).
 * @throws BrokerProblem `busy` when that is too long or too often; `away` for a status of 500 and above; `answer` for a web page
 */
export function patientFetch(request: typeof fetch, { pause, now, turn }: Patience): typeof fetch {
  return async (input, init) => {
    // A body can be sent once: every repeat is of a copy.
    const original = new Request(input, init);
    for (let repeats = 0; ; repeats += 1) {
      await turn();
      const response = await request(original.clone());
      const host = new URL(original.url).hostname;
      if (response.status !== 429) return usable(response, host);
      const wait = retryAfterMs(response.headers.get("retry-after"), now()) ?? resetAfterMs(response.headers, now());
      if (repeats === MAX_REPEATS || (wait ?? 0) > LONGEST_WAIT_MS)
        throw new BrokerProblem("busy", `${host} takes no more requests for now.`, "", wait);
      // A time that is over already says as much as none.
      await pause(wait || SHORT_WAIT_MS * 2 ** repeats);
    }
  };
}

function usable(response: Response, host: string): Response {
  if (response.status >= 500)
    throw new BrokerProblem(
      "away",
      `${host} is out of order (status ${response.status}).`,
      "",
      retryAfterMs(response.headers.get("retry-after"), Date.now()),
    );
  if (response.ok && (response.headers.get("content-type") ?? "").startsWith("text/html"))
    throw new BrokerProblem(
      "answer",
      `${host} answered with a web page in the place of data.`,
      "If it stays, sign in at the broker and see whether it asks you something.",
    );
  return response;
}

/** Retry-After is a number of seconds or a date; null when there is none, or neither. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Math.ceil(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
