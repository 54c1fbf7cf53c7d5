import "server-only";
import { isIP } from "node:net";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import { keepChallenge, takeChallenge } from "./passkey-challenge";
import { verifiedActor } from "./verified-actor";

/** Whom passkeys are for: the configured address, whatever a request says of itself. */
export function relyingParty(): { id: string; name: string; origin: string } {
  const { hostname, origin } = new URL(env().NEXTAUTH_URL);
  return { id: hostname, name: "Truefolio", origin };
}

/** Browsers keep passkeys for a host by its name only, and only where nobody on the way can change a page. */
export function canHavePasskeys(): boolean {
  const { protocol, hostname } = new URL(env().NEXTAUTH_URL);
  if (isIP(hostname.replace(/^\[|\]$/g, "")) > 0) return false;
  return protocol === "https:" || hostname === "localhost" || hostname.endsWith(".localhost");
}

/** Asks a browser to sign with any passkey that it has for us. The device checks who is there, so one passkey is both factors. */
export async function askForPasskey(binding: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({ rpID: relyingParty().id, userVerification: "required" });
  await keepChallenge(binding, options.challenge);
  return options;
}

const text = z.string().max(20_000);
/** Only what it must have to be looked at: the library checks the rest. */
const answerSchema = z.object({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.nullish() }),
  clientExtensionResults: z.object({}).default({}),
});

/**
 * Whose passkey has signed what this binding was asked to sign; null for anything else. The challenge is used up in any case, and the counter of
 * an authenticator that counts must have grown: one that hasn't is a copy.
 */
export async function personOfPasskey(binding: string, answer: unknown): Promise<bigint | null> {
  const expectedChallenge = await takeChallenge(binding);
  const parsed = answerSchema.safeParse(answer);
  if (!expectedChallenge || !parsed.success) return null;
  const { id: credentialId, response } = parsed.data;
  const [row] = await database().$queryRaw<{ user_id: bigint; user_handle: string; public_key: Uint8Array; counter: bigint }[]>`
    SELECT * FROM auth_find_passkey(${credentialId})`;
  // A passkey that names somebody must name the person whose it is.
  if (!row || (response.userHandle && response.userHandle !== row.user_handle)) return null;
  const credential = { id: credentialId, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter) };
  const newCounter = await counterOf(parsed.data as AuthenticationResponseJSON, expectedChallenge, credential);
  if (newCounter === null) return null;
  const isFresh = await asActor(
    verifiedActor(row.user_id),
    (tx) => tx.$executeRaw`
      UPDATE passkeys SET counter = ${newCounter}, last_used_at = now()
      WHERE credential_id = ${credentialId} AND (counter < ${newCounter} OR (counter = 0 AND ${newCounter} = 0))`,
  );
  return isFresh === 1 ? row.user_id : null;
}

async function counterOf(
  response: AuthenticationResponseJSON,
  expectedChallenge: string,
  credential: { id: string; publicKey: Uint8Array<ArrayBuffer>; counter: number },
): Promise<bigint | null> {
  const { id, origin } = relyingParty();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential,
      requireUserVerification: true,
    });
    return verified ? BigInt(authenticationInfo.newCounter) : null;
  } catch {
    // The library throws at whatever does not fit, with words for a programmer.
    return null;
  }
}
