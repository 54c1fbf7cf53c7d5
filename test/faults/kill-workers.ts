import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { checksumsOf, remainsOf } from "@/test/sync-remains";
import { endWorker, type SyncSite } from "@/test/sync-site";

export const WORKERS = 2;
/** What the plain broker has of each account. */
export const ROWS_EACH = 15;

/** What became of accounts that were due at once. */
export interface Outcome {
  /** Accounts with a run that is done. */
  done: number;
  /** Accounts that something happened to twice: a run too many, an import, a row, a snapshot. */
  doubled: number;
  /** Accounts that lack something: the run, a row. */
  lost: number;
}

export interface Disturbed extends Outcome {
  kills: number;
  restarts: number;
  /** Accounts that have not what their twin has that nobody disturbed. */
  differing: number;
  /** The first of these, beside its twin. */
  difference: string | null;
}

/** Has all of these accounts synced, and waits until every run and every job is over. `meanwhile` is called again and again. */
export async function syncAll({ owner }: SyncSite, accounts: readonly bigint[], meanwhile = () => sleep(100)): Promise<void> {
  await owner.query("UPDATE broker_links SET next_due = now() WHERE broker_account_id = ANY ($1)", [accounts]);
  for (;;) {
    const { rows } = await owner.query<{ isOver: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM broker_links WHERE next_due <= now())
         AND NOT EXISTS (SELECT FROM sync_runs WHERE status IN ('queued', 'running'))
         AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs) AS "isOver"`,
    );
    if (rows[0]?.isOver) return;
    await meanwhile();
  }
}

/** Counts what a sync of each of them, one and no more, should have left. */
export async function outcomeOf({ owner }: SyncSite, accounts: readonly bigint[]): Promise<Outcome> {
  const { rows } = await owner.query<Outcome>(
    `SELECT count(*) FILTER (WHERE done > 0)::int AS done,
       count(*) FILTER (WHERE runs > 1 OR imports > 1 OR snapshots > 1 OR rows > $2)::int AS doubled,
       count(*) FILTER (WHERE done = 0 OR imports = 0 OR snapshots = 0 OR rows < $2)::int AS lost
     FROM unnest($1::bigint[]) AS a (id) CROSS JOIN LATERAL (SELECT
       (SELECT count(*) FROM sync_runs r WHERE r.broker_account_id = a.id) AS runs,
       (SELECT count(*) FROM sync_runs r WHERE r.broker_account_id = a.id AND r.status = 'done') AS done,
       (SELECT count(*) FROM imports i WHERE i.broker_account_id = a.id AND i.status = 'imported') AS imports,
       (SELECT count(*) FROM holding_snapshots s WHERE s.broker_account_id = a.id) AS snapshots,
       (SELECT count(*) FROM transactions t WHERE t.broker_account_id = a.id) AS rows) AS counts`,
    [accounts, ROWS_EACH],
  );
  return rows[0] ?? { done: 0, doubled: 0, lost: accounts.length };
}

/**
 * Has accounts synced by workers one of which is killed at random again and again, and started anew, and compares them with their twins: the
 * same accounts, number by number, that were synced undisturbed.
 * @param everyMs the shortest and the longest time between two kills
 * @param workers those that run now, ended when this returns
 */
export async function syncDisturbed(
  site: SyncSite,
  accounts: readonly bigint[],
  twins: readonly bigint[],
  workers: ChildProcess[],
  { everyMs: [shortest, longest], log }: { everyMs: readonly [number, number]; log: (line: string) => void },
): Promise<Disturbed> {
  const began = performance.now();
  let kills = 0;
  let restarts = 0;
  let next = began + shortest;
  await syncAll(site, accounts, async () => {
    await sleep(100);
    if (performance.now() < next) return;
    const victim = Math.floor(Math.random() * workers.length);
    const worker = workers[victim];
    if (!worker) return;
    await endWorker(worker, "SIGKILL");
    kills += 1;
    workers[victim] = await site.startWorker();
    restarts += 1;
    next = performance.now() + shortest + Math.random() * (longest - shortest);
    if (kills % 10 === 0) log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${kills} kills`);
  });
  await Promise.all(workers.map((worker) => endWorker(worker, "SIGTERM")));
  const [here, there] = [await checksumsOf(site.owner, accounts), await checksumsOf(site.owner, twins)];
  const differing = here.flatMap((checksum, index) => (checksum === there[index] ? [] : [index]));
  const [first] = differing;
  const [one, other] = first === undefined ? [] : [accounts[first], twins[first]];
  const difference =
    one !== undefined && other !== undefined ? `${await remainsOf(site.owner, one)}\n${await remainsOf(site.owner, other)}` : null;
  return { ...(await outcomeOf(site, accounts)), kills, restarts, differing: differing.length, difference };
}
