import "server-only";
import { env } from "@/lib/env";

/**
 * Whether a request that changes or fetches something was made by our own page: its Origin is the host it was sent to, or the configured
 * address. Compared with `Host`, which a browser sets itself; `X-Forwarded-Host` is a header that anybody can write.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const { host, origin: sent } = new URL(origin);
  return host === headers.get("host") || sent === new URL(env().NEXTAUTH_URL).origin;
}
