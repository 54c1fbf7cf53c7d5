import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { chmod, link, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { StartupError } from "@/scripts/runtime/startup-error.mjs";

/** What encrypts backups. Never one of the keys that seal credentials: whoever finds a backup and its key must not have those too. */
export interface BackupKey {
  bytes: Buffer;
  /** Tells keys apart without telling them. */
  id: string;
}

const BYTES = 32;
const FILE = "backup.key";

/**
 * The key of BACKUP_KEY, or of DATA_DIR/backup.key.
 *
 * @param sealingKeys CREDENTIAL_KEYS as they are known here, to be sure that it is none of them
 * @throws {StartupError} when there is none, or it can't be used.
 */
export async function openBackupKey(dataDir: string, env: Partial<NodeJS.ProcessEnv>, sealingKeys: string | null): Promise<BackupKey> {
  const path = join(dataDir, FILE);
  const text = env.BACKUP_KEY || (await read(path));
  if (!text) {
    throw new StartupError(`There is no key for backups: set BACKUP_KEY, or put back ${path}, as they were where the backup was made.`);
  }
  return parse(text, env.BACKUP_KEY ? "BACKUP_KEY" : path, sealingKeys);
}

/** As {@link openBackupKey}, and makes DATA_DIR/backup.key where there is no key yet: for making backups, not for opening them. */
export async function ensureBackupKey(
  dataDir: string,
  env: Partial<NodeJS.ProcessEnv>,
  sealingKeys: string | null,
  log: (line: string) => void,
): Promise<BackupKey> {
  const path = join(dataDir, FILE);
  if (!env.BACKUP_KEY && !(await read(path)) && (await create(path))) {
    log(`Made the key for backups, ${path}. Keep a copy of it away from this machine: without it no backup can be opened.`);
  }
  return openBackupKey(dataDir, env, sealingKeys);
}

/** The key of one file: no two files share one, so that counting is enough for nonces. */
export function fileKey(key: BackupKey, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", key.bytes, salt, "truefolio-backup/1 payload", BYTES));
}

function parse(text: string, where: string, sealingKeys: string | null): BackupKey {
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length !== BYTES) throw new StartupError(`${where} is no key: it must be 32 bytes in base64 (openssl rand -base64 32).`);
  const isSealing = (sealingKeys ?? "").split(",").some((entry) => Buffer.from(entry.split(":")[1] ?? "", "base64").equals(bytes));
  if (isSealing) throw new StartupError(`${where} is one of CREDENTIAL_KEYS. Backups need a key of their own (openssl rand -base64 32).`);
  return { bytes, id: createHmac("sha256", bytes).update("truefolio-backup/1 key id").digest("hex").slice(0, 16) };
}

async function read(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, "utf8");
    await chmod(path, 0o600);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Whole or not at all, and only where there is none; false when another process was first. */
async function create(path: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${randomBytes(BYTES).toString("base64")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
