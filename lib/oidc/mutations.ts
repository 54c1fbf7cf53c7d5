import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";

/** Forgets an identity, unless nothing else would let the person in. */
export function disconnectIdentity(actor: Actor, identityId: string): Promise<Outcome> {
  const userId = BigInt(actor.userId);
  return asActor(actor, async (tx) => {
    // Of two at once, each sees what the other has left.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`;
    const { count } = await tx.oidcIdentity.deleteMany({ where: { id: BigInt(identityId), userId } });
    if (count === 0) return NOT_FOUND;
    const others = [await tx.oidcIdentity.count(), await tx.userPassword.count(), await tx.passkey.count()];
    if (others.every((ways) => ways === 0)) throw new LastWay();
    await record(tx, actor, "identity_disconnected", `user:${actor.userId}`);
    return done(undefined, "Disconnected.");
  }).catch((error: unknown) => {
    if (error instanceof LastWay)
      return refuse(
        "Nothing else would let you in. Add a passkey, or choose a password by “Forgot your password?”, and then disconnect it.",
      );
    throw error;
  });
}

/** Takes the deletion back. */
class LastWay extends Error {
  override readonly name = "LastWay";
}
