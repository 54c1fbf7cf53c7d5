import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { refuseWrongPassword } from "@/lib/auth/own-password";
import { hashPassword } from "@/lib/auth/password";
import { countAttempt } from "@/lib/auth/throttle";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { sendsMail } from "@/lib/env";
import { queueMail } from "@/lib/mail/mutations";
import type { Preferences, SignUp } from "./schema";

/**
 * Creates a person with a first, default portfolio. Where messages reach people, that waits for the link in one of them: the answer and the work
 * are the same whether or not the address is known. Where they don't, a known address is refused: docs/decisions/024-sign-up-and-mail.md.
 * @returns whether the account waits for a link
 */
export async function signUp({ name, email, password }: SignUp, address: string): Promise<Outcome<{ waitsForLink: boolean }>> {
  const seconds = Math.max(await countAttempt("signUp", address), sendsMail() ? await countAttempt("mailTo", email) : 0);
  if (seconds > 0) return refuse(`Too many sign-ups from here. Try again in ${Math.ceil(seconds / 60)} minutes.`);
  const hash = await hashPassword(password);
  if (sendsMail()) {
    await queueMail(email, { kind: "sign_up", content: { name, hash } });
    return done({ waitsForLink: true });
  }
  const [row] = await database().$queryRaw<{ id: bigint | null }[]>`SELECT auth_sign_up(${email}, ${name}, ${hash}) AS id`;
  if (!row?.id)
    return refuse("No account was created.", { email: "This address can't be used for a new account. If it is yours, sign in instead." });
  await queueMail(email, { kind: "verify_email" });
  return done({ waitsForLink: false });
}

export function updateProfile(actor: Actor, name: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await tx.user.update({ where: { id: BigInt(actor.userId) }, data: { name }, select: { id: true } });
    await record(tx, actor, "profile_changed", `user:${actor.userId}`);
    return done(undefined, "Saved.");
  });
}

/** Changes the password and ends every other session: whoever knew the old one is out. */
export async function changePassword(actor: Actor, currentPassword: string, newPassword: string): Promise<Outcome> {
  const refused = await refuseWrongPassword(actor, currentPassword, "currentPassword", "The password was not changed.");
  if (refused) return refused;
  const userId = BigInt(actor.userId);
  const hash = await hashPassword(newPassword);
  return asActor(actor, async (tx) => {
    await tx.userPassword.update({ where: { userId }, data: { hash, updatedAt: new Date() }, select: { userId: true } });
    await tx.session.deleteMany({ where: { userId, id: { not: actor.sessionId } } });
    await record(tx, actor, "password_changed", `user:${userId}`);
    return done(undefined, "Your password was changed, and every other session was signed out.");
  });
}

/** Ends one of the person's other sessions at once. This one ends by signing out, which takes its cookie along. */
export function signOutSession(actor: Actor, sessionId: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (sessionId === actor.sessionId) return refuse("This is the session you are in. Use “Sign out” in the menu.");
    const { count } = await tx.session.deleteMany({ where: { id: sessionId } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "session_closed", `user:${actor.userId}`);
    return done(undefined, "Signed out there.");
  });
}

/** Ends every session, this one too: at once, because each request looks its session up. */
export function signOutEverywhere(actor: Actor): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await tx.session.deleteMany({ where: { userId: BigInt(actor.userId) } });
    await record(tx, actor, "signed_out_everywhere", `user:${actor.userId}`);
    return { ok: true, data: undefined, redirectTo: "/sign-in" };
  });
}

export function savePreferences(actor: Actor, preferences: Preferences): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await tx.userSettings.update({ where: { userId: BigInt(actor.userId) }, data: preferences, select: { userId: true } });
    await record(tx, actor, "preferences_changed", `user:${actor.userId}`);
    return done(undefined, "Saved.");
  });
}

/** Remembers which columns of a table a person has hidden. */
export function saveHiddenColumns(actor: Actor, table: string, hidden: readonly string[]): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const change = JSON.stringify({ [table]: hidden });
    await tx.$executeRaw`UPDATE user_settings SET table_columns = table_columns || ${change}::jsonb WHERE user_id = ${BigInt(actor.userId)}`;
    return done();
  });
}
