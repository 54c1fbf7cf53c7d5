import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actorOfSession } from "@/lib/auth/session";
import { signInWithPassword } from "@/lib/auth/sign-in";
import { sendDueMails } from "@/lib/jobs/mails";
import { expectConsole } from "@/test/console";
import { TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { linkIn, type ReceivedMail, type SmtpServer, startSmtpServer } from "@/test/simulators/smtp";
import { sameDistribution } from "@/test/statistics";
import { changePassword, signUp } from "../mutations";
import { requestEmailChange, requestReset, resetPassword, sendVerification, verifyEmail } from "./mutations";
import { getEmailState, readLink } from "./queries";

const NEW_PASSWORD = "green kettles whistle";

let db: TestDatabase;
let smtp: SmtpServer;

beforeAll(async () => {
  smtp = await startSmtpServer();
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: "Truefolio <truefolio@example.org>" });
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  await smtp.close();
});
beforeEach(async () => {
  smtp.received.length = 0;
  smtp.refusal = null;
  await db.owner.query("TRUNCATE outgoing_mails, verification_tokens, sign_in_attempts");
});

/** What the worker sends now. */
async function sent(): Promise<ReceivedMail[]> {
  const before = smtp.received.length;
  await sendDueMails();
  return smtp.received.slice(before);
}
async function tokenSent(path: "/reset-password" | "/verify-email", to: string): Promise<string> {
  const mail = (await sent()).find((each) => each.to[0] === to);
  if (!mail) throw new Error(`nothing was sent to ${to}`);
  return linkIn(mail, path).searchParams.get("token") ?? "";
}
const signIn = (email: string, password: string) => signInWithPassword({ email, password, address: "test", userAgent: "test" });
const audited = async (userId: bigint) =>
  (await db.owner.query<{ event: string }>("SELECT event FROM audit_log WHERE user_id = $1 ORDER BY id", [userId])).map(
    ({ event }) => event,
  );

async function ask(email: string): Promise<void> {
  expect(await requestReset(email, "test")).toMatchObject({ ok: true });
}

