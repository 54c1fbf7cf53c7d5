import { z } from "zod";
import type { BrokerLink } from "../link/link";
import { readAnswer } from "../pages";
import { BrokerProblem } from "../problem";

/** A session of half an hour. */
export interface Session {
  accessToken: string;
  /** Where the accounts are, with a slash at its end. */
  server: string;
}

const tokens = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1), api_server: z.string().min(1) });

/** One exchange for each link: every token works once. */
const SESSIONS = new WeakMap<BrokerLink, Promise<Session>>();

export function sessionOf(link: BrokerLink): Promise<Session> {
  const found = SESSIONS.get(link) ?? exchange(link);
  SESSIONS.set(link, found);
  return found;
}

/**
 * Exchanges the token for a session and for the token of the next time, which is sealed before anything else is done, the session's first
 * request included: from the answer on, the old token is worth nothing, and the new one is nowhere but here.
 *
 * A crash (or a connection that breaks) after Questrade made the new token and before it is sealed can't be undone: nobody has a token that
 * works then, and the person has to paste another one. Nothing is done in between but to read the answer, and what can fail later, such as a
 * server that isn't Questrade's, fails with the new token sealed. That no two syncs exchange one token at a time is the caller's to see to.
 */
async function exchange(link: BrokerLink): Promise<Session> {
  const { refreshToken = "", environment = "live" } = link.secrets;
  // In the body, and by POST: addresses end up in logs.
  const response = await link.fetch(`${link.endpoint(environment === "practice" ? "practice" : "live")}/oauth2/token`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }),
  });
  if (response.status >= 400)
    throw new BrokerProblem(
      "sign-in",
      "Questrade doesn't accept the token: it was used before, or not for seven days, or taken back.",
      "In Questrade's API centre, generate a new token, and paste it here at once.",
    );
  const read = tokens.safeParse(parsed(await response.text()));
  if (!read.success) throw new BrokerProblem("answer", "Questrade answered the token in a form that this version doesn't know.");
  const { access_token, refresh_token, api_server } = read.data;
  await link.renew({ ...link.secrets, refreshToken: refresh_token });
  return { accessToken: access_token, server: `${api_server.replace(/\/+$/, "")}/` };
}

/** An answer with its numbers as text; null when it is no JSON. */
export function parsed(body: string): unknown {
  try {
    return readAnswer({ body, line: 1 });
  } catch {
    return null;
  }
}
