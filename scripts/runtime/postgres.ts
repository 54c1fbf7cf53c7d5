import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Lock, readHolder, waitForLock } from "./lock.mjs";
import { findBinaries } from "./postgres-binaries";
import { type Cluster, ensureCluster, SUPERUSER, setSuperuserPassword } from "./postgres-cluster";
import { findRunningServer, removeStaleMark, stopServer } from "./postgres-orphan";
import { freePort, launchServer, type ServerProcess } from "./postgres-server";
import { DATABASE, ensureDatabase, OWNER } from "./postgres-setup";
import { findServerUser } from "./postgres-user";
import { isRunning } from "./process-identity.mjs";
import { openSecrets, type Secrets } from "./secrets";
import { StartupError } from "./startup-error.mjs";

export interface EmbeddedPostgres {
  /** postgres://… of the cluster's superuser, in its maintenance database. For setting up only. */
  superuserUrl: string;
  /** postgres://… of the role that owns the database and may make roles; not a superuser. */
  ownerUrl(database?: string): string;
  /** Stops the server cleanly. Does nothing to a server that another process started. */
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  log: (line: string) => void;
}

/** How long a start waits for a short command (a migration, a backup) that is using the database on its own. */
const LOCK_WAIT_MS = 30_000;
/** Between two attempts to bring a server back that won't come, for want of disk space for example. */
const RESTART_PAUSE_MS = 500;

/**
 * Starts the embedded PostgreSQL of a data folder: on 127.0.0.1, on a free port, with the passwords of its secrets.json. The first
 * start makes the cluster, the owner's role and its empty database. A server left behind by a hard kill is stopped first; one that dies
 * is started again.
 *
 * @throws {StartupError} when another process runs it, or it can't start.
 */
export async function startPostgres({ dataDir, log }: Options): Promise<EmbeddedPostgres> {
  const lock = await takeLock(dataDir);
  try {
    const secrets = await openSecrets(dataDir);
    const cluster = await openCluster(dataDir, log);
    const launch = async (port: number) => {
      await removeStaleMark(cluster.dir);
      return launchServer(cluster, { port, logPath: join(dataDir, "postgres.log"), url: addresses(secrets, port).superuserUrl });
    };
    const server = await launchWithPassword(cluster, secrets, launch);
    const stop = keepRunning(server, async () => (await launch(server.port)).server, log);
    await ensureDatabase(addresses(secrets, server.port).superuserUrl, secrets.ownerPassword).catch(async (error) => {
      await stop();
      throw error;
    });
    return {
      ...addresses(secrets, server.port),
      stop: async () => {
        await stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Uses the server that runs on a data folder, be it another process's; starts one where there is none. */
export async function attachPostgres(options: Options): Promise<EmbeddedPostgres> {
  const holder = await readHolder(lockFile(options.dataDir));
  if (!holder || !isRunning(holder)) return startPostgres(options);
  const server = await findRunningServer(join(options.dataDir, "postgres"));
  if (!server?.port) throw new StartupError(`The database is just being started by process ${holder.pid}. Try again in a moment.`);
  return { ...addresses(await openSecrets(options.dataDir), server.port), stop: async () => {} };
}

function addresses(secrets: Secrets, port: number) {
  const at = (user: string, password: string, database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuserUrl: at(SUPERUSER, secrets.superuserPassword, "postgres"),
    ownerUrl: (database = DATABASE) => at(OWNER, secrets.ownerPassword, database),
  };
}

function lockFile(dataDir: string): string {
  return join(dataDir, "postgres.lock");
}

async function takeLock(dataDir: string): Promise<Lock> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  const { lock, holder } = await waitForLock(lockFile(dataDir), { waiting: () => Date.now() < deadline });
  if (lock) return lock;
  throw new StartupError(`The database in ${dataDir} is in use by process ${holder.pid}.`);
}

/** The cluster, there and with no server on it. */
async function openCluster(dataDir: string, log: Options["log"]): Promise<Cluster> {
  const dir = join(dataDir, "postgres");
  const user = await findServerUser(dir);
  const cluster = { dir, user, binaries: await findBinaries(user) };
  const orphan = await findRunningServer(dir);
  if (orphan) {
    log("Stopping the database server that an earlier run left behind …");
    await stopServer(orphan);
  }
  await ensureCluster(cluster);
  return cluster;
}

/** A new cluster has no password yet, and one whose secrets.json was lost another: both get ours. */
async function launchWithPassword(
  cluster: Cluster,
  secrets: Secrets,
  launch: (port: number) => ReturnType<typeof launchServer>,
): Promise<ServerProcess> {
  const first = await launch(await freePort());
  if (first.passwordAccepted) return first.server;
  await stopServer(first.server);
  await setSuperuserPassword(cluster, secrets.superuserPassword);
  return (await launch(await freePort())).server;
}

/**
 * Starts the server again, on its port, when it ends without being told to.
 *
 * @returns A function that stops it for good.
 */
function keepRunning(first: ServerProcess, restart: () => Promise<ServerProcess>, log: Options["log"]): () => Promise<void> {
  let server = first;
  let stopping = false;
  const watch = async () => {
    for (;;) {
      await server.ended;
      if (stopping) return;
      log("The database server stopped by itself; starting it again …");
      try {
        server = await restart();
        if (stopping) await stopServer(server);
      } catch (error) {
        log((error as Error).message);
        await sleep(RESTART_PAUSE_MS);
      }
    }
  };
  const watched = watch();
  return async () => {
    stopping = true;
    await stopServer(server);
    // The server's process keeps nobody awake (it is unref'd), and may be gone before its end is told: without this we could end in between.
    const awake = setInterval(() => {}, RESTART_PAUSE_MS);
    await watched.finally(() => clearInterval(awake));
  };
}
