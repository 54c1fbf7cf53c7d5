import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Cluster, runOptions } from "./postgres-cluster";
import type { RunningServer } from "./postgres-orphan";
import { processStart } from "./process-identity.mjs";
import { StartupError } from "./startup-error.mjs";

/** Starting over after this size keeps the log from filling the disk. */
const MAX_LOG_BYTES = 5_000_000;
/** Recovery after a power cut may have much to replay. */
const READY_MS = 300_000;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  // The log says what went wrong, and never with whose data.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

export interface ServerProcess extends RunningServer {
  /** Settles when the process has ended. */
  ended: Promise<void>;
}

/**
 * Starts a server process on a cluster that has none, and waits until it takes connections.
 *
 * @param options `port` to listen on, on 127.0.0.1; `logPath`, the file that its messages are added to; `url`, the superuser's address.
 * @returns The process, and whether the superuser's password was right.
 * @throws {StartupError} with the end of the log, when it ends instead.
 */
export async function launchServer(
  cluster: Cluster,
  { port, logPath, url }: { port: number; logPath: string; url: string },
): Promise<{ server: ServerProcess; passwordAccepted: boolean }> {
  const logStart = (await stat(logPath).catch(() => null))?.size ?? 0;
  const log = await open(logPath, logStart > MAX_LOG_BYTES ? "w" : "a", 0o600);
  const { dataArgs, options } = runOptions(cluster);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // In a session of its own: Ctrl-C in the terminal is for us, who let requests finish before the database goes.
  const child = spawn(cluster.binaries.postgres, [...dataArgs, "-p", String(port), ...settings], {
    ...options,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  const ended = endOf(child);
  const pid = await spawned(child).finally(() => log.close());
  child.unref();
  const server = { pid, started: processStart(pid), port, ended };
  const outcome = await Promise.race([firstConnection(url), server.ended.then(() => "ended" as const)]);
  if (outcome !== "ended") return { server, passwordAccepted: outcome === "ready" };
  const output = (await readFile(logPath, "utf8")).slice(logStart > MAX_LOG_BYTES ? 0 : logStart);
  throw new StartupError(`PostgreSQL did not start; its log (${logPath}) says:\n${output.trim()}`);
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function spawned(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new StartupError(`PostgreSQL could not be run: ${error.message}`)));
    child.on("spawn", () => resolve(child.pid ?? 0));
  });
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.on("exit", () => resolve()));
}

/** Tries until the server answers, be it with "wrong password". */
async function firstConnection(url: string): Promise<"ready" | "wrong password"> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(50)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return "ready";
    } catch (error) {
      if ((error as { code?: string }).code === "28P01") return "wrong password";
    }
  }
  throw new StartupError("PostgreSQL started, but took no connection for five minutes.");
}
