import { log } from "@/lib/logs/log";
import type { Answered } from "./http-server";

/** Writes a line for each request of a page or an action; of the app's own files only what failed is worth one. */
export function requestLog(patternOf: (path: string) => string): (request: Answered) => void {
  return ({ path, method, status, ms, requestId }) => {
    const route = patternOf(path);
    if (status < 400 && (route === "/_next" || route === "file")) return;
    log(status >= 500 ? "warn" : "info", "request", { requestId, method, route, status, ms });
  };
}
