import { type NextRequest, NextResponse } from "next/server";

/**
 * Runs before every page: tells server components where the visitor is (for the way back after signing in) and sets the content security
 * policy with a fresh nonce, which Next puts on its own scripts. It decides nothing about who may see what: that is beside the data.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-truefolio-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Server-rendered style attributes (column widths, progress bars) have no nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Pages and their data only. Uploads stay out: what passes through here is cut off, silently, at ten megabytes. */
export const config = {
  matcher: ["/((?!_next/|api/|accounts/\\d+/import/upload|livez|readyz|metrics|.*\\.(?:svg|png|ico|txt|woff2)$).*)"],
};
