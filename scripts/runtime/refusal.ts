import type { IncomingMessage, ServerResponse } from "node:http";
import { refusalBody, refusalHeaders } from "@/lib/http/plain-page";
import type { Refusal, RequestContext } from "@/lib/http/request-context";

/** Of what has been set for the answer that isn't given any more. */
const ABOUT_A_BODY = /^(content-(?!security)|cache-control$|etag$|last-modified$|transfer-encoding$|vary$)/;

/**
 * Puts a friendly page and the right status in the place of the app's error page, where a page failed only because it has to wait: Next knows
 * no other status than 500 for that.
 * @returns a function that refuses from outside, as long as nothing has been sent
 */
export function answerRefusals(
  { headers }: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): (refusal: Refusal) => void {
  const { writeHead, write, end } = response;
  let refused = false;

  function refuse(refusal: Refusal): void {
    if (response.headersSent) return;
    refused = true;
    for (const name of response.getHeaderNames()) if (ABOUT_A_BODY.test(name)) response.removeHeader(name);
    const { body, contentType } = refusalBody(refusal, headers.accept ?? "");
    writeHead.call(response, refusal.status, refusalHeaders(refusal, contentType));
    end.call(response, body, "utf8");
  }
  function isRefused(status: number): boolean {
    if (!refused && !response.headersSent && status === 500 && context.refusal) refuse(context.refusal);
    return refused;
  }

  response.writeHead = ((status: number, ...more: []) =>
    isRefused(status) ? response : writeHead.call(response, status, ...more)) as ServerResponse["writeHead"];
  response.write = ((...chunk: Parameters<typeof write>) => isRefused(response.statusCode) || write.apply(response, chunk)) as typeof write;
  response.end = ((...chunk: Parameters<typeof end>) =>
    isRefused(response.statusCode) ? response : end.apply(response, chunk)) as typeof end;
  return refuse;
}
