import "server-only";
import { refusalHeaders, refusalResponse } from "@/lib/http/plain-page";
import { currentRequest } from "@/lib/http/request-context";

/**
 * What to answer in the place of next-auth's own answer while the database is away: it takes each error for a wrong password, and would take
 * the cookie of somebody away whose session it could not close.
 * @returns null when nothing stood in its way
 */
export function refusedAnswer(answer: Response, accept: string): Response | null {
  const refusal = currentRequest()?.refusal;
  if (!refusal) return null;
  const contentType = answer.headers.get("content-type") ?? "";
  if (!contentType.includes("json")) return refusalResponse(refusal, accept);
  // Our own page reads the code out of it (components/users/password-sign-in.ts).
  return new Response(answer.body, { status: refusal.status, headers: refusalHeaders(refusal, contentType) });
}
