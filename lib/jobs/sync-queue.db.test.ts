import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { startPlain } from "@/test/simulators/plain";
import { askInstead, linkTo, request, stateOf } from "@/test/sync";

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
beforeEach(() => broker.answerAfter(0));
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
    broker.answerAfter(3_000);
    await request(ada.actor, accountId, "link");
    while ((await stateOf(db, accountId)).run.status !== "running") await sleep(20);
    await end(worker, "SIGTERM");
    expect(await stateOf(db, accountId)).toMatchObject({ status: "linking", run: { status: "queued", attempts: 0 } });
    expect(await db.owner.query("SELECT key FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL")).toEqual([]);
    broker.answerAfter(0);
    await startWorker();
    await untilAllAreOver();
    expect(await stateOf(db, accountId)).toMatchObject({ status: "active", rows: 15, run: { status: "done" } });
  });
});
