import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process may take to end by itself. */
const STOP_MS = 30_000;

/** The processes of a drill: each writes into a file of its own, and none outlives the drill. */
export class Processes {
  private readonly all: ChildProcess[] = [];
  private readonly logs: FileHandle[] = [];

  constructor(readonly folder: string) {}

  /** Starts one; what it says goes to `<name>.log`. */
  async start(name: string, program: string, args: readonly string[], options: SpawnOptions = {}): Promise<ChildProcess> {
    const log = await open(join(this.folder, `${name}.log`), "a");
    this.logs.push(log);
    const child = spawn(program, args, { ...options, stdio: ["ignore", log.fd, log.fd] });
    this.all.push(child);
    await once(child, "spawn");
    return child;
  }

  /** Starts one and waits for its end. @throws when it fails */
  async run(name: string, program: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
    const child = await this.start(name, program, args, options);
    await ended(child);
    if (child.exitCode !== 0) throw new Error(`${name} failed: see ${join(this.folder, `${name}.log`)}`);
  }

  /** Ends all, the newest first. */
  async stopAll(): Promise<void> {
    for (const child of this.all.toReversed()) await stop(child);
    for (const log of this.logs) await log.close();
  }
}

export const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

export async function ended(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, "exit");
}

/** PostgreSQL takes SIGINT for "don't wait for those who are connected". */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = "SIGINT"): Promise<void> {
  if (hasEnded(child)) return;
  child.kill(signal);
  await Promise.race([ended(child), sleep(STOP_MS, undefined, { ref: false })]);
  if (!hasEnded(child)) child.kill("SIGKILL");
  await ended(child);
}

/** Asks until it is so. @throws when it isn't after `limitMs` */
export async function until(what: string, isSo: () => Promise<boolean>, limitMs = 60_000, everyMs = 50): Promise<void> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; await sleep(everyMs)) if (await isSo().catch(() => false)) return;
  throw new Error(`${what} did not come within ${limitMs / 1000} seconds`);
}
