import "server-only";
import { randomBytes } from "node:crypto";
import { Secret } from "otpauth";
import { done, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { countAttempt, forgiveAttempt, refuseTooMany } from "@/lib/auth/throttle";
import { openTotpSecret, sealTotpSecret } from "@/lib/credentials/second-factors";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { SET_UP_MINUTES } from "./queries";
import { hashOfRecoveryCode, RECOVERY_CODE_BYTES, recoveryCode, stepOfCode } from "./rules";
import type { NewRecoveryCodes } from "./schema";

/** As many as RFC 4226 recommends for SHA-1. */
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;

const NOT_ON = refuse("Two-factor sign-in isn’t on. Reload the page to see how it stands.");

/** Makes a secret for an authenticator app. Nothing asks for its codes before the first one was typed. */
export async function beginTwoFactor(actor: Actor): Promise<Outcome> {
  const userId = BigInt(actor.userId);
  const sealed = await sealTotpSecret(userId, new Secret({ size: SECRET_BYTES }).base32);
  return asActor(actor, async (tx) => {
    // One that is in use is not replaced: it has to be turned off first.
    const made = await tx.$executeRaw`
      INSERT INTO totp_secrets AS t (user_id, sealed) VALUES (${userId}, ${sealed})
      ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, created_at = now(), last_step = 0 WHERE t.confirmed_at IS NULL`;
    return made === 1 ? done() : refuse("Two-factor sign-in is on already.");
  });
}

/** Forgets a set-up that was begun. */
export function cancelTwoFactor(actor: Actor): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await tx.totpSecret.deleteMany({ where: { userId: BigInt(actor.userId), confirmedAt: null } });
    return done();
  });
}

/** Turns it on with the first code that the app shows, which is used up by that. */
export async function confirmTwoFactor(actor: Actor, code: string, nowMs = Date.now()): Promise<Outcome<NewRecoveryCodes>> {
  const userId = BigInt(actor.userId);
  const seconds = await countAttempt("code", actor.userId);
  if (seconds > 0) return refuseTooMany(seconds);
  return asActor(actor, async (tx) => {
    const begun = new Date(nowMs - SET_UP_MINUTES * 60_000);
    const pending = { userId, confirmedAt: null, createdAt: { gte: begun } };
    const row = await tx.totpSecret.findFirst({ where: pending, select: { sealed: true } });
    const key = row && (await openTotpSecret(userId, row.sealed));
    if (!row || !key) return refuse("This took too long, or it was begun anew in another tab. Reload the page and set it up again.");
    const step = stepOfCode(key, code, nowMs);
    if (step === null)
      return refuse("That code doesn’t fit.", {
        code: "Enter the code that the app shows now. If it never fits, check the phone’s clock.",
      });
    const { count } = await tx.totpSecret.updateMany({
      where: { ...pending, sealed: row.sealed },
      data: { confirmedAt: new Date(nowMs), lastStep: step },
    });
    if (count === 0) return refuse("It was turned on in another tab just now. Reload the page.");
    await record(tx, actor, "two_factor_on", `user:${userId}`);
    await forgiveAttempt("code", actor.userId);
    return done({ codes: await makeRecoveryCodes(tx, userId) }, "Two-factor sign-in is on.");
  });
}

/** Makes the recovery codes anew; those from before, used or not, are worth nothing afterwards. */
export function renewRecoveryCodes(actor: Actor): Promise<Outcome<NewRecoveryCodes>> {
  const userId = BigInt(actor.userId);
  return asActor(actor, async (tx) => {
    // Of two at once the second one's codes are those that count, and both know it by the order.
    const on = await tx.$queryRaw<unknown[]>`SELECT 1 FROM totp_secrets WHERE user_id = ${userId} AND confirmed_at IS NOT NULL FOR UPDATE`;
    if (on.length === 0) return NOT_ON;
    await record(tx, actor, "recovery_codes_made", `user:${userId}`);
    return done({ codes: await makeRecoveryCodes(tx, userId) }, "Here are new codes. The old ones no longer work.");
  });
}

/** The password alone is enough again from now on, and every trace of the second factor is gone. */
export function turnOffTwoFactor(actor: Actor): Promise<Outcome> {
  const userId = BigInt(actor.userId);
  return asActor(actor, async (tx) => {
    const { count } = await tx.totpSecret.deleteMany({ where: { userId } });
    await tx.recoveryCode.deleteMany({ where: { userId } });
    if (count === 0) return NOT_ON;
    await record(tx, actor, "two_factor_off", `user:${userId}`);
    return done(undefined, "Two-factor sign-in is off.");
  });
}

async function makeRecoveryCodes(tx: Transaction, userId: bigint): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(randomBytes(RECOVERY_CODE_BYTES)));
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashOfRecoveryCode(userId, code.replaceAll("-", "")) })),
  });
  return codes;
}
