import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import { findRunningServer, type RunningServer } from "@/scripts/runtime/postgres-orphan";
import { ensureRoles } from "@/scripts/runtime/roles";
import { startPlain } from "./simulators/plain";

const ACCOUNTS_A_PERSON = 10;
const root = join(import.meta.dirname, "..");

/** A PostgreSQL of its own, the plain broker, and workers as processes: for benchmarks, and for tests that kill any of them. */
export interface SyncSite {
  /** As the role that owns the tables. A query fails while the database is away, and the next one tries anew. */
  owner: pg.Pool;
  broker: Awaited<ReturnType<typeof startPlain>>;
  /** The database's own process; it is started again when it ends by itself. Null while it is away. */
  server(): Promise<RunningServer | null>;
  /** A worker that is ready. */
  startWorker(): Promise<ChildProcess>;
  /** Links so many accounts, numbered from 1, each with a key of its own and chosen already: none is due yet. In the order of their numbers. */
  link(accounts: number): Promise<bigint[]>;
  /** Ends the workers hard, and removes everything. */
  close(): Promise<void>;
}

/** To be opened once in a process: what the app reads from its environment is read a single time. */
export async function openSyncSite(): Promise<SyncSite> {
  const folder = await mkdtemp(join(tmpdir(), "truefolio-sync-"));
  const postgres = await startPostgres({ dataDir: folder, log: () => {} });
  const broker = await startPlain();
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl(), max: 2 });
  // Without a listener an idle connection that breaks would take the process with it.
  owner.on("error", () => {});
  const workers = new Set<ChildProcess>();
  const close = async () => {
    await Promise.all([...workers].map((worker) => endWorker(worker, "SIGKILL")));
    await owner.end();
    await broker.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.ownerUrl(), () => {});
    const environment = await environmentOf(postgres.ownerUrl(), { plain: broker.endpoints });
    return {
      owner,
      broker,
      server: () => findRunningServer(join(folder, "postgres")),
      startWorker: async () => {
        const worker = spawnWorker(environment);
        workers.add(worker);
        worker.once("exit", () => workers.delete(worker));
        const [isReady] = await Promise.race([once(worker, "message"), once(worker, "exit").then(() => [null])]);
        if (isReady === null) throw new Error("a worker ended while it was starting");
        return worker;
      },
      link: (accounts) => linkAccounts(owner, accounts),
      close,
    };
  } catch (error) {
    await close();
    throw error;
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
    CREDENTIAL_KEYS: `site:${randomBytes(32).toString("base64")}`,
    BROKER_ENDPOINTS: JSON.stringify(endpoints),
    ECB_URL: "off",
    YAHOO_URL: "off",
  };
  Object.assign(process.env, environment);
  return environment;
}

function spawnWorker(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/sync-worker.ts"], {
    cwd: root,
    env: { ...process.env, ...environment, NODE_ENV: "production", DATABASE_URL: "", LOG_LEVEL: "silent" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** Resolves when it has ended; at once when it has already. */
export async function endWorker(worker: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (hasEnded(worker)) return;
  const ended = once(worker, "exit");
  worker.kill(signal);
  await ended;
}

export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function linkAccounts(owner: pg.Pool, accounts: number): Promise<bigint[]> {
  // Not before the environment is there.
  const { seal } = await import("@/lib/crypto/seal");
  const client = await owner.connect();
  try {
    // An account and its credentials are there together or not at all.
    await client.query("BEGIN");
    await client.query("INSERT INTO broker_types (code, display_name) VALUES ('plain', 'Plain') ON CONFLICT DO NOTHING");
    const people = Math.ceil(accounts / ACCOUNTS_A_PERSON);
    const { rows } = await client.query<{ id: string }>(
      `WITH people AS MATERIALIZED (SELECT auth_sign_up(gen_random_uuid() || '@example.org', 'Site', 'x') AS id FROM generate_series(1, $1))
       SELECT id FROM people`,
      [people],
    );
    const made = await client.query<{ id: string; number: number }>(
      `WITH places AS (SELECT p.id, row_number() OVER (ORDER BY p.id, n)::int AS number
         FROM portfolios p, generate_series(1, $2) AS n WHERE p.user_id = ANY ($1::bigint[]) LIMIT $3)
       INSERT INTO broker_accounts (portfolio_id, broker_type_id, display_name)
       SELECT p.id, t.id, 'Account ' || p.number FROM places p, broker_types t WHERE t.code = 'plain'
       RETURNING id, substr(display_name, 9)::int AS number`,
      [rows.map(({ id }) => id), ACCOUNTS_A_PERSON, accounts],
    );
    const inOrder = made.rows.toSorted((one, other) => one.number - other.number);
    for (const { id, number } of inOrder)
      await client.query(
        "WITH c AS (INSERT INTO broker_account_credentials (broker_account_id, credentials) VALUES ($1, $2)) INSERT INTO broker_links (broker_account_id, key_group, remote) VALUES ($1, $3, $4)",
        [id, await seal(BigInt(id), { token: `token-${number}` }), randomUUID(), { id: `A${number}`, name: `Account ${number}` }],
      );
    await client.query("COMMIT");
    return inOrder.map(({ id }) => BigInt(id));
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
