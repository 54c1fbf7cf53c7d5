import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterByClaims } from "@/lib/auth/enter-by-claims";
import { refuseWithoutRecentSignIn } from "@/lib/auth/recent-sign-in";
import { actorOfSession } from "@/lib/auth/session";
import { signInWithPassword } from "@/lib/auth/sign-in";
import { deleteUser } from "@/lib/users/deletion/mutations";
import { TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { disconnectIdentity } from "./mutations";

const ISSUER = "https://issuer.example";
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

let made = 0;
const claims = (fields: Readonly<Record<string, unknown>> = {}) => {
  made += 1;
  return { sub: `subject-${made}`, email: `oidc-${made}@example.org`, email_verified: true, name: "Grace Hopper", ...fields };
};

/** Somebody whom the provider has let in, and who is signed in. */
async function enter(of: ReturnType<typeof claims>) {
  const entrance = await enterByClaims(ISSUER, of, null, "test");
  if (entrance.outcome !== "entered") throw new Error(`not let in: ${JSON.stringify(entrance)}`);
  const actor = await actorOfSession(entrance.sessionSecret);
  if (!actor) throw new Error("there is no session");
  return actor;
}
const identitiesOf = (userId: string) =>
  db.owner.query<{ id: string; issuer: string }>("SELECT id::text, issuer FROM oidc_identities WHERE user_id = $1 ORDER BY id", [userId]);
const age = (sessionId: string) =>
  db.owner.query("UPDATE sessions SET confirmed_at = now() - interval '11 minutes' WHERE id = $1", [sessionId]);

describe("coming back from a provider", () => {
  it("makes a person of a confirmed address once, with a default portfolio, and knows them again by the subject, whatever the address", async () => {
    const grace = claims();
    const first = await enter(grace);
    expect(first).toMatchObject({ name: "Grace Hopper", email: grace.email });
    const again = await enter({ ...grace, email: "moved@example.org", email_verified: false });
    expect(again.userId).toBe(first.userId);
    const rows = await db.owner.query("SELECT is_default FROM portfolios WHERE user_id = $1", [first.userId]);
    expect(rows).toEqual([{ is_default: true }]);
    const verified = await db.owner.query("SELECT email FROM verified_emails WHERE user_id = $1", [first.userId]);
    expect(verified).toEqual([{ email: grace.email }]);
  });

  it("makes two people of the same subject at two providers, and of two who come at once only one", async () => {
    const grace = claims();
    const entrances = await Promise.all([1, 2].map(() => enterByClaims(ISSUER, grace, null, "test")));
    expect(entrances.filter(({ outcome }) => outcome === "entered").length).toBeGreaterThan(0);
    const elsewhere = await enterByClaims("https://other.example", { ...grace, email: "elsewhere@example.org" }, null, "test");
    expect(elsewhere.outcome).toBe("entered");
    const rows = await db.owner.query("SELECT 1 FROM oidc_identities WHERE subject = $1", [grace.sub]);
    expect(rows).toHaveLength(2);
  });

  it.each([
    ["an address that is not confirmed", { email_verified: false }, "oidcEmail"],
    ["no address", { email: undefined }, "oidcEmail"],
    ["an address that is none", { email: "not an address" }, "oidcEmail"],
    ["no subject", { sub: undefined }, "oidcUnknown"],
    ["an empty subject", { sub: "" }, "oidcUnknown"],
  ])("with %s makes nobody", async (_, fields, code) => {
    const before = (await db.owner.query("SELECT 1 FROM users")).length;
    expect(await enterByClaims(ISSUER, claims(fields), null, "test")).toEqual({ outcome: "refused", code });
    expect((await db.owner.query("SELECT 1 FROM users")).length).toBe(before);
  });

  it("opens no account by its address alone, confirmed or not", async () => {
    const ada = await db.signUp("Ada");
    const entrance = await enterByClaims(ISSUER, claims({ email: ada.actor.email }), null, "test");
    expect(entrance).toEqual({ outcome: "refused", code: "oidcTaken" });
    expect(await identitiesOf(ada.actor.userId)).toEqual([]);
  });
});

describe("somebody who is signed in", () => {
  it("connects a provider, after a recent sign-in only, and then is let in by it", async () => {
    const ada = await db.signUp("Ada");
    const grace = claims();
    await age(ada.actor.sessionId);
    expect(await enterByClaims(ISSUER, grace, ada.actor, "test")).toEqual({ outcome: "refused", code: "oidcStale" });
    await db.owner.query("UPDATE sessions SET confirmed_at = now() WHERE id = $1", [ada.actor.sessionId]);
    expect(await enterByClaims(ISSUER, grace, ada.actor, "test")).toEqual({ outcome: "connected" });
    expect(await enterByClaims(ISSUER, grace, ada.actor, "test")).toEqual({ outcome: "connected" });
    expect((await enter(grace)).userId).toBe(ada.actor.userId);
  });

  it("can't take somebody else's identity, nor disconnect it", async () => {
    const grace = claims();
    const owner = await enter(grace);
    const bob = await db.signUp("Bob");
    expect(await enterByClaims(ISSUER, grace, bob.actor, "test")).toEqual({ outcome: "refused", code: "oidcTaken" });
    const [identity] = await identitiesOf(owner.userId);
    expect(await disconnectIdentity(bob.actor, identity?.id ?? "0")).toMatchObject({ ok: false });
    expect(await identitiesOf(owner.userId)).toHaveLength(1);
  });

  it("disconnects it, unless nothing else would let them in", async () => {
    const only = await enter(claims());
    const [identity] = await identitiesOf(only.userId);
    expect(await disconnectIdentity(only, identity?.id ?? "0")).toMatchObject({
      ok: false,
      message: expect.stringContaining("Nothing else"),
    });
    expect(await identitiesOf(only.userId)).toHaveLength(1);

    const ada = await db.signUp("Ada");
    await enterByClaims(ISSUER, claims(), ada.actor, "test");
    const [second] = await identitiesOf(ada.actor.userId);
    expect(await disconnectIdentity(ada.actor, second?.id ?? "0")).toMatchObject({ ok: true });
    expect(await identitiesOf(ada.actor.userId)).toEqual([]);
  });

  it("of two last ways that are given up at once keeps one", async () => {
    const twice = await enter(claims());
    await enterByClaims("https://other.example", claims(), twice, "test");
    const identities = await identitiesOf(twice.userId);
    const outcomes = await Promise.all(identities.map(({ id }) => disconnectIdentity(twice, id)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await identitiesOf(twice.userId)).toHaveLength(1);
  });
});

describe("somebody without a password", () => {
  it("is not let in by any, and deletes their account after a recent sign-in", async () => {
    const grace = claims();
    const actor = await enter(grace);
    const attempt = { email: grace.email, password: TEST_PASSWORD, address: "10.1.2.3", userAgent: "test" };
    expect(await signInWithPassword(attempt)).toEqual({ ok: false, reason: "wrong" });
    await age(actor.sessionId);
    expect(await refuseWithoutRecentSignIn(actor)).toMatchObject({ proofs: [] });
    expect(await deleteUser(actor, { confirmation: grace.email, password: "" })).toMatchObject({ ok: false });
    const fresh = await enter(grace);
    expect(await deleteUser(fresh, { confirmation: grace.email, password: "" })).toMatchObject({ ok: true });
    expect((await db.owner.query("SELECT 1 FROM oidc_identities WHERE subject = $1", [grace.sub])).length).toBe(0);
  });
});
