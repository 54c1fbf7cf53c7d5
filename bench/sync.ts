import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { outcomeOf, ROWS_EACH, syncAll, syncDisturbed, WORKERS } from "@/test/faults/kill-workers";
import { endWorker, openSyncSite, type SyncSite } from "@/test/sync-site";
import { cpuMs } from "./cpu";
import { cpuMilliseconds, type Figure, seconds, share } from "./figure";

/** Jobs of runs that are over: the queue's whole way, without a sync. */
const EMPTY_JOBS = 5_000;
/** A worker is killed every few seconds. */
const KILL_EVERY_MS = [3_000, 8_000] as const;

/**
 * So many accounts whose sync is due at once, two workers, and a broker that answers at once.
 * @param kill once more, with as many others, while the workers are killed: they must end as the first ones did
 */
export async function syncFigures(accounts: number, kill: boolean): Promise<Figure[]> {
  const site = await openSyncSite();
  try {
    const [first, second] = [await site.link(accounts), kill ? await site.link(accounts) : []];
    const workers: ChildProcess[] = [];
    for (let index = 0; index < WORKERS; index += 1) workers.push(await site.startWorker());
    const figures = await undisturbed(site, first, workers);
    if (!kill) {
      await Promise.all(workers.map((worker) => endWorker(worker, "SIGTERM")));
      return figures;
    }
    return [...figures, ...(await disturbed(site, second, first, workers))];
  } finally {
    await site.close();
  }
}

async function undisturbed(site: SyncSite, accounts: readonly bigint[], workers: readonly ChildProcess[]): Promise<Figure[]> {
  const server = (await site.server())?.pid ?? 0;
  const cpu = () => cpuMs([server, ...workers.map(({ pid }) => pid ?? 0)]);
  await sleep(2_000);
  const [began, before] = [performance.now(), cpu()];
  await syncAll(site, accounts);
  const [tookMs, usedMs] = [performance.now() - began, cpu() - before];
  const { done, doubled } = await outcomeOf(site, accounts);
  const twice = [...site.broker.asked.values()].filter((times) => times !== 1).length;
  const queue = await emptyJobs(site, cpu);
  const { length } = accounts;
  console.log(
    `${length} accounts synced in ${seconds(tookMs)} with ${WORKERS} workers; ${(usedMs / length).toFixed(1)} ms of CPU each, of which the queue ${queue.toFixed(2)} ms`,
  );
  return [
    share("accounts due at once that were synced", done, length),
    share("ledger rows that came of it", await count(site, "FROM transactions"), length * ROWS_EACH),
    share("accounts that were asked for once", length - twice, length),
    share("accounts that anything happened to twice", doubled, 0),
    cpuMilliseconds("what the queue costs, per job", queue, 5),
  ];
}

async function disturbed(
  site: SyncSite,
  accounts: readonly bigint[],
  twins: readonly bigint[],
  workers: ChildProcess[],
): Promise<Figure[]> {
  const began = performance.now();
  const came = await syncDisturbed(site, accounts, twins, workers, { everyMs: KILL_EVERY_MS, log: console.log });
  const { kills, restarts, done, doubled, lost, differing, difference } = came;
  console.log(
    `${accounts.length} accounts synced in ${seconds(performance.now() - began)} while workers were killed: ${kills} kills, ${restarts} restarts, ${done} done, ${doubled} doubled, ${lost} lost, ${differing} unlike their undisturbed twin`,
  );
  if (difference) console.log(difference);
  return [
    share("workers that were started again after being killed", restarts, kills),
    share("accounts that were synced nevertheless", done, accounts.length),
    share("accounts of these that lack anything", lost, 0),
    share("accounts of these that anything happened to twice", doubled, 0),
    share("accounts of these that are as their undisturbed twin", accounts.length - differing, accounts.length),
  ];
}

async function count({ owner }: SyncSite, sql: string): Promise<number> {
  return Number((await owner.query<{ count: string }>(`SELECT count(*) ${sql}`)).rows[0]?.count);
}

/** What a job costs when there is nothing to do: to enqueue, fetch, look at, and complete. In milliseconds of CPU. */
async function emptyJobs({ owner }: SyncSite, cpu: () => number): Promise<number> {
  await sleep(2_000);
  const idle = cpu();
  const began = performance.now();
  await sleep(3_000);
  const idlePerMs = (cpu() - idle) / (performance.now() - began);
  const [start, before] = [performance.now(), cpu()];
  await owner.query(
    `SELECT graphile_worker.add_job('sync', json_build_object('runId', r.id::text), job_key => 'empty:' || n)
     FROM (SELECT id FROM sync_runs LIMIT 1) AS r, generate_series(1, $1) AS n`,
    [EMPTY_JOBS],
  );
  while ((await owner.query("SELECT 1 FROM graphile_worker._private_jobs LIMIT 1")).rowCount !== 0) await sleep(100);
  return (cpu() - before - idlePerMs * (performance.now() - start)) / EMPTY_JOBS;
}
