import type { Instrumentation } from "next";

/** Called by Next for every page, action and route that failed: the digest is the reference that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method }, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportFailedRequest } = await import("@/lib/logs/failed-request");
  reportFailedRequest(error, { method, route: routePath });
};
