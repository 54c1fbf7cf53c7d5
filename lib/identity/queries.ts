import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { canHavePasskeys } from "@/lib/auth/passkey-ceremony";
import { listPasskeys } from "@/lib/passkeys/queries";
import { getTwoFactor } from "@/lib/two-factor/queries";
import { listSessions } from "@/lib/users/queries";
import { PASSWORD_MIN_LENGTH } from "@/lib/users/schema";
import type { SecurityView } from "./schema";

/** How a person signs in, and where they are signed in. */
export async function getSecurity(actor: Actor): Promise<SecurityView> {
  const [sessions, twoFactor, passkeys] = await Promise.all([listSessions(actor), getTwoFactor(actor), listPasskeys(actor)]);
  return { email: actor.email, sessions, twoFactor, passkeys, canHavePasskeys: canHavePasskeys(), passwordMinLength: PASSWORD_MIN_LENGTH };
}
