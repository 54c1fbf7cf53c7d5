import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/lib/db/as-actor";
import { FormatError } from "@/lib/formats/types";
import { undoImport } from "@/lib/imports/steps/undo";
import { claimDueSyncs } from "@/lib/jobs/due-syncs";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { startPlain } from "@/test/simulators/plain";
import { plainAccount, plainPages, WITH_PLAIN } from "@/test/simulators/plain-broker";
import { askInstead, linkTo, perform, request, stateOf } from "@/test/sync";
import { requestSync, stopSync } from "../mutations";
import { MAX_FAILURES } from "../rules";

let broker: Awaited<ReturnType<typeof startPlain>>;
let db: TestDatabase;
let ada: Person;
beforeAll(async () => {
  broker = await startPlain();
  askInstead({ plain: broker.endpoints });
  db = await testDatabase();
  ada = await db.signUp();
});
beforeEach(async () => {
  broker.behave("well");
  broker.answerAfter(0);
  await db.owner.query("DELETE FROM broker_circuits");
});
afterAll(async () => {
  await db.close();
  await broker.close();
});

const link = (secrets: Record<string, string> = { token: "token-1" }, keyGroup?: string) => linkTo(db, ada, "plain", secrets, keyGroup);

async function sync(accountId: bigint) {
  await perform(await request(ada.actor, accountId), WITH_PLAIN);
  return stateOf(db, accountId);
}

const importOf = async (accountId: bigint) => {
  const [run] = await db.owner.query<{ import_id: string }>(
    "SELECT import_id FROM sync_runs WHERE broker_account_id = $1 AND import_id IS NOT NULL ORDER BY id DESC LIMIT 1",
    [accountId],
  );
  return BigInt(run?.import_id ?? 0);
};

async function untilUnderWay(accountId: bigint): Promise<void> {
  while ((await stateOf(db, accountId)).run.status !== "running") await new Promise((resolve) => setTimeout(resolve, 5));
}

const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());
const CURSOR = "2026-08-05T14:30:00.000Z";

describe("a sync", () => {
  it("brings everything the first time, and knows from then on how far it is", async () => {
    const state = await sync(await link());
    expect(state).toMatchObject({
      ...{ status: "active", problem: null, failures: 0, remote: plainAccount(1), rows: 15, snapshots: 1 },
      positions: broker.expected.positions,
      run: { status: "done", pages: 5, counts: { positions: 5, added: 15, known: 0 }, problem: null, attempts: 1 },
    });
    expect(instant(state.syncedThrough)).toBe(CURSOR);
    expect(state.nextDue).not.toBeNull();
  });

  it("keeps what came sealed, as an import that says where it is from", async () => {
    const accountId = await link();
    await sync(accountId);
    const [kept] = await db.owner.query(
      "SELECT i.file_name, i.sealed, i.status, i.format, position('ALFA' IN encode(f.content, 'escape')) AS found FROM imports i JOIN import_files f ON f.import_id = i.id WHERE i.id = $1",
      [await importOf(accountId)],
    );
    expect(kept).toMatchObject({ sealed: true, status: "imported", format: "plain-api", found: 0 });
    expect(kept?.file_name).toMatch(/^Plain, \d+ \w+ \d{4}\.jsonl$/);
  });

  it("writes nothing new when nothing has changed", async () => {
    const accountId = await link();
    await sync(accountId);
    const state = await sync(accountId);
    expect(state).toMatchObject({ status: "active", rows: 15, snapshots: 1, run: { status: "done", counts: { added: 0, changed: 0 } } });
    expect(instant(state.syncedThrough)).toBe(CURSOR);
  });

  it("never moves the cursor for an empty page", async () => {
    const accountId = await link();
    await sync(accountId);
    await db.owner.query("UPDATE broker_links SET synced_through = '2026-09-01' WHERE broker_account_id = $1", [accountId]);
    const state = await sync(accountId);
    expect([instant(state.syncedThrough), state.run.status]).toEqual(["2026-09-01T00:00:00.000Z", "done"]);
  });

  it("waits for the person to choose when the key opens several accounts, and goes on once they have", async () => {
    broker.open(3);
    const accountId = await link();
    const found = await sync(accountId);
    expect(found).toMatchObject({ status: "linking", remote: null, nextDue: null, rows: 0, run: { status: "done", pages: 0 } });
    expect(found.found).toEqual([1, 2, 3].map(plainAccount));
    broker.open(1);
    await db.owner.query("UPDATE broker_links SET remote = $2 WHERE broker_account_id = $1", [accountId, JSON.stringify(plainAccount(2))]);
    expect(await sync(accountId)).toMatchObject({ status: "active", remote: plainAccount(2), rows: 15, run: { status: "done" } });
  });

  it("notes in the audit log that the credentials were opened, and when", async () => {
    const accountId = await link();
    await sync(accountId);
    const [used] = await db.owner.query(
      `SELECT l.secret_used_at IS NOT NULL AS used, (SELECT count(*)::int FROM audit_log WHERE subject = 'account:' || $1::bigint AND event = 'credentials_opened') AS opened
       FROM broker_links l WHERE l.broker_account_id = $1`,
      [accountId],
    );
    expect(used).toEqual({ used: true, opened: 1 });
  });
});

