import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { StartupError } from "@/scripts/runtime/startup-error.mjs";
import { dump, type Summary } from "./dump";
import { seal, unseal } from "./envelope";
import type { BackupKey } from "./key";
import { Damage } from "./problems";
import { type BackupRecord, decodeRecords } from "./records";

/** The end of the name of a file that is being written; one that a killed process left is removed by the next pruning. */
export const PART = ".part";

/**
 * Writes a backup. The file has its name when all of it is on the disk, and not before; what can't be finished is removed.
 * @throws {StartupError} when it can't be written there
 */
export async function writeBackup(ownerUrl: string, path: string, key: BackupKey): Promise<Summary> {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}.${randomUUID()}${PART}`);
  let summary: Summary | undefined;
  const records = dump(ownerUrl, (found) => {
    summary = found;
  });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const target = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
    await pipeline(Readable.from(records, { objectMode: false, highWaterMark: 1 << 18 }), createGzip({ level: 3 }), seal(key), target);
    await rename(draft, path);
    await syncFolder(folder);
  } catch (error) {
    // Where there is no such folder, there is nothing to remove.
    await rm(draft, { force: true }).catch(() => {});
    throw told(error, folder);
  }
  if (!summary) throw new Error("the backup ended without its summary");
  return summary;
}

/** The records of a backup, each as it was written: whatever was changed throws before it is handed on. */
export async function* readBackup(path: string, key: BackupKey): AsyncGenerator<BackupRecord> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  const gunzip = createGunzip();
  const unpacking = pipeline(source, unseal(key), gunzip);
  // Told by the loop below, which ends with it.
  unpacking.catch(() => {});
  try {
    yield* decodeRecords(gunzip);
    await unpacking;
  } catch (error) {
    throw toldOfReading(error, path);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function toldOfReading(error: unknown, path: string): unknown {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (error instanceof Damage) return new StartupError(`${path} can't be used: ${message}. Nothing was changed.`);
  if (code === "ENOENT") return new StartupError(`There is no file ${path}.`);
  if (code === "EISDIR") return new StartupError(`${path} is a folder. Give the file in it that is to be restored.`);
  if (code.startsWith("Z_")) return new StartupError(`${path} can't be used: it can't be unpacked. Nothing was changed.`);
  return error;
}

/** A full disk, or a folder that may not be written to, is the operator's to mend. */
function told(error: unknown, folder: string): unknown {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code))
    return new StartupError(`The backup does not fit into ${folder}. Nothing was left there.`);
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(code))
    return new StartupError(`The backup can't be written into ${folder} (${code}).`);
  return error;
}

/** The new name is to survive a power cut too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
