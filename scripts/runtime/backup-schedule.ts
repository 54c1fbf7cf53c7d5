import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { join, resolve } from "node:path";
import { listBackups } from "@/lib/backups/files";
import { parseEvery, parseKeep } from "@/scripts/backup/keeping";

/** How often we look whether it is time: a machine that slept makes up for it soon. */
const LOOK_EVERY_MS = 60_000;

interface Options {
  root: string;
  dataDir: string;
  ownerUrl: string;
  log: (line: string) => void;
  /** BACKUP_DIR, BACKUP_EVERY, BACKUP_KEEP. */
  env: NodeJS.ProcessEnv;
}

/**
 * Makes backups as their time comes, each by a process of its own. Not by the worker: that reads strangers' files, and so isn't given the rights of
 * the tables' owner, which a backup needs. When the last one was made is what the folder says.
 * @throws {StartupError} when a setting can't be read
 */
export function scheduleBackups({ root, dataDir, ownerUrl, log, env }: Options): { close(): Promise<void> } {
  const every = parseEvery(env);
  parseKeep(env.BACKUP_KEEP);
  if (every === null) return { close: async () => {} };
  const folder = resolve(env.BACKUP_DIR || join(dataDir, "backups"));
  let child: ChildProcess | null = null;
  let closing = false;
  const look = async () => {
    const newest = Math.max(0, ...(await listBackups(folder)).map(({ madeAt }) => madeAt.getTime()));
    if (Date.now() - newest < every || child || closing) return;
    child = start();
  };
  const start = () => {
    const started = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/backup.ts", "--prune"], {
      cwd: root,
      env: { ...env, DATABASE_URL: ownerUrl, DATA_DIR: dataDir, BACKUP_DIR: folder },
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (started.pid !== undefined) setPriority(started.pid, constants.priority.PRIORITY_LOW);
    started.on("error", (error) => log(`The backup could not be started: ${error.message}`));
    started.on("close", (code, signal) => {
      child = null;
      if (code !== 0 && !closing) log(`The backup did not succeed (${signal ?? code}); trying again in a minute.`);
    });
    return started;
  };
  const tell = (error: unknown) => log(`No backup could be made: ${(error as Error).message}`);
  void look().catch(tell);
  const timer = setInterval(() => void look().catch(tell), LOOK_EVERY_MS);
  return {
    async close() {
      closing = true;
      clearInterval(timer);
      if (!child) return;
      const ended = once(child, "close");
      // A half-written file is removed by a later one.
      child.kill("SIGKILL");
      await ended;
    },
  };
}
