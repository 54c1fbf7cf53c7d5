import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";
import type { ProviderName } from "./schema";

/** The providers of OIDC_PROVIDERS, by name. */
export const providerNames = (): ProviderName[] => env().OIDC_PROVIDERS.map(({ id, name }) => ({ id, name }));

/** Where a provider says who it is; null for one that isn't there. */
export const issuerOf = (providerId: string): string | null => env().OIDC_PROVIDERS.find(({ id }) => id === providerId)?.issuer ?? null;

/**
 * The same for next-auth: OpenID Connect's authorization code flow with PKCE, state and nonce, everything else as the provider itself describes
 * it at `/.well-known/openid-configuration`.
 */
export function oidcProviders(): OAuthConfig<Record<string, unknown>>[] {
  return env().OIDC_PROVIDERS.map(({ id, name, issuer, clientId, clientSecret }) => ({
    id,
    name,
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    // Who that is here, `enterByClaims` finds out.
    profile: (claims) => ({ id: String(claims.sub) }),
  }));
}
