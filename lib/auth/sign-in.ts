import "server-only";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { emailSchema } from "@/lib/users/schema";
import { hashPassword, isOutdated, verifyPassword } from "./password";
import { checkSecondFactor } from "./second-factor";
import { actorOfSession, openSession } from "./session";
import { countAttempt, forgiveAttempt } from "./throttle";

export type SignInOutcome =
  | { ok: true; userId: string; sessionSecret: string }
  | { ok: false; reason: "wrong" }
  /** The password is right, and the account asks for a code as well; or the code was not it. */
  | { ok: false; reason: "code" | "wrongCode" }
  | { ok: false; reason: "wait"; seconds: number };

/**
 * E-mail and password to an open session. An unknown address, a malformed one and a wrong password give the same answer after the
 * same work; a limit that has been reached answers first, also to the right password. Whether there is a second factor is told to nobody
 * without the right password, and what was counted is forgiven only when both are there.
 */
export async function signInWithPassword(input: {
  email: string;
  password: string;
  /** Of the second factor, where there is one. */
  code?: string;
  address: string;
  userAgent: string;
}): Promise<SignInOutcome> {
  const waits = [await countAttempt("address", input.address), await countAttempt("account", input.email.trim())];
  const seconds = Math.max(...waits);
  if (seconds > 0) return { ok: false, reason: "wait", seconds };

  const email = emailSchema.safeParse(input.email);
  const [user] = email.success
    ? await database().$queryRaw<{ user_id: bigint; hash: string }[]>`SELECT * FROM auth_find_user(${email.data})`
    : [];
  // A megabyte of password is an attack on the hash function, not a password.
  const fits = await verifyPassword(user?.hash ?? null, input.password.slice(0, 1024));
  if (!user || !fits) {
    await noteFailedSignIn(input.email.trim());
    return { ok: false, reason: "wrong" };
  }
  const second = await checkSecondFactor(user.user_id, input.code ?? "");
  if (!second.ok) {
    if (second.reason === "wait") return second;
    return { ok: false, reason: second.reason === "needed" ? "code" : "wrongCode" };
  }

  await forgiveAttempt("account", input.email.trim());
  await forgiveAttempt("address", input.address);
  const sessionSecret = await openSession(user.user_id, input.userAgent);
  if (isOutdated(user.hash)) await renewHash(user.user_id, sessionSecret, input.password);
  return { ok: true, userId: user.user_id.toString(), sessionSecret };
}

/** For the person's own audit log. The database does the same work for an address that nobody has. */
async function noteFailedSignIn(email: string): Promise<void> {
  await database().$queryRaw`SELECT auth_note_failed_sign_in(${email.slice(0, 254)})::text`;
}

/** Parameters have been raised since this hash was made, and only now is the password at hand. */
async function renewHash(userId: bigint, sessionSecret: string, password: string): Promise<void> {
  const actor = await actorOfSession(sessionSecret);
  if (!actor) return;
  const hash = await hashPassword(password);
  await asActor(actor, (tx) =>
    tx.userPassword.update({ where: { userId }, data: { hash, updatedAt: new Date() }, select: { userId: true } }),
  );
}
