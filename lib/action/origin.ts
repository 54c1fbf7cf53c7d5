import "server-only";
import { env } from "@/lib/env";

/**
 * Whether a request that changes or fetches something was made by our own page: its Origin is the host it was sent to, or the configured
 * address. Compared with `Host`, which a browser sets itself; `X-Forwarded-Host` is a header that anybody can write. Where people come by
 * https, a page of the same host that came without it may be anybody's.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const { host, protocol, origin: sent } = new URL(origin);
  const configured = new URL(env().NEXTAUTH_URL);
  const isSafe = protocol === "https:" || configured.protocol === "http:";
  return sent === configured.origin || (isSafe && host === headers.get("host"));
}
