/**
 * What every answer carries, whoever gives it: a page, a file, an error, a 404, a probe. Pages replace the content security policy by a
 * stricter one with a nonce of their own (proxy.ts).
 * @param publicUrl the address that people use
 */
export function securityHeaders(publicUrl: string | undefined): readonly (readonly [name: string, value: string])[] {
  const always = [
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ["referrer-policy", "same-origin"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["x-permitted-cross-domain-policies", "none"],
    ["permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"],
    [
      "content-security-policy",
      "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ],
  ] as const;
  // Without subdomains and preloading: the rest of the domain isn't ours to decide about.
  return publicUrl?.startsWith("https://") ? [...always, ["strict-transport-security", "max-age=31536000"]] : always;
}
