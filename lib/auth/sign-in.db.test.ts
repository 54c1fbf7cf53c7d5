import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOT_FOUND } from "@/lib/action/outcome";
import { changePassword, signOutEverywhere, signOutSession, signUp } from "@/lib/users/mutations";
import { TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { hashPassword, isOutdated, verifyPassword } from "./password";
import { actorOfSession, closeSession } from "./session";
import { signInWithPassword } from "./sign-in";
import { countAttempt } from "./throttle";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const PASSWORD = "plain green kettle";
let addresses = 0;
const elsewhere = () => {
  addresses += 1;
  return `10.0.0.${addresses}`;
};

async function newcomer() {
  const email = `person-${Math.random().toString(36).slice(2)}@example.org`;
  expect(await signUp({ name: "Ada", email, password: PASSWORD }, elsewhere())).toMatchObject({ ok: true });
  return email;
}

const signIn = (email: string, password: string, address = elsewhere()) =>
  signInWithPassword({ email, password, address, userAgent: "test" });

describe("signing up", () => {
  it("gives a person a first portfolio, which is the default, and an argon2id hash", async () => {
    const email = await newcomer();
    const rows = await db.owner.query(
      "SELECT p.is_default, p.active, w.hash FROM users u JOIN portfolios p ON p.user_id = u.id JOIN user_passwords w ON w.user_id = u.id WHERE u.email = $1",
      [email],
    );
    expect(rows).toMatchObject([{ is_default: true, active: true, hash: expect.stringMatching(/^\$argon2id\$/) }]);
  });

  it("refuses an address that is taken, in whatever case it is written", async () => {
    const email = await newcomer();
    expect(await signUp({ name: "Eve", email: email.toUpperCase(), password: PASSWORD }, elsewhere())).toMatchObject({ ok: false });
  });
});

describe("signing in", () => {
  it("opens a session that names the person", async () => {
    const email = await newcomer();
    const outcome = await signIn(email, PASSWORD);
    expect(outcome.ok && (await actorOfSession(outcome.sessionSecret))).toMatchObject({ email, name: "Ada" });
  });

  it("gives an unknown address, a malformed one and a wrong password the same answer", async () => {
    const email = await newcomer();
    const answers = [
      await signIn(email, "wrong password"),
      await signIn("nobody@example.org", PASSWORD),
      await signIn("no address", PASSWORD),
    ];
    expect(answers).toEqual(Array(3).fill({ ok: false, reason: "wrong" }));
  });

  it("takes a password typed with composed or decomposed letters", async () => {
    const hash = await hashPassword("zwölf Boxkämpfer jagen".normalize("NFC"));
    expect(await verifyPassword(hash, "zwölf Boxkämpfer jagen".normalize("NFD"))).toBe(true);
    expect(isOutdated(hash)).toBe(false);
  });

  it("renews a hash of older parameters", async () => {
    const { userId } = await db.signUp();
    const [{ email } = { email: "" }] = await db.owner.query<{ email: string }>("SELECT email FROM users WHERE id = $1", [
      userId.toString(),
    ]);
    expect(await signIn(email, TEST_PASSWORD)).toMatchObject({ ok: true });
    const [row] = await db.owner.query<{ hash: string }>("SELECT hash FROM user_passwords WHERE user_id = $1", [userId.toString()]);
    expect(isOutdated(row?.hash ?? "")).toBe(false);
  });

  it("makes an account wait after eight attempts from anywhere, also with the right password", async () => {
    const email = await newcomer();
    for (let attempt = 0; attempt < 8; attempt += 1) expect(await signIn(email, "wrong password")).toMatchObject({ reason: "wrong" });
    expect(await signIn(email, PASSWORD)).toMatchObject({ ok: false, reason: "wait", seconds: expect.any(Number) });
  });

  it("starts counting anew after a success", async () => {
    const email = await newcomer();
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 6; attempt += 1) await signIn(email, "wrong password");
      expect(await signIn(email, PASSWORD)).toMatchObject({ ok: true });
    }
  });

  it("counts exactly when many attempts come at once", async () => {
    const waits = await Promise.all(Array.from({ length: 40 }, () => countAttempt("account", "storm@example.org")));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(8);
  });
});

describe("a session", () => {
  it("is worth nothing after signing out, however often its cookie was copied", async () => {
    const outcome = await signIn(await newcomer(), PASSWORD);
    const secret = outcome.ok ? outcome.sessionSecret : "";
    await closeSession(secret);
    expect(await actorOfSession(secret)).toBeNull();
  });

  it("is stored so that the table signs nobody in", async () => {
    const outcome = await signIn(await newcomer(), PASSWORD);
    const ids = (await db.owner.query<{ id: string }>("SELECT id FROM sessions")).map((row) => row.id);
    expect(outcome.ok && ids.includes(outcome.sessionSecret)).toBe(false);
    for (const id of ids) expect(await actorOfSession(id)).toBeNull();
  });

  it("ends everywhere at once when the person says so", async () => {
    const email = await newcomer();
    const secrets = (await Promise.all([signIn(email, PASSWORD), signIn(email, PASSWORD)])).map((outcome) =>
      outcome.ok ? outcome.sessionSecret : "",
    );
    const actor = await actorOfSession(secrets[0] ?? "");
    if (actor) await signOutEverywhere(actor);
    expect(await Promise.all(secrets.map(actorOfSession))).toEqual([null, null]);
  });

  it("ends alone when the person closes it elsewhere, and nobody else can", async () => {
    const [ada, bob] = [await newcomer(), await newcomer()];
    const open = async (email: string) => {
      const outcome = await signIn(email, PASSWORD);
      const actor = outcome.ok ? await actorOfSession(outcome.sessionSecret) : null;
      if (!outcome.ok || !actor) throw new Error("not signed in");
      return { secret: outcome.sessionSecret, actor };
    };
    const [here, there, his] = [await open(ada), await open(ada), await open(bob)];
    expect(await signOutSession(his.actor, there.actor.sessionId)).toEqual(NOT_FOUND);
    expect(await signOutSession(here.actor, there.actor.sessionId)).toMatchObject({ ok: true });
    expect(await Promise.all([here, there, his].map(async ({ secret }) => (await actorOfSession(secret)) !== null))).toEqual([
      true,
      false,
      true,
    ]);
    expect(await signOutSession(here.actor, here.actor.sessionId)).toMatchObject({ ok: false });
  });

  it("of another browser ends when the password is changed, this one stays", async () => {
    const email = await newcomer();
    const secrets = (await Promise.all([signIn(email, PASSWORD), signIn(email, PASSWORD)])).map((outcome) =>
      outcome.ok ? outcome.sessionSecret : "",
    );
    const actor = await actorOfSession(secrets[0] ?? "");
    if (!actor) throw new Error("not signed in");
    expect(await changePassword(actor, "not the current one", "another green kettle")).toMatchObject({ ok: false });
    expect(await changePassword(actor, PASSWORD, "another green kettle")).toMatchObject({ ok: true });
    expect(await actorOfSession(secrets[0] ?? "")).not.toBeNull();
    expect(await actorOfSession(secrets[1] ?? "")).toBeNull();
  });
});
