import "server-only";
import { randomBytes } from "node:crypto";
import {
  type AuthenticatorTransport,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { askForPasskey, personOfPasskey, relyingParty } from "@/lib/auth/passkey-ceremony";
import { inBrowser, inSession, keepChallenge, rememberBrowser, takeChallenge } from "@/lib/auth/passkey-challenge";
import { noteProof } from "@/lib/auth/recent-sign-in";
import { countAttempt, refuseTooMany } from "@/lib/auth/throttle";
import { asActor } from "@/lib/db/as-actor";

const AT_MOST = 20;
const HANDLE_BYTES = 32;
const UNFIT = refuse("That passkey could not be added. Open Truefolio at its usual address, reload the page and try again.");

/** What a browser needs to make a passkey of this person's, kept on the device and opened by its lock. */
export async function beginPasskey(actor: Actor): Promise<Outcome<PublicKeyCredentialCreationOptionsJSON>> {
  const existing = await asActor(actor, (tx) =>
    tx.passkey.findMany({ select: { credentialId: true, transports: true, userHandle: true }, orderBy: { id: "asc" } }),
  );
  if (existing.length >= AT_MOST) return refuse(`You have ${AT_MOST} passkeys. Remove one that you no longer use first.`);
  const { id, name } = relyingParty();
  const handle = existing[0] ? Buffer.from(existing[0].userHandle, "base64url") : randomBytes(HANDLE_BYTES);
  const options = await generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: new Uint8Array(handle),
    userName: actor.email,
    userDisplayName: actor.name,
    attestationType: "none",
    excludeCredentials: existing.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: transports as AuthenticatorTransport[],
    })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await keepChallenge(inSession(actor.sessionId, "add"), JSON.stringify({ challenge: options.challenge, handle: options.user.id }));
  return done(options);
}

/** Keeps the passkey that the browser has made. What it was asked is used up, whether or not it fits. */
export async function addPasskey(actor: Actor, name: string, answer: unknown): Promise<Outcome> {
  const asked = await takeChallenge(inSession(actor.sessionId, "add"));
  if (!asked) return refuse("This took too long. Press the button once more.");
  const { challenge, handle } = JSON.parse(asked) as { challenge: string; handle: string };
  const made = await verified(answer, challenge);
  if (!made) return UNFIT;
  const { credential, credentialBackedUp } = made;
  return asActor(actor, async (tx) => {
    const { count } = await tx.passkey.createMany({
      data: {
        userId: BigInt(actor.userId),
        credentialId: credential.id,
        userHandle: handle,
        publicKey: new Uint8Array(credential.publicKey),
        counter: BigInt(credential.counter),
        transports: credential.transports ?? [],
        backedUp: credentialBackedUp,
        name,
      },
      skipDuplicates: true,
    });
    if (count === 0) return refuse("That passkey is here already.");
    await record(tx, actor, "passkey_added", `user:${actor.userId}`);
    return done(undefined, "The passkey was added.");
  });
}

export function renamePasskey(actor: Actor, passkeyId: string, name: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.passkey.updateMany({ where: { id: BigInt(passkeyId) }, data: { name } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "passkey_renamed", `passkey:${passkeyId}`);
    return done(undefined, "Renamed.");
  });
}

export function removePasskey(actor: Actor, passkeyId: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id: BigInt(passkeyId) } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "passkey_removed", `passkey:${passkeyId}`);
    return done(undefined, "The passkey was removed.");
  });
}

/** Asks for a passkey as a proof of who is there, in an open session. */
export async function beginPasskeyProof(actor: Actor): Promise<Outcome<PublicKeyCredentialRequestOptionsJSON>> {
  return done(await askForPasskey(inSession(actor.sessionId, "prove")));
}

/** A passkey of the very person whose session it is. */
export async function proveByPasskey(actor: Actor, answer: unknown): Promise<Outcome> {
  const userId = await personOfPasskey(inSession(actor.sessionId, "prove"), answer);
  if (userId?.toString() !== actor.userId || !(await noteProof(actor)))
    return refuse("That passkey isn’t one of yours here. Try another way.");
  await asActor(actor, (tx) => record(tx, actor, "identity_confirmed", `user:${actor.userId}`, { by: "passkey" }));
  return done();
}

/** Asks the browser of somebody who isn't signed in for any passkey of ours. Nothing in it depends on who that may be. */
export async function beginPasskeySignIn(address: string): Promise<Outcome<PublicKeyCredentialRequestOptionsJSON>> {
  const seconds = await countAttempt("passkey", address);
  if (seconds > 0) return refuseTooMany(seconds);
  return done(await askForPasskey(inBrowser(await rememberBrowser())));
}

async function verified(answer: unknown, expectedChallenge: string): Promise<VerifiedRegistrationResponse["registrationInfo"] | null> {
  const { id, origin } = relyingParty();
  try {
    const { verified: fits, registrationInfo } = await verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    return fits ? registrationInfo : null;
  } catch {
    // The library throws at whatever does not fit, with words for a programmer.
    return null;
  }
}
