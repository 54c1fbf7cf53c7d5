import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deleteAccount, linkAccount, setAccountStatus } from "@/lib/accounts/mutations";
import { replaceCredentials } from "@/lib/credentials/mutations";
import { getCredentialState } from "@/lib/credentials/queries";
import { open } from "@/lib/crypto/seal";
import { asActor } from "@/lib/db/as-actor";
import { requestSync } from "@/lib/sync/mutations";
import { listRuns } from "@/lib/sync/queries";
import { REGISTERED } from "@/lib/sync/run/brokers";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { simulatedIbkrFlex } from "@/test/simulators/ibkr-flex";
import type { RunningBroker } from "@/test/simulators/simulator";
import { REQUEST_TOKEN, simulatedKite } from "@/test/simulators/zerodha-kite";
import { perform } from "@/test/sync";
import { testSealed, testTyped } from "./connection";
import { beginLogin, finishLogin } from "./login/mutations";
import { chooseAccounts, unlink } from "./mutations";
import { getLinkState, getSyncDigest, listConnections } from "./queries";

let db: TestDatabase;
let flex: RunningBroker;
let kite: RunningBroker;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  [flex, kite] = await Promise.all([simulatedIbkrFlex.start(), simulatedKite.start()]);
  process.env.BROKER_ENDPOINTS = JSON.stringify({ "ibkr-flex": flex.endpoints, "zerodha-kite": kite.endpoints });
  db = await testDatabase();
});
afterAll(async () => {
  await Promise.all([db.close(), flex.close(), kite.close()]);
});
beforeEach(async () => {
  await db.owner.query("TRUNCATE users, audit_log CASCADE");
  flex.behave("well");
  kite.behave("well");
  [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
});

const flexFields = () => ({ "credential.token": flex.secrets.token, "credential.queryId": flex.secrets.queryId });
const kiteFields = () => ({ "credential.apiKey": kite.secrets.apiKey, "credential.apiSecret": kite.secrets.apiSecret });

async function link(broker: string, fields: Record<string, string | undefined>): Promise<bigint> {
  const input = { portfolioId: ada.portfolioId.toString(), broker, displayName: "Broker", externalAccountId: "", ...fields };
  const outcome = await linkAccount(ada.actor, input);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return BigInt(outcome.redirectTo?.split("/").at(-1) ?? 0);
}

/** As the first sync leaves an account whose key opens several. */
const findTwo = (id: bigint) =>
  db.owner.query(
    `WITH run AS (UPDATE sync_runs SET status = 'done', finished_at = now() WHERE broker_account_id = $1)
     UPDATE broker_links SET found = '[{"id": "U1000001", "name": "Main", "currency": "EUR"}, {"id": "U1000002", "name": "U1000002"}]' WHERE broker_account_id = $1`,
    [id],
  );
const statusOf = async (id: bigint) =>
  (await db.owner.query<{ status: string }>("SELECT status FROM broker_accounts WHERE id = $1", [id]))[0]?.status;
const sealedOf = async (id: bigint) =>
  (
    await db.owner.query<{ credentials: unknown }>("SELECT credentials FROM broker_account_credentials WHERE broker_account_id = $1", [id])
  )[0]?.credentials;
const secretsOf = async (id: bigint) => {
  const opened = await open(id, await sealedOf(id));
  return opened.ok ? opened.secrets : null;
};
const audited = async (event: string) =>
  (await db.owner.query<{ subject: string }>("SELECT subject FROM audit_log WHERE event = $1 ORDER BY id", [event])).map(
    ({ subject }) => subject,
  );

describe("testing a connection", () => {
  it("says what a key that was only typed may do, and keeps nothing of it", async () => {
    const outcome = await testTyped({ broker: "ibkr-flex", ...flexFields() });
    expect(outcome).toMatchObject({ ok: true, data: { accounts: 2, mayTrade: false, missing: [] } });
    expect(await db.owner.query("SELECT 1 FROM broker_account_credentials")).toEqual([]);
  });

  it("says in words what is wrong with a key, without repeating it", async () => {
    flex.behave("revoked");
    const outcome = await testTyped({ broker: "ibkr-flex", ...flexFields() });
    expect(outcome).toMatchObject({ ok: false });
    expect(JSON.stringify(outcome)).not.toContain(flex.secrets.token);
  });

  it("asks nobody about what can't be a key, and names the field", async () => {
    flex.requests.length = 0;
    const outcome = await testTyped({ broker: "ibkr-flex", "credential.token": "abc", "credential.queryId": "1234567" });
    expect(outcome).toMatchObject({ ok: false, fieldErrors: { "credential.token": expect.stringContaining("10 to 40 digits") } });
    expect(flex.requests).toEqual([]);
  });

  it("opens what is sealed for it, which is in the audit log and shown", async () => {
    const id = await link("ibkr-flex", flexFields());
    expect(await testSealed(ada.actor, id)).toMatchObject({ ok: true, data: { accounts: 2 } });
    expect(await audited("credentials_opened")).toEqual([`account:${id}`]);
    expect((await listConnections(ada.actor))[0]?.usedAt).not.toBeNull();
  });

  it("is not for the accounts of others", async () => {
    const id = await link("ibkr-flex", flexFields());
    flex.requests.length = 0;
    expect(await testSealed(bob.actor, id)).toMatchObject({ ok: false });
    expect([flex.requests, await audited("credentials_opened")]).toEqual([[], []]);
  });
});

describe("linking an account", () => {
  it("asks for the first sync in the transaction that seals the key", async () => {
    const id = await link("ibkr-flex", flexFields());
    expect(await statusOf(id)).toBe("linking");
    expect(await listRuns(ada.actor, id, 10)).toMatchObject([{ cause: "link", status: "queued" }]);
    expect(await getLinkState(ada.actor, id)).toMatchObject({ remote: null, needsLogin: false, open: { status: "queued" } });
  });

  it("shows nothing of it to others", async () => {
    const id = await link("ibkr-flex", flexFields());
    expect(await getLinkState(bob.actor, id)).toBeNull();
    expect(await listRuns(bob.actor, id, 10)).toEqual([]);
    expect(await listConnections(bob.actor)).toEqual([]);
    expect(await getSyncDigest(bob.actor, ada.portfolioId)).toEqual([]);
  });
});

describe("choosing among the accounts that a key opens", () => {
  it("links one, which takes its number from the broker, and syncs it", async () => {
    const id = await link("ibkr-flex", flexFields());
    await findTwo(id);
    expect(await chooseAccounts(ada.actor, id, ["U1000002"])).toMatchObject({ ok: true });
    expect(await getLinkState(ada.actor, id)).toMatchObject({ remote: { id: "U1000002" }, found: [], open: { cause: "link" } });
    expect(await statusOf(id)).toBe("active");
  });

  it("makes an account of every further one, with a sealed copy of the key that opens for it alone", async () => {
    const id = await link("ibkr-flex", flexFields());
    await findTwo(id);
    expect(await chooseAccounts(ada.actor, id, ["U1000001", "U1000002"])).toMatchObject({ ok: true, message: "2 accounts linked." });
    const [, second] = await db.owner.query<{ id: string; display_name: string; external_account_id: string }>(
      "SELECT id, display_name, external_account_id FROM broker_accounts ORDER BY id",
    );
    expect(second).toMatchObject({ display_name: "Broker · U1000002", external_account_id: "U1000002" });
    expect(await secretsOf(BigInt(second?.id ?? 0))).toEqual(await secretsOf(id));
    const groups = await db.owner.query("SELECT DISTINCT key_group FROM broker_links");
    expect(groups).toHaveLength(1);
    expect(await listRuns(ada.actor, BigInt(second?.id ?? 0), 1)).toMatchObject([{ cause: "link", status: "queued" }]);
  });

  it("wants at least one, and only such as were found", async () => {
    const id = await link("ibkr-flex", flexFields());
    await findTwo(id);
    expect(await chooseAccounts(ada.actor, id, ["U9"])).toMatchObject({ ok: false, fieldErrors: { remote: expect.any(String) } });
    expect(await chooseAccounts(bob.actor, id, ["U1000001"])).toMatchObject({ ok: false });
    expect(await statusOf(id)).toBe("linking");
  });

  it("says of an account that is linked already as which it is", async () => {
    const first = await link("ibkr-flex", flexFields());
    await findTwo(first);
    await chooseAccounts(ada.actor, first, ["U1000001"]);
    const second = await link("ibkr-flex", flexFields());
    await findTwo(second);
    expect((await getLinkState(ada.actor, second))?.found).toMatchObject([{ id: "U1000001", linkedAs: "Broker" }, { linkedAs: null }]);
  });
});

describe("signing in on a broker's own pages", () => {
  const stateOf = (outcome: Awaited<ReturnType<typeof beginLogin>>) => {
    const address = new URL((outcome.ok && outcome.redirectTo) || "about:blank");
    return new URLSearchParams(address.searchParams.get("redirect_params") ?? "").get("state") ?? "";
  };
  const comesBackWith = (state: string, more: Record<string, string> = { status: "success", request_token: REQUEST_TOKEN }) =>
    new URLSearchParams({ state, ...more });

  it("is asked for before the first sync, and leads to the broker's address", async () => {
    const id = await link("zerodha-kite", kiteFields());
    expect(await getLinkState(ada.actor, id)).toMatchObject({ needsLogin: true, open: null });
    const outcome = await beginLogin(ada.actor, id);
    expect(outcome).toMatchObject({ ok: true, redirectTo: expect.stringContaining(kite.endpoints.login ?? "?") });
  });

  it("seals the session that the person comes back with, and asks for the first sync", async () => {
    const id = await link("zerodha-kite", kiteFields());
    const state = stateOf(await beginLogin(ada.actor, id));
    expect((await finishLogin(ada.actor, comesBackWith(state))).pathname).toBe(`/accounts/${id}`);
    expect(await secretsOf(id)).toMatchObject({ apiSecret: kite.secrets.apiSecret, accessToken: kite.secrets.accessToken });
    expect(await listRuns(ada.actor, id, 5)).toMatchObject([{ cause: "sign-in", status: "queued" }]);
    expect(await getLinkState(ada.actor, id)).toMatchObject({ needsLogin: false, problem: null });
    expect(await audited("broker_login")).toEqual([`account:${id}`]);
  });

  it("is good once, for half an hour, and for the person who began it", async () => {
    const id = await link("zerodha-kite", kiteFields());
    const state = stateOf(await beginLogin(ada.actor, id));
    expect((await finishLogin(bob.actor, comesBackWith(state))).pathname).toBe("/link/over");
    await finishLogin(ada.actor, comesBackWith(state));
    expect((await finishLogin(ada.actor, comesBackWith(state))).pathname).toBe("/link/over");
    const late = stateOf(await beginLogin(ada.actor, id));
    await db.owner.query("UPDATE broker_logins SET expires_at = now() - interval '1 second'");
    expect((await finishLogin(ada.actor, comesBackWith(late))).pathname).toBe("/link/over");
    expect((await finishLogin(ada.actor, comesBackWith(""))).pathname).toBe("/link/over");
  });

  it("tells on the account's page why it failed, and seals nothing", async () => {
    const id = await link("zerodha-kite", kiteFields());
    const state = stateOf(await beginLogin(ada.actor, id));
    await finishLogin(ada.actor, comesBackWith(state, { status: "cancelled" }));
    expect(await getLinkState(ada.actor, id)).toMatchObject({
      needsLogin: true,
      problem: { kind: "sign-in", message: expect.stringContaining("not logged in") },
      open: null,
    });
    expect(Object.keys((await secretsOf(id)) ?? {}).sort()).toEqual(["apiKey", "apiSecret"]);
  });

  it("leads nowhere but to the broker, and nobody else's account anywhere", async () => {
    const id = await link("zerodha-kite", kiteFields());
    expect(await beginLogin(bob.actor, id)).toMatchObject({ ok: false });
    const withoutLogin = await link("ibkr-flex", flexFields());
    expect(await beginLogin(ada.actor, withoutLogin)).toMatchObject({ ok: false });
  });
});

describe("ending a link", () => {
  it("destroys the key and keeps the data", async () => {
    const id = await link("ibkr-flex", flexFields());
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       VALUES ($1, 'stock', 'ACME', 1, 10, 'EUR', 'buy', '2025-01-02', '{"source": "test", "netAmount": "-10", "importKey": "first"}')`,
      [id],
    );
    expect(await unlink(ada.actor, id, "keep", "")).toMatchObject({ ok: true });
    expect(await secretsOf(id)).toEqual({});
    expect(await getLinkState(ada.actor, id)).toBeNull();
    expect(await statusOf(id)).toBe("active");
    expect(await db.owner.query("SELECT 1 FROM transactions WHERE broker_account_id = $1", [id])).toHaveLength(1);
    expect(await audited("account_unlinked")).toEqual([`account:${id}`]);
    expect((await listRuns(ada.actor, id, 1))[0]?.status).toBe("stopped");
  });

  it("removes everything once the account's name has been typed", async () => {
    const id = await link("ibkr-flex", flexFields());
    expect(await unlink(ada.actor, id, "remove", "Another")).toMatchObject({
      ok: false,
      fieldErrors: { confirmation: expect.any(String) },
    });
    expect(await unlink(ada.actor, id, "remove", "Broker")).toMatchObject({ ok: true });
    expect(await statusOf(id)).toBeUndefined();
  });

  it("is not for the accounts of others", async () => {
    const id = await link("ibkr-flex", flexFields());
    expect(await unlink(bob.actor, id, "keep", "")).toMatchObject({ ok: false });
    expect(await deleteAccount(bob.actor, id, "Broker")).toMatchObject({ ok: false });
    expect(await secretsOf(id)).toMatchObject({ token: flex.secrets.token });
  });

  it("can be followed by a new key, which finds the same account again", async () => {
    const id = await link("ibkr-flex", flexFields());
    await findTwo(id);
    await chooseAccounts(ada.actor, id, ["U1000001"]);
    await unlink(ada.actor, id, "keep", "");
    expect(await replaceCredentials(ada.actor, { accountId: id.toString(), ...flexFields() })).toMatchObject({ ok: true });
    expect(await getLinkState(ada.actor, id)).toMatchObject({ remote: null, open: { cause: "link" } });
    expect((await getCredentialState(ada.actor, id))?.state).toBe("sealed");
  });
});

describe("a person and a worker at the same account", () => {
  it("wait for each other, and neither for ever: every new key is taken while syncs begin and fail", async () => {
    const id = await link("ibkr-flex", flexFields());
    flex.behave("revoked");
    for (let round = 0; round < 15; round += 1) {
      const [run] = await db.owner.query<{ id: string }>("SELECT id FROM sync_runs WHERE status IN ('queued', 'running')");
      const replaced = replaceCredentials(ada.actor, { accountId: id.toString(), ...flexFields() });
      const [outcome] = await Promise.all([replaced, run && perform(BigInt(run.id), REGISTERED)]);
      expect(outcome).toMatchObject({ ok: true });
      await asActor(ada.actor, (tx) => requestSync(tx, ada.actor, id, "person"));
    }
  });
});

describe("an account that is paused or closed", () => {
  it("stops what is under way, and is asked again soon when it is active again", async () => {
    const id = await link("ibkr-flex", flexFields());
    await findTwo(id);
    await chooseAccounts(ada.actor, id, ["U1000001"]);
    await setAccountStatus(ada.actor, id, "paused");
    expect((await listRuns(ada.actor, id, 1))[0]?.status).toBe("stopped");
    expect(await getLinkState(ada.actor, id)).toMatchObject({ open: null, nextDue: null });
    await setAccountStatus(ada.actor, id, "active");
    expect((await getLinkState(ada.actor, id))?.nextDue).not.toBeNull();
  });
});
