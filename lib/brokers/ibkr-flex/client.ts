import { decodeText } from "@/lib/formats/text";
import type { BrokerLink } from "../link/link";
import { BrokerProblem } from "../problem";
import { type FlexAnswer, readReply, unreadable } from "./answer";
import { NO_STATEMENT, NOT_YET, problemOf, TOO_MANY_REQUESTS } from "./codes";

/**
 * A client of Interactive Brokers' Flex Web Service, version 3: a statement is requested, announced under a reference, and fetched when it
 * is ready. Token and query stand in the address, as the service wants it; nothing of an address is ever part of a message.
 */

/** First and last day, ISO, at most 365 days. */
export interface FlexWindow {
  from: string;
  to: string;
}

/** The service refuses requests that don't say by whom they are made. */
const HEADERS = { "user-agent": "Truefolio/1", accept: "application/xml, text/xml" };

/** Before each look, the first one included: most statements are ready within seconds. About two and a half minutes together. */
const PAUSES_MS = [1_000, 3_000, 6_000, 12_000, 24_000, 48_000, 60_000];
/** Ten requests a minute are allowed: after one, all of them are again. */
const THROTTLED_MS = 60_000;
const MAX_THROTTLED = 2;
const LATER_MS = 10 * 60_000;

interface Answered {
  text: string;
  /** Null for a statement. */
  answer: FlexAnswer | null;
}

/**
 * Requests a statement, waits for it, and fetches it.
 * @param window null for the period that the query was saved with
 * @returns its XML, whose end has not been looked at; null when there is no statement for the window
 * @throws BrokerProblem
 */
export async function fetchStatement(link: BrokerLink, window: FlexWindow | null): Promise<string | null> {
  const service = link.endpoint("service");
  const { token = "", queryId = "" } = link.secrets;
  const dates = window && { fd: window.from.replaceAll("-", ""), td: window.to.replaceAll("-", "") };
  const { answer } = await patiently(link, withQuery(`${service}/SendRequest`, { t: token, q: queryId, v: "3", ...dates }));
  if (answer?.code === NO_STATEMENT) return null;
  const { reference } = answer ?? {};
  if (!reference) throw new BrokerProblem("answer", "Interactive Brokers announced no statement.");
  await link.wait(PAUSES_MS[0] ?? 0);
  // Whether the address is one of the broker's own is the link's to judge: it sends nothing elsewhere.
  const address = withQuery(answer?.address ?? `${service}/GetStatement`, { t: token, q: reference, v: "3" });
  const fetched = await patiently(link, address);
  if (fetched.answer?.code === NO_STATEMENT) return null;
  if (fetched.answer) throw new BrokerProblem("answer", "Interactive Brokers announced a statement a second time instead of giving it.");
  return fetched.text;
}

/** Asks until it is no longer told to come back: the same request every time, so that the statement in the making is the one that is fetched. */
async function patiently(link: BrokerLink, address: URL): Promise<Answered> {
  let throttled = 0;
  for (let looks = 1; ; ) {
    const answered = await ask(link, address);
    const code = answered.answer?.code ?? null;
    if (code === null || code === NO_STATEMENT) return answered;
    if (code === TOO_MANY_REQUESTS) {
      if (throttled === MAX_THROTTLED)
        throw new BrokerProblem("busy", "Interactive Brokers takes no more requests with this token for now.", "", LATER_MS);
      throttled += 1;
      await link.wait(THROTTLED_MS);
    } else if (NOT_YET.has(code)) {
      const pause = PAUSES_MS[looks];
      if (pause === undefined) throw new BrokerProblem("preparing", "Interactive Brokers is still preparing the statement.", "", LATER_MS);
      looks += 1;
      await link.wait(pause);
    } else throw problemOf(code);
  }
}

async function ask(link: BrokerLink, address: URL): Promise<Answered> {
  const response = await link.fetch(address, { headers: HEADERS });
  try {
    const text = decodeText(new Uint8Array(await response.arrayBuffer()));
    return { text, answer: readReply(text) };
  } catch (error) {
    throw unreadable(error);
  }
}

function withQuery(address: string, query: Readonly<Record<string, string>>): URL {
  if (!URL.canParse(address))
    throw new BrokerProblem("answer", "Interactive Brokers announced the statement under an address that is none.");
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}
