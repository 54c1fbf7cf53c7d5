import "server-only";
import { type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import { asActor } from "@/lib/db/as-actor";
import type { Actor } from "./actor";
import { verifyPassword } from "./password";
import { countAttempt, forgiveAttempt, refuseTooMany } from "./throttle";

/** Whether there is one: who came in by another site, or by a passkey alone, may have none. */
export const hasPassword = (actor: Actor): Promise<boolean> => asActor(actor, async (tx) => (await tx.userPassword.count()) > 0);

/**
 * Asks for the actor's own password before something that a browser left open must not do. Tries are counted together with sign-ins, and a
 * wrong one is noted.
 * @param field of the form in which it was typed
 * @param nothing says what was not done: "Nothing was deleted."
 * @returns null when it is theirs
 */
export async function refuseWrongPassword(
  actor: Actor,
  typed: string,
  field: string,
  nothing: string,
): Promise<Extract<Outcome<never>, { ok: false }> | null> {
  const seconds = await countAttempt("account", actor.email);
  if (seconds > 0) return refuseTooMany(seconds);
  const userId = BigInt(actor.userId);
  const stored = await asActor(actor, (tx) => tx.userPassword.findUnique({ where: { userId }, select: { hash: true } }));
  if (await verifyPassword(stored?.hash ?? null, typed)) {
    await forgiveAttempt("account", actor.email);
    return null;
  }
  await asActor(actor, (tx) => record(tx, actor, "password_refused", `user:${userId}`));
  return refuse(nothing, { [field]: "This is not your password." });
}
