import { randomBytes, randomUUID } from "node:crypto";
import { chmod, link, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartupError } from "./startup-error.mjs";

/** What DATA_DIR/secrets.json holds. An older or hand-made file may lack some; only the missing ones are added. */
const fileSchema = z.looseObject({
  NEXTAUTH_SECRET: z.string().min(1).optional(),
  CREDENTIAL_KEYS: z.string().min(1).optional(),
  POSTGRES_PASSWORD: z.string().min(1).optional(),
  POSTGRES_OWNER_PASSWORD: z.string().min(1).optional(),
  POSTGRES_APP_PASSWORD: z.string().min(1).optional(),
  POSTGRES_QUEUE_PASSWORD: z.string().min(1).optional(),
});
type SecretsFile = z.infer<typeof fileSchema>;

export interface Secrets {
  nextAuthSecret: string;
  /** Of the embedded cluster's superuser, used for setting it up only. */
  superuserPassword: string;
  ownerPassword: string;
  appPassword: string;
  queuePassword: string;
  /** "<key id>:<base64 of 32 bytes>", several separated by commas, newest first. Null until `createCredentialKeys`. */
  credentialKeys: string | null;
}

/**
 * Reads the secrets of a data folder, and makes those that are missing, except the keys that seal credentials: whether new ones may be
 * made depends on what the database holds. What the environment gives wins and is never written down.
 *
 * @throws {StartupError} when the file is there and unreadable: a new one would lock the owner out of the data.
 */
export async function openSecrets(dataDir: string, env: Partial<NodeJS.ProcessEnv> = {}): Promise<Secrets> {
  const path = join(dataDir, "secrets.json");
  const found = await read(path);
  const complete = {
    ...found,
    NEXTAUTH_SECRET: found?.NEXTAUTH_SECRET ?? newPassword(),
    POSTGRES_PASSWORD: found?.POSTGRES_PASSWORD ?? newPassword(),
    POSTGRES_OWNER_PASSWORD: found?.POSTGRES_OWNER_PASSWORD ?? newPassword(),
    POSTGRES_APP_PASSWORD: found?.POSTGRES_APP_PASSWORD ?? newPassword(),
    POSTGRES_QUEUE_PASSWORD: found?.POSTGRES_QUEUE_PASSWORD ?? newPassword(),
  };
  if (found === null && !(await create(path, complete))) return openSecrets(dataDir, env);
  if (found !== null && Object.keys(complete).some((key) => !(key in found))) await write(path, complete);
  return {
    nextAuthSecret: env.NEXTAUTH_SECRET || complete.NEXTAUTH_SECRET,
    superuserPassword: complete.POSTGRES_PASSWORD,
    ownerPassword: complete.POSTGRES_OWNER_PASSWORD,
    appPassword: complete.POSTGRES_APP_PASSWORD,
    queuePassword: complete.POSTGRES_QUEUE_PASSWORD,
    credentialKeys: env.CREDENTIAL_KEYS || complete.CREDENTIAL_KEYS || null,
  };
}

/** Makes the first key that seals credentials, and keeps it. Call it only where nothing is sealed yet. */
export async function createCredentialKeys(dataDir: string): Promise<string> {
  const path = join(dataDir, "secrets.json");
  const keys = `k1:${randomBytes(32).toString("base64")}`;
  await write(path, { ...(await read(path)), CREDENTIAL_KEYS: keys });
  return keys;
}

/** Puts a new key before those that are there, and returns them all. Nothing is sealed under it yet. */
export async function addCredentialKey(dataDir: string): Promise<string> {
  const path = join(dataDir, "secrets.json");
  const found = await read(path);
  const old = found?.CREDENTIAL_KEYS ?? "";
  const numbers = [...old.matchAll(/(?:^|,)\s*k(\d+):/g)].map(([, number]) => Number(number));
  const keys = [`k${Math.max(0, ...numbers) + 1}:${randomBytes(32).toString("base64")}`, old].filter(Boolean).join(",");
  await write(path, { ...found, CREDENTIAL_KEYS: keys });
  return keys;
}

/** Forgets all keys but those of these names. Call it only when nothing is sealed under the others. */
export async function keepCredentialKeys(dataDir: string, ids: readonly string[]): Promise<void> {
  const path = join(dataDir, "secrets.json");
  const found = await read(path);
  const kept = (found?.CREDENTIAL_KEYS ?? "").split(",").filter((entry) => ids.includes(entry.trim().split(":")[0] ?? ""));
  await write(path, { ...found, CREDENTIAL_KEYS: kept.join(",") });
}

/** 256 bits, in letters that need no escaping in a URL or in SQL. */
function newPassword(): string {
  return randomBytes(32).toString("base64url");
}

async function read(path: string): Promise<SecretsFile | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  await chmod(path, 0o600);
  const parsed = fileSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StartupError(
    `${path} is damaged. Restore it from a backup: it holds the keys to the database and to the brokers' credentials.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only where there is none yet; false when another process was first. */
async function create(path: string, secrets: SecretsFile): Promise<boolean> {
  const draft = await writeDraft(path, secrets);
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

async function write(path: string, secrets: SecretsFile): Promise<void> {
  await rename(await writeDraft(path, secrets), path);
}

async function writeDraft(path: string, secrets: SecretsFile): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}
