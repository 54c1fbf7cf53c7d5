import { z } from "zod";
import type { ProviderView } from "@/lib/oidc/schema";
import type { PasskeyView } from "@/lib/passkeys/schema";
import type { TwoFactorState } from "@/lib/two-factor/schema";
import type { SessionView } from "@/lib/users/schema";

export const passwordProofSchema = z.object({
  password: z.string().min(1, "Enter your password.").max(1024, "This is too long for a password."),
});

/** What the settings show of how a person signs in. */
export interface SecurityView {
  email: string;
  sessions: readonly SessionView[];
  twoFactor: TwoFactorState;
  passkeys: readonly PasskeyView[];
  /** Whether browsers keep passkeys for this server's address. */
  canHavePasskeys: boolean;
  passwordMinLength: number;
  hasPassword: boolean;
  /** Other sites by which people sign in to this server. */
  providers: readonly ProviderView[];
}
