import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hash } from "@node-rs/argon2";
import pg from "pg";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import { freePort } from "@/scripts/testing/free-port.mjs";
import { signIn } from "./sign-in";

const PASSWORD = "four plain bench words";

export interface BenchPerson {
  userId: bigint;
  /** A request with their session's cookie, from our own page. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** Truefolio as `npm start` runs it, on a database of its own, with somebody signed in. */
export interface BenchServer {
  owner: pg.Client;
  /** The same, for connections of one's own. */
  databaseUrl: string;
  /** What PostgreSQL writes down. */
  logPath: string;
  /** A request with the session's cookie, from our own page. */
  request(path: string, init?: RequestInit): Promise<Response>;
  userId: bigint;
  /** Somebody else who has signed in, with a first portfolio. */
  addPerson(email: string): Promise<BenchPerson>;
  /** An empty portfolio of that person, beside the first one. */
  createPortfolio(name: string): Promise<bigint>;
  /** An empty account of that person, in the first portfolio unless another one is named. */
  createAccount(name: string, portfolioId?: bigint, userId?: bigint): Promise<bigint>;
  /** The most memory that the worker has had, and what it has now, in bytes. */
  workerMemory(): { peak: number; now: number };
  /** The same of the web process. */
  webMemory(): { peak: number; now: number };
  stop(): Promise<void>;
}

/** Starts everything on loopback; the app must be built (`npm run bench` sees to it). */
export async function startBenchServer(root: string): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "truefolio-bench-"));
  const postgres = await startPostgres({ dataDir: join(dataDir, "database"), log: () => {} });
  await migrate(postgres.ownerUrl(), () => {});
  // The superuser, in the app's database: it may put rows back without leaving revisions of them.
  const ownerUrl = new URL(postgres.ownerUrl());
  const databaseUrl = Object.assign(new URL(postgres.superuserUrl), { pathname: ownerUrl.pathname }).toString();
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  // With the parameters of statements, where those are asked for: what is measured here is nobody's.
  await owner.query(`ALTER DATABASE ${owner.escapeIdentifier(owner.database ?? "")} SET log_error_verbosity = 'default'`);
  const port = await freePort();
  const web = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/serve.ts"], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: postgres.ownerUrl(),
      DATA_DIR: join(dataDir, "web"),
      PORT: String(port),
      // What is fetched from outside is not what is measured.
      ECB_URL: "off",
      YAHOO_URL: "off",
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const address = `http://localhost:${port}`;
  await untilReady(address, web);
  const passwordHash = await hash(PASSWORD);
  const addPerson = async (email: string): Promise<BenchPerson> => {
    const { rows } = await owner.query<{ id: string }>("SELECT auth_sign_up($1, 'Bench', $2) AS id", [email, passwordHash]);
    const cookie = await signIn(address, email, PASSWORD);
    return {
      userId: BigInt(rows[0]?.id ?? 0),
      request: (path, init = {}) =>
        fetch(`${address}${path}`, { ...init, headers: { cookie, origin: address, ...(init.headers as Record<string, string>) } }),
    };
  };
  const { userId, request } = await addPerson("bench@example.org");
  return {
    owner,
    databaseUrl,
    logPath: join(dataDir, "database", "postgres.log"),
    userId,
    request,
    addPerson,
    createPortfolio: (name) => createPortfolio(owner, userId, name),
    createAccount: (name, portfolioId, ofUser = userId) => createAccount(owner, ofUser, name, portfolioId),
    webMemory: () => memoryOf(web.pid ?? 0),
    workerMemory: () => memoryOf(workerOf(web)),
    stop: async () => {
      const ended = once(web, "exit");
      web.kill("SIGTERM");
      await ended;
      await owner.end();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(address: string, web: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (web.exitCode !== null) throw new Error("the server ended while it was starting");
    const ready = await fetch(`${address}/readyz`).catch(() => null);
    if (ready?.ok) return;
    await sleep(100);
  }
  throw new Error("the server did not become ready");
}

async function createPortfolio(owner: pg.Client, userId: bigint, name: string): Promise<bigint> {
  const { rows } = await owner.query<{ id: string }>("INSERT INTO portfolios (user_id, name) VALUES ($1, $2) RETURNING id", [
    userId.toString(),
    name,
  ]);
  return BigInt(rows[0]?.id ?? 0);
}

async function createAccount(owner: pg.Client, userId: bigint, name: string, portfolioId?: bigint): Promise<bigint> {
  await owner.query("BEGIN");
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO broker_accounts (portfolio_id, broker_type_id, display_name)
     SELECT p.id, t.id, $2 FROM portfolios p, broker_types t
     WHERE p.user_id = $1 AND t.code = 'file' AND CASE WHEN $3::bigint IS NULL THEN p.is_default ELSE p.id = $3 END RETURNING id`,
    [userId.toString(), name, portfolioId?.toString() ?? null],
  );
  await owner.query(
    `INSERT INTO broker_account_credentials (broker_account_id, credentials) VALUES ($1, '{"protected":"","iv":"","ciphertext":"","tag":""}')`,
    [rows[0]?.id],
  );
  await owner.query("COMMIT");
  return BigInt(rows[0]?.id ?? 0);
}

/** The worker is the server's child that was started with its environment. */
function workerOf(web: ChildProcess): number {
  const children = readFileSync(`/proc/${web.pid}/task/${web.pid}/children`, "utf8").trim().split(" ");
  const worker = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/worker.ts"));
  if (worker === undefined) throw new Error("the server has no worker");
  return Number(worker);
}

function memoryOf(pid: number): { peak: number; now: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;
  return { peak: bytes("VmHWM"), now: bytes("VmRSS") };
}
