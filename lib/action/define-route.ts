import "server-only";
import type { NextRequest } from "next/server";
import type { Actor } from "@/lib/auth/actor";
import { hasRecentSignIn } from "@/lib/auth/recent-sign-in";
import { currentActor } from "@/lib/auth/session";
import { AWAY, noteFault } from "@/lib/db/away";
import { parseRowId } from "@/lib/db/row-id";
import { env } from "@/lib/env";
import { refusalResponse } from "@/lib/http/plain-page";
import { isOwnOrigin } from "./origin";
import { reportUnexpected } from "./report";

type Ids<Name extends string> = Readonly<Record<Name, bigint>>;
type Params = Promise<Record<string, string | string[] | undefined>>;

interface RouteOptions {
  /** A person comes here by a link of another site, which is not enough to do anything: the handler has to know them by what they bring. */
  visitedFromElsewhere?: boolean;
  /** As for an action: the person has signed in, or confirmed that it is them, within the last minutes. If not, a page asks and leads back here. */
  recentSignIn?: boolean;
}

/** A plain answer for programs: what a person sees is a page, never one of these. */
const answer = (status: number, message: string) => Response.json({ message }, { status });
export const notFoundResponse = () => answer(404, "Not found.");

/**
 * The single wrapper of every route handler behind the sign-in: who is asking, does our own page ask, are the ids in the path ids. A row of
 * somebody else and a row that does not exist get the same 404.
 * @param names the path's segments that are row ids
 */
export function defineRoute<Name extends string>(
  names: readonly Name[],
  handle: (actor: Actor, ids: Ids<Name>, request: NextRequest) => Promise<Response | null>,
  { visitedFromElsewhere = false, recentSignIn = false }: RouteOptions = {},
): (request: NextRequest, context: { params: Params }) => Promise<Response> {
  return async (request, { params }) => {
    if (!visitedFromElsewhere && !(await isFromHere(request))) return answer(403, "This request did not come from Truefolio's own page.");
    try {
      const actor = await currentActor();
      if (!actor && visitedFromElsewhere) return toSignIn(request);
      if (!actor) return answer(401, "Sign in first.");
      if (recentSignIn && !(await hasRecentSignIn(actor))) return toConfirmation(request);
      const segments = await params;
      const entries = names.map((name) => [name, parseRowId(String(segments[name] ?? ""))] as const);
      if (entries.some(([, id]) => id === null)) return notFoundResponse();
      return (await handle(actor, Object.fromEntries(entries) as unknown as Ids<Name>, request)) ?? notFoundResponse();
    } catch (error) {
      const reference = reportUnexpected(error);
      if (noteFault(error)) return refusalResponse(AWAY, request.headers.get("accept") ?? "");
      return answer(500, `Something went wrong on our side. Reference ${reference}.`);
    }
  };
}

/** They come back here once they have confirmed that it is them; to the page with the button, where a link can't do what the button does. */
function toConfirmation({ method, nextUrl, headers }: NextRequest): Response {
  const page = method === "GET" ? nextUrl : new URL(headers.get("referer") ?? "/settings", nextUrl);
  const location = `/confirm?callbackUrl=${encodeURIComponent(page.pathname + page.search)}`;
  return new Response(null, { status: 303, headers: { location } });
}

/** They come back here once they have signed in. */
function toSignIn({ nextUrl }: NextRequest): Response {
  const address = new URL("/sign-in", env().NEXTAUTH_URL);
  address.searchParams.set("callbackUrl", nextUrl.pathname + nextUrl.search);
  return Response.redirect(address, 303);
}

/**
 * Changes need our Origin. Reads may be opened from the address bar, but not pulled in by the page of another site, nor of another host of
 * ours. Browsers say nothing of that where the connection isn't safe; then an Origin, where there is one, has to be ours.
 */
async function isFromHere({ method, headers }: NextRequest): Promise<boolean> {
  if (method !== "GET") return isOwnOrigin(headers);
  const site = headers.get("sec-fetch-site") ?? "none";
  return ["same-origin", "none"].includes(site) && (headers.get("origin") === null || isOwnOrigin(headers));
}
