import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import { ensureRoles } from "@/scripts/runtime/roles";
import { startPlain } from "@/test/simulators/plain";
import { cpuMs } from "./cpu";
import { cpuMilliseconds, type Figure, seconds, share } from "./figure";

const WORKERS = 2;
const ROWS_EACH = 15;
const ACCOUNTS_A_PERSON = 10;
/** Jobs of runs that are over: the queue's whole way, without a sync. */
const EMPTY_JOBS = 5_000;

interface Bench {
  owner: pg.Client;
  /** The CPU time of the workers and the database, in milliseconds. */
  cpu(): number;
  broker: Awaited<ReturnType<typeof startPlain>>;
}

/** So many accounts whose sync is due at once, two workers, and a broker that answers at once. */
export async function syncFigures(root: string, accounts: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "truefolio-bench-sync-"));
  const postgres = await startPostgres({ dataDir: folder, log: () => {} });
  const broker = await startPlain();
  const owner = new pg.Client({ connectionString: postgres.ownerUrl() });
  const workers: ChildProcess[] = [];
  try {
    await migrate(postgres.ownerUrl(), () => {});
    await owner.connect();
    const environment = await environmentOf(postgres.ownerUrl(), { plain: broker.endpoints });
    await linkAccounts(owner, accounts);
    for (let index = 0; index < WORKERS; index += 1) workers.push(await startWorker(root, environment));
    const server = Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
    const cpu = () => cpuMs([server, ...workers.map(({ pid }) => pid ?? 0)]);
    return await measure({ owner, broker, cpu }, accounts);
  } finally {
    for (const worker of workers) await stopWorker(worker);
    await owner.end();
    await broker.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function environmentOf(ownerUrl: string, endpoints: object): Promise<Record<string, string>> {
  const password = randomBytes(12).toString("hex");
  const { appUrl, queueUrl } = await ensureRoles(ownerUrl, { app: { password }, queue: { password } });
  const environment = {
    APP_DATABASE_URL: appUrl,
    QUEUE_DATABASE_URL: queueUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    NEXTAUTH_URL: "http://localhost:3000",
    CREDENTIAL_KEYS: `bench:${randomBytes(32).toString("base64")}`,
    BROKER_ENDPOINTS: JSON.stringify(endpoints),
    ECB_URL: "off",
    YAHOO_URL: "off",
  };
  Object.assign(process.env, environment);
  return environment;
}

async function startWorker(root: string, environment: Record<string, string>): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/sync-worker.ts"], {
    cwd: root,
    env: { ...process.env, ...environment, NODE_ENV: "production", DATABASE_URL: "" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [isReady] = await Promise.race([once(worker, "message"), once(worker, "exit").then(() => [null])]);
  if (isReady === null) throw new Error("a worker ended while it was starting");
  return worker;
}

async function stopWorker(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill("SIGTERM");
  await ended;
}

/** Each with a key of its own, chosen already: none is due yet. */
async function linkAccounts(owner: pg.Client, accounts: number): Promise<void> {
  // Not before the environment is there.
  const { seal } = await import("@/lib/crypto/seal");
  await owner.query("INSERT INTO broker_types (code, display_name) VALUES ('plain', 'Plain')");
  const people = Math.ceil(accounts / ACCOUNTS_A_PERSON);
  await owner.query("SELECT auth_sign_up('bench' || n || '@example.org', 'Bench', 'x') FROM generate_series(1, $1) AS n", [people]);
  // An account and its credentials are there together or not at all.
  await owner.query("BEGIN");
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO broker_accounts (portfolio_id, broker_type_id, display_name)
     SELECT p.id, t.id, 'Account ' || n FROM portfolios p, broker_types t, generate_series(1, $1) AS n WHERE t.code = 'plain' LIMIT $2 RETURNING id`,
    [ACCOUNTS_A_PERSON, accounts],
  );
  for (const { id } of rows)
    await owner.query(
      "WITH c AS (INSERT INTO broker_account_credentials (broker_account_id, credentials) VALUES ($1, $2)) INSERT INTO broker_links (broker_account_id, key_group, remote) VALUES ($1, $3, $4)",
      [id, await seal(BigInt(id), { token: `token-${id}` }), randomUUID(), { id: `A${id}`, name: `Account ${id}` }],
    );
  await owner.query("COMMIT");
}

async function measure({ owner, cpu, broker }: Bench, accounts: number): Promise<Figure[]> {
  await sleep(2_000);
  const count = async (sql: string) => Number((await owner.query<{ count: string }>(`SELECT count(*) ${sql}`)).rows[0]?.count);
  const [began, before] = [performance.now(), cpu()];
  await owner.query("UPDATE broker_links SET next_due = now()");
  await until(async () => (await count("FROM sync_runs WHERE status NOT IN ('queued', 'running')")) === accounts);
  const [tookMs, usedMs] = [performance.now() - began, cpu() - before];

  const done = await count("FROM sync_runs WHERE status = 'done' AND attempts = 1");
  const rows = await count("FROM transactions");
  const twice = [...broker.asked.values()].filter((times) => times !== 1).length;

  const queue = await emptyJobs(owner, cpu);
  console.log(
    `${accounts} accounts synced in ${seconds(tookMs)} with ${WORKERS} workers; ${(usedMs / accounts).toFixed(1)} ms of CPU each, of which the queue ${queue.toFixed(2)} ms`,
  );
  return [
    share("accounts due at once that were synced", done, accounts),
    share("ledger rows that came of it", rows, accounts * ROWS_EACH),
    share("accounts that were asked for once", accounts - twice, accounts),
    cpuMilliseconds("what the queue costs, per job", queue, 5),
  ];
}

/** What a job costs when there is nothing to do: to enqueue, fetch, look at, and complete. In milliseconds of CPU. */
async function emptyJobs(owner: pg.Client, cpu: () => number): Promise<number> {
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
  await until(async () => (await owner.query("SELECT 1 FROM graphile_worker._private_jobs LIMIT 1")).rowCount === 0);
  return (cpu() - before - idlePerMs * (performance.now() - start)) / EMPTY_JOBS;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(100);
}