describe("a run", () => {
  it("that is delivered again does nothing", async () => {
    const accountId = await link();
    const runId = await request(ada.actor, accountId);
    await perform(runId, WITH_PLAIN);
    broker.requests.length = 0;
    await perform(runId, WITH_PLAIN);
    expect(broker.requests).toEqual([]);
    expect((await stateOf(db, accountId)).run.attempts).toBe(1);
  });

  it("that two workers are given at once is done by one of them", async () => {
    const accountId = await link();
    broker.answerAfter(30);
    const runId = await request(ada.actor, accountId);
    await Promise.all([perform(runId, WITH_PLAIN), perform(runId, WITH_PLAIN), perform(runId, WITH_PLAIN)]);
    expect(await stateOf(db, accountId)).toMatchObject({ rows: 15, snapshots: 1, run: { status: "done", attempts: 1 } });
  });

  it("is the one that waits already, whoever asks again, and leaves its job with it", async () => {
    const accountId = await link();
    const runs = await Promise.all([request(ada.actor, accountId), request(ada.actor, accountId)]);
    expect(new Set(runs).size).toBe(1);
    const jobs = await db.owner.query("SELECT payload FROM graphile_worker._private_jobs WHERE key = 'sync:' || $1::bigint", [runs[0]]);
    expect(jobs).toEqual([{ payload: { runId: String(runs[0]) } }]);
  });

  it("that its worker gives back begins anew, and counts as no attempt", async () => {
    const accountId = await link();
    const stopping = new AbortController();
    broker.answerAfter(200);
    const runId = await request(ada.actor, accountId);
    const performed = perform(runId, WITH_PLAIN, { signal: stopping.signal });
    await untilUnderWay(accountId);
    stopping.abort();
    await performed;
    expect(await stateOf(db, accountId)).toMatchObject({ status: "linking", run: { status: "queued", attempts: 0 }, rows: 0 });
    broker.answerAfter(0);
    await perform(runId, WITH_PLAIN);
    expect(await stateOf(db, accountId)).toMatchObject({ status: "active", run: { status: "done", attempts: 1 }, rows: 15 });
  });

  it("goes on at its import when the worker before it died over that", async () => {
    const accountId = await link();
    const runId = await request(ada.actor, accountId);
    await perform(runId, WITH_PLAIN);
    const importId = await importOf(accountId);
    await undoImport(ada.actor, importId);
    // As a crash leaves it: read, not written.
    await db.owner.query("UPDATE imports SET status = 'preview', imported_at = NULL, undone_at = NULL WHERE id = $1", [importId]);
    await db.owner.query("UPDATE sync_runs SET status = 'running', finished_at = NULL WHERE id = $1", [runId]);
    broker.requests.length = 0;
    await perform(runId, WITH_PLAIN);
    expect(broker.requests).toEqual([]);
    expect(await stateOf(db, accountId)).toMatchObject({ status: "active", rows: 15, run: { status: "done", attempts: 2 } });
  });

  it("says what is wrong with what came, and keeps that, also where the worker before it died over saying so", async () => {
    const accountId = await link();
    const runId = await request(ada.actor, accountId);
    const unreadable = {
      ...WITH_PLAIN,
      formats: [
        {
          ...plainPages,
          parse: () => {
            throw new FormatError("It is unreadable.", "Sync again.", 2);
          },
        },
      ],
    };
    await perform(runId, unreadable);
    const failed = {
      status: "active",
      rows: 0,
      run: { status: "failed", problem: { kind: "answer", message: "Line 2: It is unreadable." } },
    };
    expect(await stateOf(db, accountId)).toMatchObject(failed);
    await db.owner.query("UPDATE sync_runs SET status = 'running', finished_at = NULL, problem = NULL WHERE id = $1", [runId]);
    await perform(runId, unreadable);
    expect(await stateOf(db, accountId)).toMatchObject({ ...failed, failures: 2 });
    const kept = await db.owner.query(
      "SELECT i.status FROM imports i JOIN import_files f ON f.import_id = i.id WHERE i.broker_account_id = $1",
      [accountId],
    );
    expect(kept).toEqual([{ status: "failed" }]);
  });

  it("that ended its worker again and again is given up", async () => {
    const accountId = await link();
    const runId = await request(ada.actor, accountId);
    await db.owner.query("UPDATE sync_runs SET status = 'running', attempts = 10 WHERE id = $1", [runId]);
    await perform(runId, WITH_PLAIN);
    expect(await stateOf(db, accountId)).toMatchObject({ run: { status: "failed", problem: { kind: "ours" } }, rows: 0 });
  });

  it("can be stopped while it waits, and while it is under way", async () => {
    const accountId = await link();
    await sync(accountId);
    const waiting = await request(ada.actor, accountId);
    await stopSync(ada.actor, accountId);
    await perform(waiting, WITH_PLAIN);
    expect(await stateOf(db, accountId)).toMatchObject({ status: "active", run: { status: "stopped" } });
    broker.answerAfter(150);
    const underWay = await request(ada.actor, accountId);
    const performed = perform(underWay, WITH_PLAIN);
    await untilUnderWay(accountId);
    expect((await stateOf(db, accountId)).status).toBe("syncing");
    await stopSync(ada.actor, accountId);
    await performed;
    expect(await stateOf(db, accountId)).toMatchObject({ status: "active", run: { status: "stopped" }, rows: 15 });
  });

  it("leaves an account paused that was paused while it was under way, and stops where it was before", async () => {
    const accountId = await link();
    await sync(accountId);
    broker.answerAfter(100);
    const runId = await request(ada.actor, accountId);
    const performed = perform(runId, WITH_PLAIN);
    await untilUnderWay(accountId);
    await db.owner.query("UPDATE broker_accounts SET status = 'paused' WHERE id = $1", [accountId]);
    await performed;
    expect(await stateOf(db, accountId)).toMatchObject({ status: "paused", run: { status: "done" } });
    expect(await asActor(ada.actor, (tx) => requestSync(tx, ada.actor, accountId, "person"))).toBeNull();
    await db.owner.query("INSERT INTO sync_runs (broker_account_id, cause) VALUES ($1, 'schedule')", [accountId]);
    const [run] = await db.owner.query<{ id: string }>("SELECT max(id) AS id FROM sync_runs WHERE broker_account_id = $1", [accountId]);
    await perform(BigInt(run?.id ?? 0), WITH_PLAIN);
    expect(await stateOf(db, accountId)).toMatchObject({ status: "paused", run: { status: "stopped" } });
  });
});

