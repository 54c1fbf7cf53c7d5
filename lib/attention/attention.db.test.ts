import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deleteAccount } from "@/lib/accounts/mutations";
import { asActor } from "@/lib/db/as-actor";
import { tellDue } from "@/lib/jobs/attention";
import { expectConsole } from "@/test/console";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { everythingStored, foundAmong } from "@/test/planted";
import { startPlain } from "@/test/simulators/plain";
import { WITH_PLAIN } from "@/test/simulators/plain-broker";
import { type SmtpServer, startSmtpServer } from "@/test/simulators/smtp";
import { startWebhookReceiver, type WebhookReceiver } from "@/test/simulators/webhook";
import { askInstead, linkTo, perform, request } from "@/test/sync";
import { deliverNotice } from "./delivery/mutations";
import { removeWebhook, saveByEmail, saveWebhook, testAttention } from "./mutations";
import { getAttentionSettings } from "./queries";
import type { WebhookBody } from "./schema";

let broker: Awaited<ReturnType<typeof startPlain>>;
let smtp: SmtpServer;
let receiver: WebhookReceiver;
let db: TestDatabase;
let ada: Person;
let accountId: bigint;

beforeAll(async () => {
  broker = await startPlain();
  smtp = await startSmtpServer();
  receiver = await startWebhookReceiver();
  askInstead({ plain: broker.endpoints });
  Object.assign(process.env, { SMTP_URL: smtp.url, WEBHOOK_HOSTS: receiver.host });
  db = await testDatabase();
});
beforeEach(async () => {
  await db.owner.query("TRUNCATE users CASCADE");
  await db.owner.query("TRUNCATE broker_circuits, sign_in_attempts");
  ada = await db.signUp();
  await db.owner.query("INSERT INTO verified_emails (user_id, email) SELECT id, email FROM users");
  accountId = await linkTo(db, ada, "plain", { token: "token-1" });
  broker.behave("well");
  Object.assign(smtp, { received: [], refusal: null });
  Object.assign(receiver, { received: [], answer: { status: 204 } });
  smtp.received.length = 0;
});
afterAll(async () => {
  await db.close();
  for (const server of [broker, smtp, receiver]) await server.close();
});

async function sync(): Promise<void> {
  await perform(await request(ada.actor, accountId), WITH_PLAIN);
}

async function byWebhook(): Promise<string> {
  const saved = await saveWebhook(ada.actor, receiver.url);
  if (!saved.ok) throw new Error("the address was not saved");
  return saved.data.secret;
}

const noticesOf = async (person: Person) => (await getAttentionSettings(person.actor)).notices;
/** As if the time until the next attempt were over. */
const makeDue = () => db.owner.query("UPDATE attention_notices SET due_at = now() WHERE state = 'waiting'");

describe("a person whose account needs them", () => {
  it("gets a message by mail, once, however often it is tried again; and anew only after it was well in between", async () => {
    expect(await saveByEmail(ada.actor, true)).toMatchObject({ ok: true });
    broker.behave("revoked");
    for (let times = 0; times < 3; times += 1) await sync();
    await tellDue();
    await tellDue();
    expect(smtp.received).toHaveLength(1);
    const [mail] = smtp.received;
    expect(mail?.to).toEqual([ada.actor.email]);
    expect(mail?.headers.subject).toBe("Mine needs your attention");
    expect(mail?.text).toContain("Your broker wants you to sign in again");
    expect(mail?.text).toContain(`http://localhost:3000/accounts/${accountId}`);
    expect(await noticesOf(ada)).toMatchObject([{ channel: "email", state: "delivered", accountName: "Mine", outcome: "" }]);
    broker.behave("well");
    await sync();
    broker.behave("revoked");
    await sync();
    await tellDue();
    expect(smtp.received).toHaveLength(2);
  });

  it("gets a delivery at their address, signed and dated, with nothing in it that a broker wrote", async () => {
    const secret = await byWebhook();
    broker.behave("revoked");
    await sync();
    await tellDue();
    expect(receiver.received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.received;
    const seconds = Number(headers["webhook-timestamp"]);
    expect(Math.abs(Date.now() / 1000 - seconds)).toBeLessThan(60);
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const expected = createHmac("sha256", key).update(`${headers["webhook-id"]}.${seconds}.${body}`).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
    const told = JSON.parse(body) as WebhookBody;
    expect(told).toEqual({
      id: headers["webhook-id"],
      type: "account.needs_attention",
      timestamp: expect.any(String),
      account: { id: `${accountId}`, name: "Mine", broker: "Plain", url: `http://localhost:3000/accounts/${accountId}` },
      reason: { kind: "sign-in", text: "Your broker wants you to sign in again, or to enter a new key." },
    });
    expect(foundAmong(new Map([["the delivery", body]]), new Map([["the key", "token-1"]]))).toEqual([]);
  });

  it("sees that it did not arrive, and why; it is tried again later and later, and given up plainly", async () => {
    await byWebhook();
    receiver.answer = { status: 503 };
    broker.behave("revoked");
    await sync();
    await tellDue();
    const refused = `127.0.0.1 answered with status 503.`;
    expect(await noticesOf(ada)).toMatchObject([{ state: "waiting", outcome: refused }]);
    // Not before its time.
    expect(await tellDue()).toBe(0);
    for (let attempt = 2; attempt <= 9; attempt += 1) {
      await makeDue();
      expect(await tellDue()).toBe(1);
    }
    expect(receiver.received).toHaveLength(9);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await noticesOf(ada)).toMatchObject([{ state: "failed", outcome: refused, settledAt: expect.any(String) }]);
    await makeDue();
    expect(await tellDue()).toBe(0);
  });

  it("sees that the mail server did not take it, under a reference and without its words", async () => {
    await saveByEmail(ada.actor, true);
    smtp.refusal = "451 Try again later";
    broker.behave("revoked");
    await sync();
    expectConsole("error", /"level":"error"/);
    await tellDue();
    expect(await noticesOf(ada)).toMatchObject([
      { state: "waiting", outcome: expect.stringMatching(/mail server did not take it\. Reference/) },
    ]);
    smtp.refusal = null;
    await makeDue();
    await tellDue();
    expect(await noticesOf(ada)).toMatchObject([{ state: "delivered" }]);
  });

  it("is told nothing when they asked for nothing", async () => {
    broker.behave("revoked");
    await sync();
    expect(await tellDue()).toBe(0);
    expect(await noticesOf(ada)).toEqual([]);
  });

  it("is told nothing of a change that was taken back: both are one transaction", async () => {
    await byWebhook();
    const takenBack = asActor(ada.actor, async (tx) => {
      await tx.brokerAccount.update({ where: { id: accountId }, data: { status: "attention" }, select: { id: true } });
      throw new Error("taken back");
    });
    await expect(takenBack).rejects.toThrow("taken back");
    expect(await tellDue()).toBe(0);
  });

  it("is told no more once the account is gone, or the address", async () => {
    await byWebhook();
    broker.behave("revoked");
    await sync();
    await removeWebhook(ada.actor);
    await tellDue();
    expect(await noticesOf(ada)).toMatchObject([{ state: "failed", outcome: "There is no address to send it to." }]);
    await byWebhook();
    expect(await deleteAccount(ada.actor, accountId, "Mine")).toMatchObject({ ok: true });
    expect(await noticesOf(ada)).toEqual([]);
    expect(receiver.received).toEqual([]);
  });
});

