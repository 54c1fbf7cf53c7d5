import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";

/** A person may look for their phone meanwhile. */
const LIFETIME_S = 5 * 60;
const COOKIE = "truefolio-passkey";

/** What a challenge is bound to: a session and a purpose, or a browser in which nobody has signed in yet. */
const idOf = (binding: string) => createHash("sha256").update(binding).digest("base64url");
export const inSession = (sessionId: string, purpose: "add" | "prove"): string => `${purpose}:${sessionId}`;
export const inBrowser = (secret: string): string => `sign-in:${secret}`;

/** Keeps what is to be signed. A later one under the same binding takes its place. */
export async function keepChallenge(binding: string, challenge: string): Promise<void> {
  await database().$queryRaw`SELECT auth_keep_challenge(${idOf(binding)}, ${challenge}, ${LIFETIME_S}::int)::text`;
}

/** What was to be signed, once: whoever asks a second time, or too late, gets null. */
export async function takeChallenge(binding: string): Promise<string | null> {
  const [row] = await database().$queryRaw<{ challenge: string | null }[]>`SELECT auth_take_challenge(${idOf(binding)}) AS challenge`;
  return row?.challenge ?? null;
}

/** Ties what follows to this browser: a secret that only it has, for the sign-in endpoint alone. */
export async function rememberBrowser(): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  (await cookies()).set(COOKIE, secret, {
    httpOnly: true,
    sameSite: "strict",
    secure: env().NEXTAUTH_URL.startsWith("https://"),
    path: "/api/auth/callback/passkey",
    maxAge: LIFETIME_S,
  });
  return secret;
}

/** The secret of {@link rememberBrowser}, at the sign-in endpoint; empty where there is none. */
export const rememberedBrowser = async (): Promise<string> => (await cookies()).get(COOKIE)?.value ?? "";