describe("credentials", () => {
  it("that renew themselves are sealed before they are used, for every account of the same key", async () => {
    const group = crypto.randomUUID();
    const first = await link({ token: "token-1", refresh: "refresh-1" }, group);
    const second = await link({ token: "token-1", refresh: "refresh-1" }, group);
    for (const accountId of [first, second, first])
      expect(await sync(accountId)).toMatchObject({ status: "active", run: { status: "done" } });
  });

  it("survive a crash right after they were renewed", async () => {
    const renewing = await link({ token: "token-1", refresh: "refresh-4" });
    broker.answerAfter(50);
    broker.requests.length = 0;
    const stopping = new AbortController();
    const runId = await request(ada.actor, renewing);
    const performed = perform(runId, WITH_PLAIN, { signal: stopping.signal });
    while (!broker.requests.includes("GET /positions")) await new Promise((resolve) => setTimeout(resolve, 5));
    stopping.abort();
    await performed;
    expect(await stateOf(db, renewing)).toMatchObject({ run: { status: "queued" }, rows: 0 });
    await perform(runId, WITH_PLAIN);
    expect(await stateOf(db, renewing)).toMatchObject({ status: "active", run: { status: "done" } });
  });

  it("that don't open are a state of the account with a way out", async () => {
    const accountId = await link();
    await db.owner.query(
      "UPDATE broker_account_credentials SET credentials = (SELECT credentials FROM broker_account_credentials WHERE broker_account_id <> $1 LIMIT 1) WHERE broker_account_id = $1",
      [accountId],
    );
    expect(await sync(accountId)).toMatchObject({ status: "attention", run: { status: "failed", problem: { kind: "sealed" } } });
  });
});

