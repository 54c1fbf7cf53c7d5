import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { WorkerEnvironment } from "./web-app";

/** A worker that ends by itself is started again after this: at once would be a loop when it can't start at all. */
const RESTART_AFTER_MS = 1_000;
/** How long the step in hand may take to notice that it is to be given back. */
const STOP_MS = 10_000;

/** A long file makes rows by the million that are soon over: room for the young ones saves carrying them about, and few arenas give memory back. */
const LIKE_LONG_FILES = ["--max-semi-space-size=24"];

export interface WorkerProcess {
  /** Gives the step in hand back and ends; the hard way after a while. */
  close(): Promise<void>;
}

/** Runs a worker in a process of its own: what it reads and writes is not to slow a page down, nor to take the web with it. */
export function startWorker(root: string, environment: WorkerEnvironment, log: (line: string) => void): WorkerProcess {
  let closing = false;
  let child: ChildProcess = start();

  function start(): ChildProcess {
    const args = [...LIKE_LONG_FILES, "--conditions=react-server", "--import", "tsx", "scripts/worker.ts", "--with-environment"];
    const started = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, MALLOC_ARENA_MAX: "2", ...environment, DATABASE_URL: "" },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    // Pages come first: where both want a core, the worker waits.
    if (started.pid !== undefined) setPriority(started.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    started.on("exit", (code, signal) => {
      if (closing) return;
      log(`The worker ended (${signal ?? code}); starting it again.`);
      setTimeout(() => {
        if (!closing) child = start();
      }, RESTART_AFTER_MS);
    });
    return started;
  }

  return {
    async close() {
      closing = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await ended;
      }
    },
  };
}
