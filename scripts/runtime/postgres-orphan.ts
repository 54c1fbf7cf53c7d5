import { execFileSync } from "node:child_process";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, processStart } from "./process-identity.mjs";
import { StartupError } from "./startup-error.mjs";

/** A server process on a cluster. */
export interface RunningServer {
  pid: number;
  started: string;
  port: number;
}

/** A fast shutdown writes a checkpoint; on a slow disk that takes its time. */
const STOP_MS = 60_000;

/**
 * Finds the server that runs on a cluster: ours, or one that a Truefolio left behind when it was killed hard.
 *
 * postmaster.pid names it (lines: process id, folder, start time, port …), but after a power cut its process id may be another
 * program's by now. So the process is asked where it lives.
 */
export async function findRunningServer(dir: string): Promise<RunningServer | null> {
  const [pid, , , port] = (await readFile(join(dir, "postmaster.pid"), "utf8").catch(() => "")).split("\n").map(Number);
  if (!pid) return null;
  const started = processStart(pid);
  return started !== "" && (await worksIn(pid, dir)) ? { pid, started, port: port ?? 0 } : null;
}

/** Removes the mark of a server that is gone: PostgreSQL would refuse to start when some other program has its process id now. */
export async function removeStaleMark(dir: string): Promise<void> {
  if (!(await findRunningServer(dir))) await rm(join(dir, "postmaster.pid"), { force: true });
}

/**
 * Stops a server: transactions under way are rolled back, everything else is written.
 *
 * @throws {StartupError} when it doesn't stop.
 */
export async function stopServer(server: RunningServer): Promise<void> {
  if (!isRunning(server)) return;
  process.kill(server.pid, "SIGINT");
  for (let waited = 0; isRunning(server); waited += 50) {
    if (waited > STOP_MS) throw new StartupError(`PostgreSQL (process ${server.pid}) doesn't stop. Stop it by hand, then start again.`);
    await sleep(50);
  }
}

async function worksIn(pid: number, dir: string): Promise<boolean> {
  if (process.platform !== "linux") return commandLine(pid).includes(dir);
  // Not readable: another user's process, so not a server that we started.
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return cwd === (await realpath(dir));
}

function commandLine(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
