import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireLock, readHolder } from "./lock.mjs";
import { processStart } from "./process-identity.mjs";

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "truefolio-lock-"));
  path = join(dir, "data", "truefolio.lock");
});
afterEach(() => rm(dir, { recursive: true }));

async function leaveLock(holder: { pid: number; started: string }): Promise<void> {
  const { lock } = await acquireLock(path);
  await lock?.release();
  await writeFile(path, JSON.stringify({ ...holder, token: "theirs", state: "running", address: "http://localhost:3000" }));
}

describe("the lock of a data folder", () => {
  it("is taken by the first, and shown to the second with process and address", async () => {
    const { lock } = await acquireLock(path);
    await lock?.update({ state: "running", address: "http://localhost:3000" });
    const second = await acquireLock(path);
    expect(second.lock).toBeNull();
    expect(second.holder).toMatchObject({ pid: process.pid, state: "running", address: "http://localhost:3000" });
  });

  it("is free again after its release, and leaves nothing else behind", async () => {
    const { lock } = await acquireLock(path);
    await lock?.release();
    expect(await readdir(join(dir, "data"))).toEqual([]);
    expect((await acquireLock(path)).lock).not.toBeNull();
  });

  it("goes to exactly one of many that ask at once", async () => {
    const attempts = await Promise.all(Array.from({ length: 20 }, () => acquireLock(path)));
    expect(attempts.filter(({ lock }) => lock)).toHaveLength(1);
  });

  it("is taken over from a process that was killed", async () => {
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    await once(child, "spawn");
    await leaveLock({ pid: child.pid ?? 0, started: processStart(child.pid ?? 0) });
    expect((await acquireLock(path)).lock).toBeNull();
    child.kill("SIGKILL");
    await once(child, "close");
    expect((await acquireLock(path)).lock).not.toBeNull();
  });

  it("is taken over when another program has the holder's process id by now", async () => {
    await leaveLock({ pid: process.ppid, started: "some other boot:1" });
    expect((await acquireLock(path)).lock).not.toBeNull();
  });

  it("is taken over by exactly one of many that find it stale at once", async () => {
    await leaveLock({ pid: 0, started: "" });
    const attempts = await Promise.all(Array.from({ length: 20 }, () => acquireLock(path)));
    expect(attempts.filter(({ lock }) => lock)).toHaveLength(1);
  });

  it("is taken over when its file is damaged", async () => {
    await leaveLock({ pid: 0, started: "" });
    await writeFile(path, "{");
    expect((await acquireLock(path)).lock).not.toBeNull();
  });

  it("passes from a parent to its child, after which the parent's release does nothing", async () => {
    const parent = await acquireLock(path);
    const child = await acquireLock(path, { inheritFrom: process.pid });
    expect(child.lock).not.toBeNull();
    await parent.lock?.release();
    expect(await readHolder(path)).not.toBeNull();
  });
});
