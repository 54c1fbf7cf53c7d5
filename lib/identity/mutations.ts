import "server-only";
import { done, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { refuseWrongPassword } from "@/lib/auth/own-password";
import { noteProof } from "@/lib/auth/recent-sign-in";
import { asActor } from "@/lib/db/as-actor";

/** Takes the password once more as a proof for this session. */
export async function proveByPassword(actor: Actor, password: string): Promise<Outcome> {
  const refused = await refuseWrongPassword(actor, password, "password", "That didn’t work.");
  if (refused) return refused;
  if (!(await noteProof(actor))) return refuse("You have been signed out. Sign in again in another tab, then try once more.");
  await asActor(actor, (tx) => record(tx, actor, "identity_confirmed", `user:${actor.userId}`, { by: "password" }));
  return done();
}
