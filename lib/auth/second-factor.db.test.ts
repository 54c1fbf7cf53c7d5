import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginTwoFactor, confirmTwoFactor, renewRecoveryCodes, turnOffTwoFactor } from "@/lib/two-factor/mutations";
import { getTwoFactor } from "@/lib/two-factor/queries";
import { type Person, TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { checkSecondFactor } from "./second-factor";
import { signInWithPassword } from "./sign-in";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const HALF_MINUTE = 30_000;
const codeAt = (key: string, nowMs: number) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: nowMs });
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

interface Protected extends Person {
  key: string;
  codes: readonly string[];
  email: string;
  /** The instant of the code that turned it on. */
  at: number;
}

/** Somebody who has switched two-factor sign-in on. */
async function withTwoFactor(): Promise<Protected> {
  const person = await db.signUp();
  expect(await beginTwoFactor(person.actor)).toMatchObject({ ok: true });
  const state = await getTwoFactor(person.actor);
  if (state.status !== "pending") throw new Error("it was not begun");
  const at = Date.now();
  const outcome = await confirmTwoFactor(person.actor, codeAt(state.key, at), at);
  if (!outcome.ok) throw new Error(outcome.message);
  return { ...person, key: state.key, codes: outcome.data.codes, email: person.actor.email, at };
}

const signIn = (email: string, password: string, code?: string) =>
  signInWithPassword({ email, password, address: crypto.randomUUID(), userAgent: "test", ...(code ? { code } : {}) });

describe("signing in with a second factor", () => {
  it("asks for a code only when the password is right", async () => {
    const { email, key, at } = await withTwoFactor();
    expect(await signIn(email, "not the password")).toEqual({ ok: false, reason: "wrong" });
    expect(await signIn(email, "not the password", codeAt(key, at + HALF_MINUTE))).toEqual({ ok: false, reason: "wrong" });
    expect(await signIn(email, TEST_PASSWORD)).toEqual({ ok: false, reason: "code" });
    expect(await signIn(email, TEST_PASSWORD, wrongFor(codeAt(key, at)))).toEqual({ ok: false, reason: "wrongCode" });
    expect(await signIn(email, TEST_PASSWORD, codeAt(key, Date.now() + HALF_MINUTE))).toMatchObject({ ok: true });
  });

  it("asks nobody who has only begun to set it up, or has turned it off", async () => {
    const { actor } = await db.signUp();
    await beginTwoFactor(actor);
    expect(await signIn(actor.email, TEST_PASSWORD)).toMatchObject({ ok: true });
    const on = await withTwoFactor();
    expect(await turnOffTwoFactor(on.actor)).toMatchObject({ ok: true });
    expect(await signIn(on.email, TEST_PASSWORD)).toMatchObject({ ok: true });
    expect(await db.owner.query("SELECT 1 FROM recovery_codes WHERE user_id = $1", [on.actor.userId])).toEqual([]);
  });
});

