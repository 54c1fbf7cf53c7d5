import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { hasPassword } from "@/lib/auth/own-password";
import { canHavePasskeys } from "@/lib/auth/passkey-ceremony";
import { listProviders } from "@/lib/oidc/queries";
import { listPasskeys } from "@/lib/passkeys/queries";
import { getTwoFactor } from "@/lib/two-factor/queries";
import { listSessions } from "@/lib/users/queries";
import { PASSWORD_MIN_LENGTH } from "@/lib/users/schema";
import type { SecurityView } from "./schema";

/** How a person signs in, and where they are signed in. */
export async function getSecurity(actor: Actor): Promise<SecurityView> {
  const [sessions, twoFactor, passkeys, providers, withPassword] = await Promise.all([
    listSessions(actor),
    getTwoFactor(actor),
    listPasskeys(actor),
    listProviders(actor),
    hasPassword(actor),
  ]);
  return {
    email: actor.email,
    sessions,
    twoFactor,
    passkeys,
    providers,
    hasPassword: withPassword,
    canHavePasskeys: canHavePasskeys(),
    passwordMinLength: PASSWORD_MIN_LENGTH,
  };
}
