import "server-only";
import { createHash } from "node:crypto";
import { refuse } from "@/lib/action/outcome";
import { database } from "@/lib/db/client";

const QUARTER_HOUR_S = 15 * 60;
const HOUR_S = 60 * 60;

/** How often each thing may be tried: per account it protects the person, per address it slows whoever tries many accounts. */
const LIMITS = {
  account: { allowed: 8, windowSeconds: QUARTER_HOUR_S },
  address: { allowed: 100, windowSeconds: QUARTER_HOUR_S },
  /** Codes of a second factor, per person, once the password was right: a guess has three chances in a million. */
  code: { allowed: 10, windowSeconds: HOUR_S },
  /** Passkeys that a browser asks to sign in with, per address. */
  passkey: { allowed: 100, windowSeconds: QUARTER_HOUR_S },
  signUp: { allowed: 300, windowSeconds: HOUR_S },
  export: { allowed: 6, windowSeconds: HOUR_S },
  /** Messages with a link, by the address that they go to and by the address that asks for them. */
  mailTo: { allowed: 5, windowSeconds: HOUR_S },
  mailFrom: { allowed: 300, windowSeconds: HOUR_S },
  /** Tests of the ways on which a person is told. */
  test: { allowed: 20, windowSeconds: HOUR_S },
} as const;
export type Limit = keyof typeof LIMITS;

/** Keys are hashed: the table is no list of who tried to sign in from where. */
const keyOf = (limit: Limit, subject: string) => `${limit}:${createHash("sha256").update(subject.toLowerCase()).digest("base64url")}`;

/** Counts one attempt, before its outcome is known; returns the seconds to wait, 0 for none. Right or wrong, a blocked attempt waits. */
export async function countAttempt(limit: Limit, subject: string): Promise<number> {
  const { allowed, windowSeconds } = LIMITS[limit];
  const [row] = await database().$queryRaw<{ wait: number }[]>`
    SELECT auth_count_attempt(${keyOf(limit, subject)}, ${allowed}::int, ${windowSeconds}::int) AS wait`;
  return row?.wait ?? 0;
}

/** A success: an account, and a person's codes, start anew; an address gets this one attempt back. */
export async function forgiveAttempt(limit: Limit, subject: string): Promise<void> {
  await database().$queryRaw`SELECT auth_forgive_attempt(${keyOf(limit, subject)}, ${limit === "account" || limit === "code"})::text`;
}

/** What is said to whoever tried too often. @param seconds to wait, more than 0 */
export function refuseTooMany(seconds: number) {
  const minutes = Math.ceil(seconds / 60);
  return refuse(`Too many attempts. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"} and try again.`);
}
