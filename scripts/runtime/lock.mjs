import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, processStart } from "./process-identity.mjs";

/**
 * @typedef {"starting" | "running" | "stopping"} LockState
 * @typedef {{ pid: number, started: string, token: string, state: LockState, address: string }} LockHolder
 * @typedef {{ update(changes: { state?: LockState, address?: string }): Promise<void>, release(): Promise<void> }} Lock
 */

/** How long a taken-over lock must stay ours before we believe it: two starts may find the same stale lock at once. */
const SETTLE_MS = 100;

/**
 * Takes a lock file, at once or not at all. A lock whose process is gone (kill -9, power cut, process id used again) is taken over.
 *
 * @param {string} path
 * @param {{ inheritFrom?: number }} [options] `inheritFrom`: the process whose lock becomes ours, when it is the holder.
 * @returns {Promise<{ lock: Lock, holder: null } | { lock: null, holder: LockHolder }>} The lock, or who has it.
 */
export async function acquireLock(path, { inheritFrom } = {}) {
  const mine = { pid: process.pid, started: processStart(process.pid), token: randomUUID(), state: "starting", address: "" };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  for (;;) {
    if (await create(path, mine)) return { lock: ownLock(path, mine), holder: null };
    const holder = await readHolder(path);
    if (!holder) continue;
    if (holder.pid !== inheritFrom && isRunning(holder)) return { lock: null, holder };
    await replace(path, mine);
    await sleep(SETTLE_MS);
    if ((await readHolder(path))?.token === mine.token) return { lock: ownLock(path, mine), holder: null };
  }
}

/**
 * Takes a lock as soon as its holder is done with it.
 *
 * @param {string} path
 * @param {{ waiting: (holder: LockHolder) => boolean }} options `waiting` is asked again and again; false gives up.
 * @returns {Promise<{ lock: Lock, holder: null } | { lock: null, holder: LockHolder }>}
 */
export async function waitForLock(path, { waiting }) {
  for (;;) {
    const attempt = await acquireLock(path);
    if (attempt.lock || !waiting(attempt.holder)) return attempt;
    await sleep(200);
  }
}

/**
 * @param {string} path
 * @returns {Promise<LockHolder | null>} What the lock file says; null when there is none. An unreadable one has a holder that is gone.
 */
export async function readHolder(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    if (error instanceof SyntaxError) return { pid: 0, started: "", token: "", state: "starting", address: "" };
    throw error;
  }
}

/** Linking a finished file is atomic and carries its content: nobody ever reads half a lock. */
async function create(path, content) {
  const draft = await writeDraft(path, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(path, content) {
  await rename(await writeDraft(path, content), path);
}

async function writeDraft(path, content) {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  return draft;
}

function ownLock(path, mine) {
  let content = mine;
  const isOurs = async () => (await readHolder(path))?.token === mine.token;
  return {
    async update(changes) {
      content = { ...content, ...changes };
      if (await isOurs()) await replace(path, content);
    },
    async release() {
      if (await isOurs()) await rm(path, { force: true });
    },
  };
}
