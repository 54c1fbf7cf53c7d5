import { createHash } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const STEP_MS = 30_000;
/** A clock that is half a minute off, or a code typed slowly, is accepted. */
const WINDOW = 1;

/** The parameters that every authenticator app knows, and most know no others. */
const totp = (key: string, email = "") =>
  new TOTP({ issuer: "Truefolio", label: email, algorithm: "SHA1", digits: 6, period: STEP_MS / 1_000, secret: Secret.fromBase32(key) });

/** What the QR code says. */
export const keyUri = (key: string, email: string): string => totp(key, email).toString();

/** The time step (of 30 s since 1970) whose code this is, the present one or one beside it; null for any other code. */
export function stepOfCode(key: string, code: string, nowMs: number): bigint | null {
  const delta = totp(key).validate({ token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? null : BigInt(Math.floor(nowMs / STEP_MS) + delta);
}

/** Crockford's base32: without letters that look like digits, or like each other. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
export const RECOVERY_CODE_BYTES = 16;

/** Sixteen characters of 5 random bits each, in groups of four: `7hk2-…`. Takes as many random bytes. */
export function recoveryCode(random: Uint8Array): string {
  const text = Array.from(random, (byte) => ALPHABET[byte % 32]).join("");
  return text.match(/.{4}/g)?.join("-") ?? text;
}

/** What a recovery code (in small letters, without its dashes) is stored as. Its 80 random bits need no slow hash. */
export function hashOfRecoveryCode(userId: bigint, code: string): string {
  const read = code.replaceAll("o", "0").replace(/[il]/g, "1");
  return createHash("sha256").update(`truefolio:recovery:${userId}:${read}`).digest("base64url");
}