describe("a receiver", () => {
  it.each([
    ["leads elsewhere", { status: 307, headers: { location: "/there" } }, "sent us elsewhere and came to no end"],
    ["answers at length", { status: 200, body: "x".repeat(9_000) }, "sent more than 8 kB in one answer"],
    ["refuses", { status: 410 }, "answered with status 410"],
  ])("that %s has not taken it", async (_what, answer, why) => {
    await byWebhook();
    receiver.answer = answer;
    expect(await testAttention(ada.actor, "webhook")).toMatchObject({ ok: false, message: expect.stringContaining(why) });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([
    "http://example.org/hook",
    "https://10.0.0.7/hook",
    "https://[::1]/hook",
    "https://example.org:8443/hook",
    "http://127.0.0.1:1/hook",
  ])("can't be at %s", async (url) => {
    expect(await saveWebhook(ada.actor, url)).toMatchObject({ ok: false, fieldErrors: { webhookUrl: expect.any(String) } });
  });

  it("whose name turns out to be a private address is sent nothing", async () => {
    await saveWebhook(ada.actor, "https://localhost/hook");
    expect(await testAttention(ada.actor, "webhook")).toMatchObject({
      ok: false,
      message: expect.stringContaining("could not be reached"),
    });
  });
});

describe("what is kept", () => {
  it("of an address and its secret is sealed: neither stands in the database, nor in what pages are given", async () => {
    const secret = await byWebhook();
    await testAttention(ada.actor, "webhook");
    const planted = new Map([
      ["the address", receiver.url],
      ["its path", "a-path-that-is-a-secret"],
      ["the secret", secret.replace("whsec_", "")],
    ]);
    const stored = await everythingStored(db.owner);
    expect(stored.get("public.attention_settings")).toContain(receiver.host);
    expect(foundAmong(new Map([...stored, ["the page", JSON.stringify(await getAttentionSettings(ada.actor))]]), planted)).toEqual([]);
  });

  it("is nobody else's: neither to see, nor to deliver", async () => {
    await byWebhook();
    broker.behave("revoked");
    await sync();
    const [notice] = await noticesOf(ada);
    const bob = await db.signUp("Bob");
    expect(await getAttentionSettings(bob.actor)).toMatchObject({ webhookHost: null, notices: [] });
    expect(await deliverNotice(bob.actor, notice?.id ?? "", null)).toBe("It isn’t there any more.");
    await removeWebhook(bob.actor);
    expect(await getAttentionSettings(ada.actor)).toMatchObject({ webhookHost: receiver.host });
    expect(receiver.received).toEqual([]);
  });

  it("by mail wants an address that is confirmed", async () => {
    const bob = await db.signUp("Bob");
    expect(await saveByEmail(bob.actor, true)).toMatchObject({ ok: false });
  });
});
