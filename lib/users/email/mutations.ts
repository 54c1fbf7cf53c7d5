import "server-only";
import { done, leadTo, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { refuseWrongPassword } from "@/lib/auth/own-password";
import { hashPassword } from "@/lib/auth/password";
import { countAttempt } from "@/lib/auth/throttle";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { hashOfToken } from "@/lib/mail/links";
import { queueMail } from "@/lib/mail/mutations";
import { readLink } from "./queries";

const LINK_GONE = refuse("This link was used already, or is too old. Ask for a new one.");
const tooMany = (seconds: number) => refuse(`Too many requests. Wait ${Math.max(1, Math.ceil(seconds / 60))} minutes and try again.`);

/** Has a link sent with which a new password is chosen. The answer and the work are the same whether or not anybody has the address. */
export async function requestReset(email: string, address: string): Promise<Outcome> {
  const seconds = Math.max(await countAttempt("mailFrom", address), await countAttempt("mailTo", email));
  if (seconds > 0) return tooMany(seconds);
  await queueMail(email, { kind: "reset_password" });
  return done(undefined, "If there is an account with this address, a message is on its way to it.");
}

/** Chooses a new password by a link. Every session ends; what else signing in asks for, it still asks for. */
export async function resetPassword(token: string, newPassword: string, address: string): Promise<Outcome> {
  const seconds = await countAttempt("mailFrom", address);
  if (seconds > 0) return tooMany(seconds);
  // Before the hash, which is what costs.
  if ((await readLink(token)).purpose !== "reset_password") return LINK_GONE;
  const hash = await hashPassword(newPassword);
  const [row] = await database().$queryRaw<{ changed: boolean }[]>`SELECT auth_reset_password(${hashOfToken(token)}, ${hash}) AS changed`;
  return row?.changed ? leadTo("/reset-password?done=yes") : LINK_GONE;
}

/** Follows the link of a message that was sent to an address: it is whoever's who read the message. */
export async function verifyEmail(token: string, address: string): Promise<Outcome> {
  const seconds = await countAttempt("mailFrom", address);
  if (seconds > 0) return tooMany(seconds);
  const [row] = await database().$queryRaw<{ outcome: string | null }[]>`SELECT auth_verify_email(${hashOfToken(token)}) AS outcome`;
  if (row?.outcome === "taken") return refuse("Somebody has an account with this address already. Sign in, or ask for a new password.");
  return row?.outcome ? leadTo("/verify-email?done=yes") : LINK_GONE;
}

/** Sends the link again with which a person's address is confirmed. */
export async function sendVerification(actor: Actor): Promise<Outcome> {
  const seconds = await countAttempt("mailTo", actor.email);
  if (seconds > 0) return tooMany(seconds);
  return asActor(actor, async (tx) => {
    await queueMail(actor.email, { kind: "verify_email" }, tx);
    return done(undefined, `A message is on its way to ${actor.email}.`);
  });
}

/**
 * Asks for another address. It becomes the person's once the link that is sent there is followed; the old address is told at once. Whether
 * somebody has the new one already, the answer doesn't say.
 */
export async function requestEmailChange(actor: Actor, newEmail: string, currentPassword: string): Promise<Outcome> {
  if (newEmail === actor.email.toLowerCase()) return refuse("Nothing was changed.", { newEmail: "This is your address already." });
  const seconds = await countAttempt("mailTo", newEmail);
  if (seconds > 0) return tooMany(seconds);
  const refused = await refuseWrongPassword(actor, currentPassword, "currentPassword", "Your address was not changed.");
  if (refused) return refused;
  return asActor(actor, async (tx) => {
    await queueMail(newEmail, { kind: "change_email" }, tx);
    await queueMail(actor.email, { kind: "email_changing", content: { newEmail } }, tx);
    await record(tx, actor, "email_changing", `user:${actor.userId}`);
    return done(undefined, `A message is on its way to ${newEmail}. Your address changes when you follow its link.`);
  });
}