describe("a code of the app", () => {
  it("is accepted one step early or late, and no further", async () => {
    const { userId, key, at } = await withTwoFactor();
    const later = at + 100 * HALF_MINUTE;
    for (const steps of [-2, 2])
      expect(await checkSecondFactor(userId, codeAt(key, later + steps * HALF_MINUTE), later)).toMatchObject({ ok: false });
    for (const steps of [-1, 0, 1])
      expect(await checkSecondFactor(userId, codeAt(key, later + steps * HALF_MINUTE), later)).toEqual({ ok: true });
  });

  it("is accepted once, the one that turned it on included, and none from before it afterwards", async () => {
    const { userId, key, at } = await withTwoFactor();
    expect(await checkSecondFactor(userId, codeAt(key, at), at)).toEqual({ ok: false, reason: "wrong" });
    const later = at + 10 * HALF_MINUTE;
    expect(await checkSecondFactor(userId, codeAt(key, later), later)).toEqual({ ok: true });
    expect(await checkSecondFactor(userId, codeAt(key, later), later)).toEqual({ ok: false, reason: "wrong" });
    expect(await checkSecondFactor(userId, codeAt(key, later - HALF_MINUTE), later)).toEqual({ ok: false, reason: "wrong" });
  });

  it("is accepted once when many bring it at the same moment", async () => {
    const { userId, key, at } = await withTwoFactor();
    const later = at + 10 * HALF_MINUTE;
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => checkSecondFactor(userId, codeAt(key, later), later)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("of another person is none", async () => {
    const [ada, bob] = [await withTwoFactor(), await withTwoFactor()];
    const later = ada.at + 10 * HALF_MINUTE;
    expect(await checkSecondFactor(bob.userId, codeAt(ada.key, later), later)).toEqual({ ok: false, reason: "wrong" });
    expect(await checkSecondFactor(bob.userId, ada.codes[0] ?? "", later)).toEqual({ ok: false, reason: "wrong" });
  });

  it("can be guessed ten times an hour, and then the right one waits too", async () => {
    const { userId, key, at } = await withTwoFactor();
    const later = at + 10 * HALF_MINUTE;
    for (let guess = 0; guess < 10; guess += 1)
      expect(await checkSecondFactor(userId, wrongFor(codeAt(key, at + 500 * HALF_MINUTE)), later)).toMatchObject({ reason: "wrong" });
    expect(await checkSecondFactor(userId, codeAt(key, later), later)).toMatchObject({ ok: false, reason: "wait" });
  });
});

describe("a recovery code", () => {
  it("stands in for the app once, however it is written", async () => {
    const { userId, codes } = await withTwoFactor();
    expect(codes).toHaveLength(10);
    const [first = ""] = codes;
    expect(await checkSecondFactor(userId, ` ${first.toUpperCase().replaceAll("-", " ")} `)).toEqual({ ok: true });
    expect(await checkSecondFactor(userId, first)).toEqual({ ok: false, reason: "wrong" });
  });

  it("is accepted once when many bring it at the same moment", async () => {
    const { userId, codes } = await withTwoFactor();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => checkSecondFactor(userId, codes[1] ?? "")));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("of before is worth nothing when new ones were made", async () => {
    const { userId, actor, codes } = await withTwoFactor();
    const renewed = await renewRecoveryCodes(actor);
    expect(await checkSecondFactor(userId, codes[0] ?? "")).toEqual({ ok: false, reason: "wrong" });
    expect(renewed.ok && (await checkSecondFactor(userId, renewed.data.codes[0] ?? ""))).toEqual({ ok: true });
  });

  it("still works when the key that the app's secret is sealed under is gone", async () => {
    const { userId, actor, codes, key, at } = await withTwoFactor();
    await db.owner.query("UPDATE totp_secrets SET sealed = 'eyJhbGciOiJub25lIn0.a.b.c.d' WHERE user_id = $1", [actor.userId]);
    const later = at + 10 * HALF_MINUTE;
    expect(await checkSecondFactor(userId, codeAt(key, later), later)).toEqual({ ok: false, reason: "wrong" });
    expect(await getTwoFactor(actor)).toMatchObject({ status: "on", isReadable: false });
    expect(await checkSecondFactor(userId, codes[0] ?? "")).toEqual({ ok: true });
  });
});

it("neither the secret nor a recovery code is in the database", async () => {
  const { actor, key, codes } = await withTwoFactor();
  const rows = await db.owner.query(
    `SELECT to_jsonb(t)::text AS row FROM totp_secrets t WHERE user_id = $1 UNION ALL SELECT to_jsonb(r)::text FROM recovery_codes r WHERE user_id = $1
     UNION ALL SELECT to_jsonb(a)::text FROM audit_log a WHERE user_id = $1`,
    [actor.userId],
  );
  const everything = rows.map(({ row }) => row).join("\n");
  for (const secret of [key, key.slice(-6), ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
    expect(everything).not.toContain(secret);
});

it("a set-up is not begun while another is on, and not finished when it is too old", async () => {
  const { actor } = await withTwoFactor();
  expect(await beginTwoFactor(actor)).toMatchObject({ ok: false });
  const late = await db.signUp();
  await beginTwoFactor(late.actor);
  const state = await getTwoFactor(late.actor);
  await db.owner.query("UPDATE totp_secrets SET created_at = now() - interval '16 minutes' WHERE user_id = $1", [late.actor.userId]);
  expect(await getTwoFactor(late.actor)).toEqual({ status: "off" });
  const code = state.status === "pending" ? codeAt(state.key, Date.now()) : "";
  expect(await confirmTwoFactor(late.actor, code)).toMatchObject({ ok: false });
});
