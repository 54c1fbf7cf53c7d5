import "server-only";
import { leadTo, type Outcome, refuse } from "@/lib/action/outcome";
import type { Actor } from "@/lib/auth/actor";
import { hasPassword, refuseWrongPassword } from "@/lib/auth/own-password";
import { refuseWithoutRecentSignIn } from "@/lib/auth/recent-sign-in";
import { asActor } from "@/lib/db/as-actor";
import { confirms } from "@/lib/text/confirmation";

/** A ledger of millions of rows takes minutes. */
const DELETE_TIMEOUT_MS = 15 * 60_000;
const NOT_DELETED = "Nothing was deleted.";

/**
 * Deletes the person with everything that is theirs, once their e-mail address and password have been typed, or, of who has no password, once
 * they have signed in lately: in one transaction, their sessions
 * and waiting jobs included. The audit log keeps what happened under a pseudonym.
 */
export async function deleteUser(actor: Actor, typed: { confirmation: string; password: string }): Promise<Outcome> {
  if (!confirms(typed.confirmation, actor.email)) return refuse(NOT_DELETED, { confirmation: `Type ${actor.email} to confirm.` });
  const refused = (await hasPassword(actor))
    ? await refuseWrongPassword(actor, typed.password, "password", NOT_DELETED)
    : await refuseWithoutRecentSignIn(actor);
  if (refused) return refused;
  await asActor(actor, (tx) => tx.$queryRaw`SELECT delete_current_user()`, { timeoutMs: DELETE_TIMEOUT_MS });
  return leadTo("/sign-in");
}
