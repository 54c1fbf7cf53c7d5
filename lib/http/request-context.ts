import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Span } from "./tracer";

/** Why somebody is not answered now though nothing is wrong with what they ask; the server in front of the app says so (scripts/runtime/refusal.ts). */
export interface Refusal {
  /** Too slow, too long, too often, or not at the moment. */
  status: 408 | 413 | 429 | 503;
  retryAfterSeconds?: number;
}

/** What is known of the request at hand. */
export interface RequestContext {
  /** In the log and in the answer's `x-request-id`. */
  id: string;
  refusal?: Refusal;
  /** What its statements are parts of, where there are traces. */
  span?: Span;
}

const holder = globalThis as { truefolioRequests?: AsyncLocalStorage<RequestContext> };

/** On globalThis, because the server's copy of this module and the app's have to share it. */
function requests(): AsyncLocalStorage<RequestContext> {
  holder.truefolioRequests ??= new AsyncLocalStorage();
  return holder.truefolioRequests;
}

/** The request that this code runs for; undefined in the worker and at start. */
export const currentRequest = (): RequestContext | undefined => requests().getStore();

/** Runs `work` as a part of a request: whatever it calls finds the context. */
export function withinRequest<Result>(context: RequestContext, work: () => Result): Result {
  return requests().run(context, work);
}

/** Notes that the request at hand is to be refused, should its page fail. */
export function noteRefusal(refusal: Refusal): void {
  const request = currentRequest();
  if (request) request.refusal = refusal;
}