describe("a link for a new password", () => {
  it("changes the password, ends every session, and is noted", async () => {
    const ada = await db.signUp();
    const elsewhere = await signIn(ada.actor.email, TEST_PASSWORD);
    if (!elsewhere.ok) throw new Error("signing in failed");
    await ask(ada.actor.email);
    const token = await tokenSent("/reset-password", ada.actor.email);
    expect(await readLink(token)).toEqual({ purpose: "reset_password", email: ada.actor.email });
    expect(await resetPassword(token, NEW_PASSWORD, "test")).toMatchObject({ ok: true });

    expect(await actorOfSession(elsewhere.sessionSecret)).toBeNull();
    expect(await db.owner.query("SELECT 1 FROM sessions WHERE user_id = $1", [ada.userId])).toEqual([]);
    expect(await signIn(ada.actor.email, TEST_PASSWORD)).toMatchObject({ ok: false, reason: "wrong" });
    expect(await signIn(ada.actor.email, NEW_PASSWORD)).toMatchObject({ ok: true });
    expect(await audited(ada.userId)).toContain("password_reset");
    expect((await getEmailState(ada.actor)).verifiedAt).not.toBeNull();
  });

  it("leads to the configured address, whatever the request says", async () => {
    const ada = await db.signUp();
    await ask(ada.actor.email);
    const [mail] = await sent();
    expect(mail && linkIn(mail, "/reset-password").origin).toBe("http://localhost:3000");
  });

  it("works once, also when it is used twice at the same moment", async () => {
    const ada = await db.signUp();
    await ask(ada.actor.email);
    const token = await tokenSent("/reset-password", ada.actor.email);
    const outcomes = await Promise.all([1, 2, 3].map((count) => resetPassword(token, `${NEW_PASSWORD} ${count}`, "test")));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await resetPassword(token, NEW_PASSWORD, "test")).toMatchObject({ ok: false });
    expect(await readLink(token)).toMatchObject({ purpose: "gone" });
  });

  it("is good for an hour", async () => {
    const ada = await db.signUp();
    await ask(ada.actor.email);
    const token = await tokenSent("/reset-password", ada.actor.email);
    const [{ seconds } = { seconds: 0 }] = await db.owner.query<{ seconds: number }>(
      "SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM verification_tokens",
    );
    expect(seconds).toBe(3600);
    await db.owner.query("UPDATE verification_tokens SET expires_at = now()");
    expect(await resetPassword(token, NEW_PASSWORD, "test")).toMatchObject({ ok: false });
  });

  it("is no longer good once a newer one was sent, and says nothing as to why", async () => {
    const ada = await db.signUp();
    await ask(ada.actor.email);
    const older = await tokenSent("/reset-password", ada.actor.email);
    await ask(ada.actor.email);
    const newer = await tokenSent("/reset-password", ada.actor.email);
    expect(await resetPassword(older, NEW_PASSWORD, "test")).toEqual(await resetPassword("x".repeat(43), NEW_PASSWORD, "test"));
    expect(await resetPassword(newer, NEW_PASSWORD, "test")).toMatchObject({ ok: true });
  });

  it("is in the database as a hash only, and in no queue", async () => {
    const ada = await db.signUp();
    await ask(ada.actor.email);
    const queued = await db.owner.query("SELECT * FROM outgoing_mails");
    const token = await tokenSent("/reset-password", ada.actor.email);
    const stored = await db.owner.query("SELECT * FROM verification_tokens");
    expect(stored).toHaveLength(1);
    expect(JSON.stringify([queued, stored], (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(token);
    expect(await db.owner.query("SELECT 1 FROM outgoing_mails")).toEqual([]);
  });

  it("of one kind does not do what one of another kind does", async () => {
    const ada = await db.signUp();
    await ask(ada.actor.email);
    const token = await tokenSent("/reset-password", ada.actor.email);
    expect(await verifyEmail(token, "test")).toMatchObject({ ok: false });
    expect(await resetPassword(token, NEW_PASSWORD, "test")).toMatchObject({ ok: true });
  });

  it("is sent for five requests an hour, known address or not, and to many addresses from one place", async () => {
    const ada = await db.signUp();
    for (const email of [ada.actor.email, "nobody@example.org"]) {
      for (let count = 0; count < 5; count += 1) await ask(email);
      const refused = await requestReset(email, "test");
      expect(refused).toMatchObject({ ok: false, message: "Too many requests. Wait 60 minutes and try again." });
    }
    for (let count = 0; count < 288; count += 1) await requestReset(`nobody-${count}@example.org`, "test");
    expect(await requestReset("one-more@example.org", "test")).toMatchObject({ ok: false });
    expect(await requestReset("one-more@example.org", "elsewhere")).toMatchObject({ ok: true });
  });

  it("is sent again later when the mail server refuses, and no longer good in the version that was lost", async () => {
    const ada = await db.signUp();
    await ask(ada.actor.email);
    smtp.refusal = "451 Try again later";
    expectConsole("error", /EENVELOPE/);
    expect(await sent()).toEqual([]);
    smtp.refusal = null;
    expect(await sent()).toEqual([]);
    await db.owner.query("UPDATE outgoing_mails SET due_at = now()");
    expect(await sent()).toHaveLength(1);
  });
});

describe("asking for a link of an address that nobody has", () => {
  it("answers the same, and sends nothing", async () => {
    const ada = await db.signUp();
    expect(await requestReset("nobody@example.org", "test")).toEqual(await requestReset(ada.actor.email, "test"));
    expect((await sent()).map(({ to }) => to)).toEqual([[ada.actor.email]]);
  });

  it("takes as long", async () => {
    const ada = await db.signUp();
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 200; round += 1) {
      // In turns, and each first half of the time: what the machine is at meanwhile, and what came before, meets both.
      for (const which of round % 2 ? (["known", "unknown"] as const) : (["unknown", "known"] as const)) {
        await db.owner.query("DELETE FROM sign_in_attempts");
        const email = which === "known" ? ada.actor.email : `${"0".repeat(16)}@example.org`;
        const begun = performance.now();
        await requestReset(email, "test");
        times[which].push(performance.now() - begun);
      }
    }
    expect(sameDistribution(times.known, times.unknown), "the probability of such times, were they of one kind").toBeGreaterThan(0.001);
  });
});

describe("signing up where mail is sent", () => {
  const newcomer = (email: string) => ({ name: "Ada", email, password: "analytical engines at dawn" });

  it("answers the same for an address that is taken, whose owner is told, and changes nothing of theirs", async () => {
    const ada = await db.signUp();
    const taken = await signUp({ ...newcomer(ada.actor.email), name: "Eve" }, "test");
    expect(taken).toEqual(await signUp(newcomer("fresh-1@example.org"), "test"));
    const mails = await sent();
    const told = mails.find(({ to }) => to[0] === ada.actor.email);
    expect(told?.text).toContain("Somebody tried to create an account");
    expect(told?.text).not.toContain("Eve");
    expect(() => told && linkIn(told, "/verify-email")).toThrow();
    // Signing in says no more: an account that waits for its link is none.
    for (const email of [ada.actor.email, "fresh-1@example.org"])
      expect(await signIn(email, "analytical engines at dawn")).toMatchObject({ ok: false, reason: "wrong" });
  });

  it("makes the account, with its first portfolio and a confirmed address, when the link is followed", async () => {
    await signUp(newcomer("fresh-2@example.org"), "test");
    expect(await db.owner.query("SELECT 1 FROM users WHERE email = 'fresh-2@example.org'")).toEqual([]);
    const token = await tokenSent("/verify-email", "fresh-2@example.org");
    expect(await readLink(token)).toEqual({ purpose: "sign_up", email: "fresh-2@example.org" });
    expect(await verifyEmail(token, "test")).toMatchObject({ ok: true });
    const outcome = await signIn("fresh-2@example.org", "analytical engines at dawn");
    const actor = outcome.ok ? await actorOfSession(outcome.sessionSecret) : null;
    expect(actor?.name).toBe("Ada");
    expect(actor && (await getEmailState(actor)).verifiedAt).not.toBeNull();
    expect(await db.owner.query("SELECT 1 FROM portfolios WHERE user_id = $1 AND is_default", [actor?.userId])).toHaveLength(1);
    expect(await verifyEmail(token, "test")).toMatchObject({ ok: false });
  });

  it("twice makes one account, with the password of the newer message", async () => {
    await signUp(newcomer("fresh-3@example.org"), "test");
    const older = await tokenSent("/verify-email", "fresh-3@example.org");
    await signUp({ ...newcomer("fresh-3@example.org"), password: "a later thought of mine" }, "test");
    const newer = await tokenSent("/verify-email", "fresh-3@example.org");
    expect(await verifyEmail(older, "test")).toMatchObject({ ok: false });
    expect(await verifyEmail(newer, "test")).toMatchObject({ ok: true });
    expect(await signIn("fresh-3@example.org", "a later thought of mine")).toMatchObject({ ok: true });
  });
});

describe("the address of a person", () => {
  it("is confirmed by the link that is sent again", async () => {
    const ada = await db.signUp();
    expect(await getEmailState(ada.actor)).toEqual({ email: ada.actor.email, verifiedAt: null });
    await sendVerification(ada.actor);
    expect(await verifyEmail(await tokenSent("/verify-email", ada.actor.email), "test")).toMatchObject({ ok: true });
    expect((await getEmailState(ada.actor)).verifiedAt).toMatch(/^\d{4}-/);
    expect(await audited(ada.userId)).toContain("email_verified");
  });

  it("changes with the password and the new one's link, and the old one is told before and after", async () => {
    const ada = await db.signUp();
    const fresh = `new-${ada.userId}@example.org`;
    expect(await requestEmailChange(ada.actor, fresh, "not the password")).toMatchObject({ ok: false });
    expect(await requestEmailChange(ada.actor, fresh, TEST_PASSWORD)).toMatchObject({ ok: true });
    const mails = await sent();
    expect(mails.map(({ to, headers }) => `${to} ${headers.subject}`).sort()).toEqual(
      [`${fresh} Confirm your new address`, `${ada.actor.email} Your address is about to change`].sort(),
    );
    expect(await signIn(fresh, TEST_PASSWORD)).toMatchObject({ ok: false });
    const link = mails.find(({ to }) => to[0] === fresh);
    const token = (link && linkIn(link, "/verify-email").searchParams.get("token")) ?? "";
    expect(await verifyEmail(token, "test")).toMatchObject({ ok: true });
    expect(await signIn(fresh, TEST_PASSWORD)).toMatchObject({ ok: true });
    expect((await sent()).map(({ to, headers }) => `${to} ${headers.subject}`)).toEqual([`${ada.actor.email} Your address was changed`]);
    expect(await audited(ada.userId)).toEqual(
      expect.arrayContaining(["password_refused", "email_changing", "email_changed", "email_verified"]),
    );
  });

  it("does not change any more once the password was changed: that is how the owner stops who knew it", async () => {
    const ada = await db.signUp();
    const fresh = `eve-${ada.userId}@example.org`;
    await requestEmailChange(ada.actor, fresh, TEST_PASSWORD);
    const token = await tokenSent("/verify-email", fresh);
    await changePassword(ada.actor, TEST_PASSWORD, NEW_PASSWORD);
    expect(await verifyEmail(token, "test")).toMatchObject({ ok: false });
  });

  it("can't become one that somebody has, and neither the answer nor a message says so", async () => {
    const [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
    const asked = await requestEmailChange(ada.actor, bob.actor.email, TEST_PASSWORD);
    expect(asked).toMatchObject({ ok: true, message: expect.stringContaining("A message is on its way") });
    expect((await sent()).map(({ to }) => to[0])).toEqual([ada.actor.email]);
  });

  it("that somebody else took in the meantime stays theirs", async () => {
    const [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
    const wanted = `wanted-${ada.userId}@example.org`;
    await requestEmailChange(ada.actor, wanted, TEST_PASSWORD);
    const token = await tokenSent("/verify-email", wanted);
    await db.owner.query("UPDATE users SET email = $1 WHERE id = $2", [wanted, bob.userId]);
    expect(await verifyEmail(token, "test")).toMatchObject({ ok: false, message: expect.stringContaining("Somebody has an account") });
    expect(await db.owner.query("SELECT email FROM users WHERE id = $1", [ada.userId])).toEqual([{ email: ada.actor.email }]);
  });
});

describe("a person who is deleted", () => {
  it("leaves no message and no link", async () => {
    const ada = await db.signUp();
    await sendVerification(ada.actor);
    await sent();
    await sendVerification(ada.actor);
    await db.owner.query("DELETE FROM users WHERE id = $1", [ada.userId]);
    expect(await db.owner.query("SELECT 1 FROM verification_tokens UNION ALL SELECT 1 FROM outgoing_mails")).toEqual([]);
  });
});
