import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { record } from "@/lib/audit/mutations";
import { actorOfSession, openSession } from "@/lib/auth/session";
import { countAttempt } from "@/lib/auth/throttle";
import { asActor } from "@/lib/db/as-actor";
import { doStep, waitingImports } from "@/lib/jobs/import-tasks";
import { performSync } from "@/lib/sync/run/perform";
import { listRelations } from "@/test/catalog";
import { TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { everythingStored, foundAmong } from "@/test/planted";
import { AppConnection, REFUSED } from "@/test/sql";
import { createTenant, type Tenant } from "@/test/tenant";
import { deleteUser } from "./mutations";

/** Belongs to nobody, or is gone through elsewhere. */
const NOT_OF_PEOPLE = [
  "broker_circuits",
  "broker_limits",
  "broker_types",
  "daily_tasks",
  // For some minutes, under a hash of what a browser or a session has.
  "passkey_challenges",
  "reference_rates",
  "sign_in_attempts",
];
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await createTenant(db, "Bob");
});
afterAll(() => db.close());

const emailOf = async (tenant: Tenant) =>
  (await db.owner.query<{ email: string }>("SELECT email FROM users WHERE id = $1", [tenant.userId]))[0]?.email ?? "";
const typed = async (tenant: Tenant) => ({ confirmation: await emailOf(tenant), password: TEST_PASSWORD });
/** The log apart: it is what may differ. */
async function stored(): Promise<{ log: string; rest: Map<string, string> }> {
  const rest = await everythingStored(db.owner);
  const log = rest.get("public.audit_log") ?? "";
  rest.delete("public.audit_log");
  // In one order: a row that was changed and is as before may stand elsewhere.
  return { log, rest: new Map([...rest].map(([table, text]) => [table, text.split("\n").sort().join("\n")])) };
}

/** A run that waits, with its job in the queue. */
async function waitingRun(tenant: Tenant): Promise<bigint> {
  const [run] = await db.owner.query<{ id: string }>(
    "INSERT INTO sync_runs (broker_account_id, cause, status) VALUES ($1, 'person', 'queued') ON CONFLICT DO NOTHING RETURNING id",
    [tenant.accountId],
  );
  const [open] = run
    ? [run]
    : await db.owner.query<{ id: string }>("SELECT id FROM sync_runs WHERE broker_account_id = $1 AND status = 'queued'", [
        tenant.accountId,
      ]);
  await db.owner.query("SELECT sync_job($1, 'person', now())", [open?.id]);
  return BigInt(open?.id ?? 0);
}

