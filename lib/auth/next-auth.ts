import "server-only";
import { headers } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { issuerOf, oidcProviders } from "@/lib/oidc/providers";
import { enterByClaims } from "./enter-by-claims";
import { throwCode } from "./fault-code";
import { passkeyProvider } from "./passkey-provider";
import { closeSession, currentActor } from "./session";
import { signInWithPassword } from "./sign-in";

const THIRTY_DAYS_S = 30 * 24 * 60 * 60;

/**
 * next-auth's part: the CSRF-checked sign-in and sign-out endpoints and the signed, encrypted cookie. Its credentials provider works with
 * JWT sessions only, so the token carries nothing but the secret of a row in `sessions`, and that row decides (lib/auth/session.ts).
 * Errors thrown in `authorize` end up in the reply's address: they are codes, never sentences, never data.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: THIRTY_DAYS_S },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, code: {} },
        async authorize(credentials, request) {
          const outcome = await signInWithPassword({
            email: String(credentials?.email ?? ""),
            password: String(credentials?.password ?? ""),
            code: String(credentials?.code ?? ""),
            address: String(request.headers?.["x-forwarded-for"] ?? "unknown"),
            userAgent: String(request.headers?.["user-agent"] ?? ""),
          }).catch(throwCode);
          if (outcome.ok) return { id: outcome.userId, sessionSecret: outcome.sessionSecret };
          throw new Error(outcome.reason === "wait" ? `wait:${outcome.seconds}` : outcome.reason);
        },
      }),
      passkeyProvider(),
      ...oidcProviders(),
    ],
    callbacks: {
      // Of the others `authorize` has made sure already. An address in the place of true leads there, without a session.
      async signIn({ user, account, profile }) {
        const issuer = account?.type === "oauth" ? issuerOf(account.provider) : null;
        if (issuer === null) return account?.type === "credentials";
        const userAgent = (await headers()).get("user-agent") ?? "";
        const entrance = await enterByClaims(issuer, profile, await currentActor(), userAgent).catch(throwCode);
        if (entrance.outcome === "entered") Object.assign(user, { id: entrance.userId, sessionSecret: entrance.sessionSecret });
        if (entrance.outcome === "refused") return `/sign-in?error=${entrance.code}`;
        return entrance.outcome === "entered" || "/settings#security";
      },
      jwt: ({ token, user }) => (user && "sessionSecret" in user ? { sid: user.sessionSecret } : { sid: token.sid }),
      // Nothing about the person is served at next-auth's session endpoint: pages read it from the database.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await closeSession(token.sid);
      },
    },
  };
}
