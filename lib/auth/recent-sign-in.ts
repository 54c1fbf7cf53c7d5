import "server-only";
import type { IdentityProof, Outcome } from "@/lib/action/outcome";
import { asActor } from "@/lib/db/as-actor";
import type { Actor } from "./actor";

/** For how long a sign-in, or a confirmation, counts as a recent one in its session. */
export const RECENT_MINUTES = 10;

/**
 * Whether the person has proved in this session and within the last ten minutes that it is them: what is asked before secrets are changed,
 * taken along or destroyed, because a browser that was left open is not its owner. False for a job, which has no session.
 */
export function hasRecentSignIn(actor: Actor): Promise<boolean> {
  return asActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM sessions WHERE id = ${actor.sessionId} AND confirmed_at > now() - make_interval(mins => ${RECENT_MINUTES}::int)`;
    return rows.length > 0;
  });
}

/** Null when the last proof is recent enough; else the refusal on which a form asks for one and then sends itself again. */
export async function refuseWithoutRecentSignIn(actor: Actor): Promise<Extract<Outcome<never>, { ok: false }> | null> {
  if (await hasRecentSignIn(actor)) return null;
  return { ok: false, message: "Confirm that it’s you, then this goes on. Nothing was changed.", proofs: await listProofs(actor) };
}

/** What the person can prove with that it is them. */
export function listProofs(actor: Actor): Promise<readonly IdentityProof[]> {
  return asActor(actor, async (tx) => {
    const proofs: IdentityProof[] = [];
    if ((await tx.userPassword.count()) > 0) proofs.push("password");
    if ((await tx.passkey.count()) > 0) proofs.push("passkey");
    return proofs;
  });
}

/** The person has just proved that it is them. False when the session was closed meanwhile. */
export function noteProof(actor: Actor): Promise<boolean> {
  return asActor(actor, async (tx) => (await tx.$executeRaw`UPDATE sessions SET confirmed_at = now() WHERE id = ${actor.sessionId}`) === 1);
}
