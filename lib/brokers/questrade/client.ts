import { z } from "zod";
import type { BrokerLink } from "../link/link";
import { resetAfterMs } from "../link/rate-limit";
import { BrokerProblem } from "../problem";
import { parsed, sessionOf } from "./session";

/** A client of Questrade's REST API, version 1. Answers are text, whose outer form alone is looked at: what they say is the format's. */

export interface Answer {
  body: string;
  /** With its numbers as text. */
  value: unknown;
}

/** Longer than this nobody sits and waits for a limit to pass: the next answer says how long. */
const LONGEST_REST_MS = 60_000;

const NEW_TOKEN = "In Questrade's API centre, generate a new token, and paste it here at once.";
const RIGHTS: Readonly<Record<string, string>> = {
  accounts: "“Retrieve account and security information”",
  symbols: "“Retrieve delayed and real-time market data”",
  markets: "“Retrieve delayed and real-time market data”",
};

const failure = z.looseObject({ code: z.string() });

/** @throws BrokerProblem unless the answer is there, and whole; of kind `permission` where the app lacks the right to what is asked for */
export async function get(link: BrokerLink, path: string): Promise<Answer> {
  const found = await tryGet(link, path);
  if ("code" in found)
    throw new BrokerProblem(
      "answer",
      `Questrade refused a request that it should know (${found.status}${found.code ? `, code ${found.code}` : ""}).`,
    );
  return found;
}

/**
 * As {@link get}, for requests that may be refused for what they ask about.
 * @param path below the version, such as `accounts`
 */
export async function tryGet(link: BrokerLink, path: string): Promise<Answer | { status: number; code: string }> {
  const { accessToken, server } = await sessionOf(link);
  const address = `${server}v1/${path}`;
  if (!URL.canParse(address)) throw new BrokerProblem("answer", "Questrade named a server whose address is none.");
  const response = await link.fetch(address, { headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" } });
  const body = await response.text();
  await rest(link, response);
  const value = parsed(body);
  if (response.ok) {
    if (value === null) throw new BrokerProblem("answer", "Questrade's answer ends in the middle.");
    return { body, value };
  }
  if (response.status === 401) throw new BrokerProblem("sign-in", "Questrade ended the session: the token was taken back.", NEW_TOKEN);
  if (response.status === 403) {
    const right = RIGHTS[path.split(/[/?]/)[0] ?? ""] ?? "the right to read this";
    throw new BrokerProblem("permission", `The app lacks ${right}.`, `In Questrade's API centre, give the app ${right}. ${NEW_TOKEN}`);
  }
  const { code = "" } = failure.safeParse(value).data ?? {};
  return { status: response.status, code: code.slice(0, 8) };
}

/** When an answer says that it was the last one of a limit, the next request waits until there are more. */
async function rest(link: BrokerLink, { headers }: Response): Promise<void> {
  if (headers.get("x-ratelimit-remaining")?.trim() !== "0") return;
  const wait = resetAfterMs(headers, link.now());
  if (wait !== null && wait > 0) await link.wait(Math.min(wait, LONGEST_REST_MS));
}
