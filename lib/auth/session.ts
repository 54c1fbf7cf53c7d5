import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getToken } from "next-auth/jwt";
import { cache } from "react";
import { asActor } from "@/lib/db/as-actor";
import { notingFaults } from "@/lib/db/away";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Actor } from "./actor";

/** The header in which proxy.ts tells server components where the visitor is. */
export const PATH_HEADER = "x-truefolio-path";

/** What a session id is stored as: whoever reads the table cannot sign in with it. */
const stored = (sessionSecret: string) => createHash("sha256").update(sessionSecret).digest("base64url");

function actor(fields: { userId: bigint; name: string; email: string; sessionId: string }): Actor {
  return { ...fields, userId: fields.userId.toString() } as Actor;
}

/** Opens a session for a person whose password has just been verified; returns the secret that goes into the signed cookie. */
export async function openSession(userId: bigint, userAgent: string): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  const sessionId = stored(secret);
  await asActor(actor({ userId, name: "", email: "", sessionId }), async (tx) => {
    await tx.session.create({ data: { id: sessionId, userId, userAgent: userAgent.slice(0, 300) } });
    await tx.auditEntry.create({ data: { userId, event: "sign_in" } });
  });
  return secret;
}

/** Closes one session at once: a copied cookie is worth nothing afterwards. */
export async function closeSession(sessionSecret: string): Promise<void> {
  const found = await actorOfSession(sessionSecret);
  if (!found) return;
  await asActor(found, async (tx) => {
    await tx.session.deleteMany({ where: { id: found.sessionId } });
    await tx.auditEntry.create({ data: { userId: BigInt(found.userId), event: "sign_out" } });
  });
}

/** The person behind an open session, or null. */
export async function actorOfSession(sessionSecret: string): Promise<Actor | null> {
  const sessionId = stored(sessionSecret);
  const [row] = await notingFaults(
    () => database().$queryRaw<{ user_id: bigint; name: string; email: string }[]>`SELECT * FROM auth_session(${sessionId})`,
  );
  return row ? actor({ userId: row.user_id, name: row.name, email: row.email, sessionId }) : null;
}

/**
 * Who is asking, or null. Reads the signed cookie itself instead of next-auth's getServerSession: that one throws on a malformed
 * callback-url cookie, and every page would be a 500. The session is looked up each time, so signing out everywhere works at once.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies();
  const request = { cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])), headers: new Headers() };
  const token = await getToken({
    req: request as unknown as Parameters<typeof getToken>[0]["req"],
    secret: env().NEXTAUTH_SECRET,
    secureCookie: env().NEXTAUTH_URL.startsWith("https://"),
  });
  return typeof token?.sid === "string" ? actorOfSession(token.sid) : null;
});

/** The sole gate: an Actor, or a redirect to the sign-in page that leads back here afterwards. */
export async function requireActor(): Promise<Actor> {
  const found = await currentActor();
  if (found) return found;
  const path = (await headers()).get(PATH_HEADER);
  redirect(path && path !== "/" ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : "/sign-in");
}
