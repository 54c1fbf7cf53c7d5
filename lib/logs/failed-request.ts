import "server-only";
import { noteFault } from "@/lib/db/away";
import { errorFields } from "./fields";
import { log } from "./log";

/** One line for a page that failed, under the reference that its visitor sees; one that the database failed is answered with 503. */
export function reportFailedRequest(error: unknown, { method, route }: { method: string; route: string }): void {
  noteFault(error);
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  log("error", "request_failed", { reference, method, route, ...errorFields(error) });
}
