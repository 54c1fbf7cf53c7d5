import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type BackupFile, listBackups } from "@/lib/backups/files";
import { StartupError } from "@/scripts/runtime/startup-error.mjs";
import { PART } from "./file";

/** Which backups are kept: the newest one of each of so many days, and of so many weeks. */
export interface Keep {
  days: number;
  weeks: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** A Monday. */
const A_MONDAY = Date.UTC(2024, 0, 1);

/** @throws {StartupError} when BACKUP_KEEP says something else than `7d,4w`. */
export function parseKeep(text: string | undefined): Keep {
  const keep = { days: 0, weeks: 0 };
  for (const part of (text || "7d,4w").split(",")) {
    const [, count, unit] = /^\s*(\d{1,4})([dw])\s*$/.exec(part) ?? [];
    if (!count) throw new StartupError(`BACKUP_KEEP is “${text}”; it should be like 7d,4w: the newest of each of 7 days and of 4 weeks.`);
    keep[unit === "d" ? "days" : "weeks"] = Number(count);
  }
  return keep;
}

/**
 * How often, in milliseconds; null: never.
 * @throws {StartupError} when BACKUP_EVERY says something else than `off` or `12h`.
 */
export function parseEvery({ BACKUP_EVERY: text, BACKUP_DIR }: Partial<NodeJS.ProcessEnv>): number | null {
  if (!text) return BACKUP_DIR ? DAY_MS : null;
  if (text === "off") return null;
  const [, count, unit] = /^\s*([1-9]\d{0,3})([mhdw])\s*$/.exec(text) ?? [];
  const units: Readonly<Record<string, number>> = { m: 60_000, h: 60 * 60_000, d: DAY_MS, w: 7 * DAY_MS };
  const length = units[unit ?? ""];
  if (length === undefined) throw new StartupError(`BACKUP_EVERY is “${text}”; it should be off, or like 12h, 1d or 1w.`);
  return Number(count) * length;
}

/** Those that are not needed; the newest one always is. */
export function superfluous(files: readonly BackupFile[], { days, weeks }: Keep): BackupFile[] {
  const newestFirst = files.toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const kept = new Set(newestFirst.slice(0, 1));
  const keepNewestOf = (count: number, periodOf: (time: number) => number) => {
    const periods = new Map<number, BackupFile>();
    for (const file of newestFirst) {
      const period = periodOf(file.madeAt.getTime());
      if (!periods.has(period)) periods.set(period, file);
    }
    for (const file of [...periods.values()].slice(0, count)) kept.add(file);
  };
  keepNewestOf(days, (time) => Math.floor(time / DAY_MS));
  keepNewestOf(weeks, (time) => Math.floor((time - A_MONDAY) / (7 * DAY_MS)));
  return newestFirst.filter((file) => !kept.has(file));
}

/** Removes what is not to be kept, and what killed processes left a day ago. @returns the names of the backups that are gone */
export async function prune(folder: string, keep: Keep): Promise<string[]> {
  const gone = superfluous(await listBackups(folder), keep).map(({ name }) => name);
  for (const name of gone) await rm(join(folder, name), { force: true });
  for (const name of await readdir(folder)) {
    if (!name.startsWith(".truefolio-") || !name.endsWith(PART)) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(join(folder, name), { force: true });
  }
  return gone;
}
