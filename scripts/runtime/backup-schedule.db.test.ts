import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { fileName } from "@/lib/backups/files";
import { scheduleBackups } from "./backup-schedule";

const DAY_MS = 24 * 60 * 60_000;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "truefolio-schedule-"));
});
afterAll(() => rm(dataDir, { recursive: true }));

const folder = () => join(dataDir, "backups");
const names = async () => (await readdir(folder()).catch(() => [])).filter((name) => name.endsWith(".backup")).sort();
const lines: string[] = [];
const schedule = (settings: Record<string, string>) =>
  scheduleBackups({
    root: join(import.meta.dirname, "..", ".."),
    dataDir,
    ownerUrl: inject("postgres").ownerUrl,
    log: (line) => lines.push(line),
    env: { ...process.env, NODE_ENV: "test", ...settings },
  });

describe("backups by themselves", { timeout: 60_000 }, () => {
  it("are made when the last one is older than they may be, and those that are not kept go", async () => {
    const first = schedule({ BACKUP_EVERY: "1d", BACKUP_KEEP: "1d" });
    await expect.poll(names, { timeout: 30_000 }).toHaveLength(1);
    await first.close();
    const [made = ""] = await names();
    const old = fileName(new Date(Date.now() - 2 * DAY_MS));
    await writeFile(join(folder(), old), await readFile(join(folder(), made)));
    await rm(join(folder(), made));
    const second = schedule({ BACKUP_EVERY: "1d", BACKUP_KEEP: "1d" });
    await expect.poll(names, { timeout: 30_000 }).not.toContain(old);
    await second.close();
    expect(await names()).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  it("are not made where nobody asked for them", async () => {
    const before = await names();
    await schedule({ BACKUP_DIR: "", BACKUP_EVERY: "" }).close();
    await schedule({ BACKUP_DIR: folder(), BACKUP_EVERY: "off" }).close();
    expect(await names()).toEqual(before);
  });

  it("refuse a setting that can't be read, before anything is served", () => {
    expect(() => schedule({ BACKUP_EVERY: "often" })).toThrow("BACKUP_EVERY");
    expect(() => schedule({ BACKUP_EVERY: "1d", BACKUP_KEEP: "all" })).toThrow("BACKUP_KEEP");
  });
});
