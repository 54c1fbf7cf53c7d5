import { afterAll, beforeAll, expect, it } from "vitest";
import { proveByPassword } from "@/lib/identity/mutations";
import { type Person, TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { actorOfJob } from "./job-actor";
import { hasRecentSignIn, refuseWithoutRecentSignIn } from "./recent-sign-in";
import { actorOfSession, openSession } from "./session";

let db: TestDatabase;
let person: Person;
beforeAll(async () => {
  db = await testDatabase();
  person = await db.signUp();
});
afterAll(() => db.close());

const age = (sessionId: string, minutes: number) =>
  db.owner.query("UPDATE sessions SET confirmed_at = now() - make_interval(mins => $2) WHERE id = $1", [sessionId, minutes]);

it("signing in is a proof for ten minutes, in that session", async () => {
  const { actor } = person;
  expect(await hasRecentSignIn(actor)).toBe(true);
  await age(actor.sessionId, 9);
  expect(await refuseWithoutRecentSignIn(actor)).toBeNull();
  await age(actor.sessionId, 11);
  expect(await refuseWithoutRecentSignIn(actor)).toMatchObject({ ok: false, proofs: ["password"] });
  const elsewhere = await actorOfSession(await openSession(person.userId, "test"));
  expect(elsewhere && (await hasRecentSignIn(elsewhere))).toBe(true);
  expect(await hasRecentSignIn(actor)).toBe(false);
});

it("the password is a proof, and another one is none", async () => {
  const { actor } = person;
  await age(actor.sessionId, 11);
  expect(await proveByPassword(actor, "not the password")).toMatchObject({ ok: false, fieldErrors: { password: expect.any(String) } });
  expect(await hasRecentSignIn(actor)).toBe(false);
  expect(await proveByPassword(actor, TEST_PASSWORD)).toMatchObject({ ok: true });
  expect(await hasRecentSignIn(actor)).toBe(true);
});

it("proofs are counted like attempts to sign in, and at the limit the right password waits too", async () => {
  const { actor } = await db.signUp();
  for (let attempt = 0; attempt < 8; attempt += 1) await proveByPassword(actor, "not the password");
  expect(await proveByPassword(actor, TEST_PASSWORD)).toMatchObject({ ok: false, message: expect.stringContaining("Too many attempts") });
});

it("another's session proves nothing, nor does a closed one, nor a job", async () => {
  const [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
  const mixed = { ...bob.actor, sessionId: ada.actor.sessionId };
  expect(await hasRecentSignIn(mixed)).toBe(false);
  expect(await proveByPassword(mixed, TEST_PASSWORD)).toMatchObject({ ok: false });
  await db.owner.query("DELETE FROM sessions WHERE id = $1", [ada.actor.sessionId]);
  expect(await hasRecentSignIn(ada.actor)).toBe(false);
  expect(await hasRecentSignIn(actorOfJob({ userId: ada.userId, name: "Ada", email: "" }))).toBe(false);
});

it("notes that a session was used every ten minutes at the most", async () => {
  const secret = await openSession(person.userId, "test");
  const id = (await actorOfSession(secret))?.sessionId;
  const seen = async () => (await db.owner.query<{ at: Date }>("SELECT last_seen_at AS at FROM sessions WHERE id = $1", [id]))[0]?.at;
  const first = await seen();
  await actorOfSession(secret);
  expect(await seen()).toEqual(first);
  await db.owner.query("UPDATE sessions SET last_seen_at = now() - interval '11 minutes' WHERE id = $1", [id]);
  await actorOfSession(secret);
  expect((await seen())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.POSITIVE_INFINITY);
});
