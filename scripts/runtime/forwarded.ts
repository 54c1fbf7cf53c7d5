import type { IncomingMessage } from "node:http";

const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-real-ip"];

/**
 * Replaces what a request claims about where it came from by what the socket says: a limit on sign-in attempts per address, or a check
 * of the origin, is worth nothing when anybody can write the header. Leave it out only behind a proxy that writes these headers itself.
 */
export function overwriteForwarded({ headers, socket }: IncomingMessage): void {
  for (const name of FORWARDED) delete headers[name];
  const address = socket.remoteAddress ?? "";
  headers["x-forwarded-for"] = address;
  headers["x-real-ip"] = address;
  headers["x-forwarded-proto"] = "http";
  if (headers.host) headers["x-forwarded-host"] = headers.host;
}
