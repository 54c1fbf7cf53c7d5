import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { startPlain } from "@/test/simulators/plain";
import { askInstead, linkTo, request, stateOf } from "@/test/sync";

const ACCOUNTS = 200;
const KILLS = 5;
const PATIENT = 300_000;

let broker: Awaited<ReturnType<typeof startPlain>>;
let db: TestDatabase;
let ada: Person;
const workers = new Set<ChildProcess>();
beforeAll(async () => {
  broker = await startPlain();
  askInstead({ plain: broker.endpoints });
  db = await testDatabase();
  ada = await db.signUp();
});
beforeEach(() => broker.delay(0));
afterEach(async () => {
  await Promise.all([...workers].map((worker) => end(worker, "SIGKILL")));
});
afterAll(async () => {
  await db.close();
  await broker.close();
});

async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/sync-worker.ts"], {
    env: { ...process.env, NODE_ENV: "test" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  workers.add(child);
  await once(child, "message");
  return child;
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  workers.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

const openRuns = async () => {
  const [row] = await db.owner.query<{ open: number }>("SELECT count(*)::int AS open FROM sync_runs WHERE status IN ('queued', 'running')");
  return row?.open ?? 0;
};

/** Every run is over, and its job as well. */
async function untilAllAreOver(): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const jobs = await db.owner.query("SELECT key FROM graphile_worker._private_jobs");
    if (jobs.length === 0 && (await openRuns()) === 0) return;
    await sleep(100);
  }
  throw new Error(`${await openRuns()} runs are still open`);
}

/** Everything that a sync leaves, but what it can't help: ids, and when it was. */
async function remains(accounts: readonly bigint[]) {
  return db.owner.query(
    `SELECT a.status, l.synced_through, l.failures, l.problem, l.remote,
       (SELECT jsonb_agg(jsonb_build_array(t.symbol, t.quantity, t.price, t.trade_time, t.meta - 'importKey') ORDER BY t.trade_time, t.symbol)
         FROM transactions t WHERE t.broker_account_id = a.id) AS rows,
       (SELECT jsonb_agg(jsonb_build_array(h.symbol, h.quantity, h.avg_price) ORDER BY h.symbol) FROM holdings h WHERE h.broker_account_id = a.id) AS holdings,
       (SELECT count(*)::int FROM holding_snapshots s WHERE s.broker_account_id = a.id) AS snapshots,
       (SELECT jsonb_agg(jsonb_build_array(r.status, r.counts, r.through, r.through_before, r.pages)) FROM sync_runs r WHERE r.broker_account_id = a.id) AS runs,
       (SELECT jsonb_agg(i.status) FROM imports i WHERE i.broker_account_id = a.id) AS imports
     FROM broker_accounts a JOIN broker_links l ON l.broker_account_id = a.id WHERE a.id = ANY ($1) ORDER BY a.id`,
    [accounts],
  );
}

async function linkMany(person: Person): Promise<bigint[]> {
  const accounts: bigint[] = [];
  for (let number = 1; number <= ACCOUNTS; number += 1) accounts.push(await linkTo(db, person, "plain", { token: `token-${number}` }));
  return accounts;
}

describe("workers of the queue", { timeout: PATIENT }, () => {
  it("do what is asked for, at once", async () => {
    await startWorker();
    const accountId = await linkTo(db, ada, "plain", { token: "token-1" });
    await request(ada.actor, accountId, "link");
    await untilAllAreOver();
    expect(await stateOf(db, accountId)).toMatchObject({ status: "active", rows: 15, run: { status: "done", attempts: 1 } });
  });

  it("give back what they are at when they are told to stop, and another one goes on", async () => {
    const worker = await startWorker();
    const accountId = await linkTo(db, ada, "plain", { token: "token-1" });
    broker.delay(3_000);
    await request(ada.actor, accountId, "link");
    while ((await stateOf(db, accountId)).run.status !== "running") await sleep(20);
    await end(worker, "SIGTERM");
    expect(await stateOf(db, accountId)).toMatchObject({ status: "linking", run: { status: "queued", attempts: 0 } });
    expect(await db.owner.query("SELECT key FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL")).toEqual([]);
    broker.delay(0);
    await startWorker();
    await untilAllAreOver();
    expect(await stateOf(db, accountId)).toMatchObject({ status: "active", rows: 15, run: { status: "done" } });
  });

  it("lose nothing and double nothing when they are killed at any moment", async () => {
    const bob = await db.signUp("Bob");
    const disturbed = await linkMany(ada);
    const twins = await linkMany(bob);
    const undisturbed = await startWorker();
    for (const accountId of twins) await request(bob.actor, accountId, "schedule");
    await untilAllAreOver();
    await end(undisturbed, "SIGTERM");
    broker.delay(5);
    for (const accountId of disturbed) await request(ada.actor, accountId, "schedule");
    let kills = 0;
    for (; kills < KILLS && (await openRuns()) > 0; kills += 1) {
      const worker = await startWorker();
      await sleep(300 + Math.random() * 1_700);
      await end(worker, "SIGKILL");
    }
    expect(kills).toBeGreaterThan(2);
    await Promise.all([startWorker(), startWorker()]);
    await untilAllAreOver();
    expect(await remains(disturbed)).toEqual(await remains(twins));
    const committed = await db.owner.query(
      `SELECT count(*)::int AS times FROM audit_log l JOIN imports i ON l.subject = 'import:' || i.id
       WHERE l.event = 'import_committed' AND i.broker_account_id = ANY ($1) GROUP BY i.broker_account_id HAVING count(*) <> 1`,
      [disturbed],
    );
    expect(committed).toEqual([]);
  });
});
