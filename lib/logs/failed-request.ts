import "server-only";
import { errorFields } from "./fields";
import { log } from "./log";

/** One line for a page that failed, under the reference that its visitor sees. */
export function reportFailedRequest(error: unknown, { method, route }: { method: string; route: string }): void {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  log("error", "request_failed", { reference, method, route, ...errorFields(error) });
}
