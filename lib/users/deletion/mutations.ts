import "server-only";
import { leadTo, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { verifyPassword } from "@/lib/auth/password";
import { countAttempt, forgiveAttempt } from "@/lib/auth/throttle";
import { asActor } from "@/lib/db/as-actor";
import { confirms } from "@/lib/text/confirmation";

/** A ledger of millions of rows takes minutes. */
const DELETE_TIMEOUT_MS = 15 * 60_000;
const NOT_DELETED = "Nothing was deleted.";

/**
 * Deletes the person with everything that is theirs, once their e-mail address and password have been typed: in one transaction, their sessions
 * and waiting jobs included. The audit log keeps what happened under a pseudonym.
 */
export async function deleteUser(actor: Actor, typed: { confirmation: string; password: string }): Promise<Outcome> {
  if (!confirms(typed.confirmation, actor.email)) return refuse(NOT_DELETED, { confirmation: `Type ${actor.email} to confirm.` });
  const seconds = await countAttempt("account", actor.email);
  if (seconds > 0) return refuse(`Too many attempts. Wait ${Math.ceil(seconds / 60)} minutes and try again.`);
  const userId = BigInt(actor.userId);
  const isThem = await asActor(actor, async (tx) => {
    const { hash } = await tx.userPassword.findUniqueOrThrow({ where: { userId }, select: { hash: true } });
    const fits = await verifyPassword(hash, typed.password);
    if (!fits) await record(tx, actor, "password_refused", `user:${userId}`);
    return fits;
  });
  if (!isThem) return refuse(NOT_DELETED, { password: "This is not your password." });
  await forgiveAttempt("account", actor.email);
  await asActor(actor, (tx) => tx.$queryRaw`SELECT delete_current_user()`, { timeoutMs: DELETE_TIMEOUT_MS });
  return leadTo("/sign-in");
}
