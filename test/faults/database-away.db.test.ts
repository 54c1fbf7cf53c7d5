import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stopServer } from "@/scripts/runtime/postgres-orphan";
import { endWorker, hasEnded, openSyncSite, type SyncSite } from "@/test/sync-site";
import { outcomeOf } from "./kill-workers";

/** As many are due before each end of the database. */
const DUE = 20;
const TIMES = 4;
/** So slow that some are in hand when it ends. */
const ANSWER_MS = 200;
const PATIENT = 240_000;

let site: SyncSite;
beforeAll(async () => {
  site = await openSyncSite();
});
afterAll(() => site.close());

/** How many runs stand so; null while the database is away. */
async function runsThatAre(...statuses: string[]): Promise<number | null> {
  return site.owner.query<{ runs: number }>("SELECT count(*)::int AS runs FROM sync_runs WHERE status = ANY ($1)", [statuses]).then(
    ({ rows }) => rows[0]?.runs ?? 0,
    () => null,
  );
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await isSo()); await sleep(50))
    if (Date.now() > deadline) throw new Error("it does not come to its end");
}

it("a worker lives on when the database goes in the middle of its jobs, however it goes, and does the rest when it is back", {
  timeout: PATIENT,
}, async () => {
  const accounts = await site.link(DUE * TIMES);
  site.broker.answerAfter(ANSWER_MS);
  const worker = await site.startWorker();
  for (let time = 0; time < TIMES; time += 1) {
    const due = accounts.slice(time * DUE, (time + 1) * DUE);
    await site.owner.query("UPDATE broker_links SET next_due = now() WHERE broker_account_id = ANY ($1)", [due]);
    await until(async () => ((await runsThatAre("running")) ?? 0) > 0);
    const server = await site.server();
    if (!server) throw new Error("there is no server to stop");
    // It is started again by whoever started it.
    if (time % 2 === 0) await stopServer(server);
    else process.kill(server.pid, "SIGKILL");
    await until(async () => ![undefined, server.pid].includes((await site.server())?.pid) && (await runsThatAre("running")) !== null);
    expect(hasEnded(worker)).toBe(false);
  }
  site.broker.answerAfter(0);
  await until(async () => (await runsThatAre("done")) === accounts.length);
  expect(await outcomeOf(site, accounts)).toEqual({ done: accounts.length, doubled: 0, lost: 0 });
  await endWorker(worker, "SIGTERM");
  expect(worker.exitCode).toBe(0);
});