describe("failures that pass", () => {
  it("are tried again by themselves, and need the person after some in a row", async () => {
    const accountId = await link();
    await sync(accountId);
    broker.behave("out-of-order");
    for (let failures = 1; failures < MAX_FAILURES; failures += 1) {
      await db.owner.query("DELETE FROM broker_circuits");
      expect(await sync(accountId)).toMatchObject({ status: "active", failures, problem: { kind: "away" } });
    }
    await db.owner.query("DELETE FROM broker_circuits");
    expect(await sync(accountId)).toMatchObject({ status: "attention", failures: MAX_FAILURES });
    broker.behave("well");
    expect(await sync(accountId)).toMatchObject({ status: "active", failures: 0, problem: null });
  });

  it("of one account after another open the broker's circuit, of which no account is the worse; one probe closes it", async () => {
    const accounts = [];
    for (let index = 0; index < 7; index += 1) accounts.push(await link());
    broker.behave("out-of-order");
    for (const accountId of accounts.slice(0, 5)) await sync(accountId);
    broker.requests.length = 0;
    const alone = accounts[5] ?? 0n;
    expect(await sync(alone)).toMatchObject({ failures: 0, problem: { kind: "away" }, run: { status: "failed" } });
    expect(broker.requests).toEqual([]);
    broker.behave("well");
    await db.owner.query("UPDATE broker_circuits SET open_until = now() - interval '1 second'");
    broker.answerAfter(100);
    const [one, other] = await Promise.all([sync(alone), sync(accounts[6] ?? 0n)]);
    expect([one.run.status, other.run.status].sort()).toEqual(["done", "failed"]);
    expect(await db.owner.query("SELECT failures, open_until FROM broker_circuits")).toEqual([{ failures: 0, open_until: null }]);
  });
});

describe("the schedule", () => {
  it("gives each account that is due one run and one job, however many workers ask", async () => {
    await db.owner.query("UPDATE broker_links SET next_due = NULL");
    const due = [];
    for (let index = 0; index < 3; index += 1) due.push(await link());
    const paused = await link();
    await db.owner.query("UPDATE broker_accounts SET status = CASE WHEN id = $1 THEN 'paused' ELSE 'active' END WHERE id = ANY ($2)", [
      paused,
      [...due, paused],
    ]);
    await db.owner.query("UPDATE broker_links SET next_due = now() - interval '1 minute' WHERE broker_account_id = ANY ($1)", [
      [...due, paused],
    ]);
    const made = await Promise.all([claimDueSyncs(), claimDueSyncs(), claimDueSyncs()]);
    expect(made.reduce((sum, each) => sum + each)).toBe(3);
    const runs = await db.owner.query(
      "SELECT r.cause, r.status, (SELECT count(*)::int FROM graphile_worker._private_jobs j WHERE j.key = 'sync:' || r.id) AS jobs FROM sync_runs r WHERE r.broker_account_id = ANY ($1)",
      [[...due, paused]],
    );
    expect(runs).toEqual(due.map(() => ({ cause: "schedule", status: "queued", jobs: 1 })));
  });

  it("gives a run whose job is gone a new one", async () => {
    const accountId = await link();
    const runId = await request(ada.actor, accountId);
    await db.owner.query("DELETE FROM graphile_worker._private_jobs");
    await claimDueSyncs();
    const jobs = () => db.owner.query("SELECT key FROM graphile_worker._private_jobs WHERE key = 'sync:' || $1::bigint", [runId]);
    expect(await jobs()).toEqual([]);
    await db.owner.query("UPDATE sync_runs SET requested_at = now() - interval '2 minutes' WHERE id = $1", [runId]);
    await claimDueSyncs();
    expect(await jobs()).toHaveLength(1);
  });
});

describe("another person", () => {
  it("can't ask for a sync, see it, stop it or give it to the queue", async () => {
    const eve = await db.signUp("Eve");
    const accountId = await link();
    const runId = await request(ada.actor, accountId);
    expect(await asActor(eve.actor, (tx) => requestSync(tx, eve.actor, accountId, "person"))).toBeNull();
    expect(await stopSync(eve.actor, accountId)).toMatchObject({ ok: false });
    expect(await asActor(eve.actor, (tx) => tx.syncRun.findUnique({ where: { id: runId } }))).toBeNull();
    expect(await asActor(eve.actor, (tx) => tx.$queryRaw`SELECT enqueue_sync(${runId}, now()) AS given`)).toEqual([{ given: false }]);
    expect((await stateOf(db, accountId)).run.status).toBe("queued");
  });
});