describe("somebody who deletes their account", () => {
  it("leaves nothing in any table, column or queue but a log that leads to nobody, and takes nothing of others", async () => {
    const before = await stored();
    const ada = await createTenant(db, "Ada Planted");
    const email = await emailOf(ada);
    const ids = await db.owner.query<{ id: string }>("SELECT id FROM audit_log WHERE user_id = $1", [ada.userId]);
    await waitingRun(ada);
    await countAttempt("account", email);
    await countAttempt("export", ada.userId.toString());
    await db.owner.query(
      "INSERT INTO broker_limits (scope, free_at) SELECT 'ibkr-flex:0:' || key_group, now() FROM broker_links WHERE broker_account_id = $1",
      [ada.accountId],
    );
    await db.owner.query("UPDATE broker_accounts SET display_name = 'Planted account' WHERE id = $1", [ada.accountId]);
    await db.owner.query("UPDATE instrument_notes SET note = 'Planted note' WHERE user_id = $1", [ada.userId]);
    await asActor(ada.actor, (tx) =>
      record(tx, ada.actor, "account_deleted", `account:${ada.accountId}`, { name: "Planted account", why: email }),
    );
    for (const { name } of await listRelations(db.owner)) {
      if (NOT_OF_PEOPLE.includes(name)) continue;
      const [row] = await db.owner.query<{ changed: boolean }>(`SELECT count(*) >= 2 AS changed FROM "${name}"`);
      expect(row, `${name} has rows of both`).toEqual({ changed: true });
    }

    expect(await deleteUser(ada.actor, await typed({ ...ada }))).toEqual({ ok: true, data: undefined, redirectTo: "/sign-in" });

    const after = await stored();
    expect([...after.rest].filter(([table, text]) => text !== before.rest.get(table)).map(([table]) => table)).toEqual([]);
    const planted = new Map([
      ["e-mail", email],
      ["name", "Ada Planted"],
      ["account", "Planted account"],
      ["note", "Planted note"],
    ]);
    expect(foundAmong(new Map([...after.rest, ["log", after.log]]), planted)).toEqual([]);
    const log = await db.owner.query(
      "SELECT DISTINCT user_id < 0 AS pseudonym, subject ~ '[0-9]' AS leads, detail FROM audit_log WHERE id = ANY ($1)",
      [ids.map(({ id }) => id)],
    );
    expect(log).toEqual([{ pseudonym: true, leads: false, detail: {} }]);
    expect(await db.owner.query("SELECT 1 FROM audit_log WHERE user_id = $1", [ada.userId])).toEqual([]);
    expect(await db.owner.query("SELECT 1 FROM audit_log WHERE event = 'user_deleted' AND user_id < 0")).toHaveLength(1);
  });

  it("is signed out everywhere, and can't sign in any more", async () => {
    const ada = await createTenant(db, "Ada");
    const other = await openSession(ada.userId, "another browser");
    expect(await actorOfSession(other)).not.toBeNull();
    await deleteUser(ada.actor, await typed(ada));
    expect(await actorOfSession(other)).toBeNull();
  });

  it("has to type their e-mail address and their password", async () => {
    const ada = await createTenant(db, "Ada");
    const right = await typed(ada);
    expect(await deleteUser(ada.actor, { ...right, confirmation: "somebody@example.org" })).toMatchObject({
      ok: false,
      fieldErrors: { confirmation: expect.any(String) },
    });
    expect(await deleteUser(ada.actor, { ...right, password: "not the password" })).toMatchObject({
      ok: false,
      fieldErrors: { password: expect.any(String) },
    });
    for (let count = 0; count < 8; count += 1) await countAttempt("account", right.confirmation);
    expect(await deleteUser(ada.actor, right)).toMatchObject({ ok: false, message: expect.stringContaining("Too many attempts") });
    expect(await db.owner.query("SELECT 1 FROM users WHERE id = $1", [ada.userId])).toHaveLength(1);
  });

  it("leaves the worker's jobs with nothing to do, and nothing of what was under way is noted", async () => {
    const ada = await createTenant(db, "Ada");
    const runId = await waitingRun(ada);
    await db.owner.query("UPDATE imports SET status = 'reading', requested_at = now() WHERE broker_account_id = $1 AND reread_of IS NULL", [
      ada.accountId,
    ]);
    const waiting = (await waitingImports()).filter(({ actor }) => actor.userId === ada.actor.userId);
    expect(waiting).toHaveLength(1);
    await deleteUser(ada.actor, await typed(ada));
    const before = await stored();
    for (const each of waiting) await doStep(each, new AbortController().signal);
    await performSync(runId, { signal: new AbortController().signal, claim: (_key, work) => work().then(() => true) });
    await expect(asActor(ada.actor, (tx) => record(tx, ada.actor, "sign_out", ""))).rejects.toThrow();
    expect(await stored()).toEqual(before);
  });

  it("waits for what is being written, and takes that along as well", async () => {
    const ada = await createTenant(db, "Ada");
    const right = await typed(ada);
    let deleting: Promise<unknown> = Promise.resolve();
    await asActor(ada.actor, async (tx) => {
      await record(tx, ada.actor, "sync_requested", `account:${ada.accountId}`);
      deleting = deleteUser(ada.actor, right);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect(await deleting).toMatchObject({ ok: true });
    expect(await db.owner.query("SELECT 1 FROM audit_log WHERE user_id = $1", [ada.userId])).toEqual([]);
  });

  it("has a hundred thousand rows deleted within seconds", async () => {
    const ada = await createTenant(db, "Ada");
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       SELECT $1, 'stock', 'S' || n % 500, n, 1, 'EUR', 'buy', '2025-01-02', '{"source": "test", "netAmount": "-1"}' FROM generate_series(1, 100000) AS n`,
      [ada.accountId],
    );
    await db.owner.query(
      `INSERT INTO revisions (user_id, broker_account_id, table_name, row_id, operation, before)
       SELECT $1, $2, 'transactions', id, 'update', to_jsonb(t) FROM transactions t WHERE broker_account_id = $2`,
      [ada.userId, ada.accountId],
    );
    const right = await typed(ada);
    const start = performance.now();
    expect(await deleteUser(ada.actor, right)).toMatchObject({ ok: true });
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("the function that deletes", () => {
  it("deletes whoever calls it, and for nobody does nothing", async () => {
    const app = await AppConnection.open(db.appUrl);
    const ada = await createTenant(db, "Ada");
    expect((await app.as(null, "SELECT delete_current_user() AS done")).rows).toEqual([{ done: false }]);
    expect((await app.as(-5n, "SELECT delete_current_user() AS done")).rows).toEqual([{ done: false }]);
    expect(await app.attempt(ada.userId, "DELETE FROM users")).toBe(REFUSED.privilege);
    expect(await app.attempt(ada.userId, "INSERT INTO audit_log (user_id, event) VALUES (-5, 'sign_in')")).toBe(REFUSED.privilege);
    await app.close();
  });
});
