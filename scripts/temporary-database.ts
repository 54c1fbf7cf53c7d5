import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readHolder } from "./runtime/lock.mjs";
import { migrate } from "./runtime/migrate";
import { startPostgres } from "./runtime/postgres";
import { findRunningServer, stopServer } from "./runtime/postgres-orphan";
import { isRunning } from "./runtime/process-identity.mjs";

const PREFIX = "truefolio-test-";

export interface TemporaryDatabase {
  superuserUrl: string;
  /** postgres://… of the database, migrated and otherwise empty, as its owner. */
  ownerUrl: string;
  /** Stops the server and removes all that it wrote. */
  stop(): Promise<void>;
}

/** The PostgreSQL that the app embeds, in a folder of its own that is gone afterwards: for tests and checks. */
export async function openTemporaryDatabase(): Promise<TemporaryDatabase> {
  const quiet = () => {};
  await removeLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  const postgres = await startPostgres({ dataDir, log: quiet });
  const stop = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await skipDiskSafety(postgres.superuserUrl);
    await migrate(postgres.ownerUrl(), quiet);
    return { superuserUrl: postgres.superuserUrl, ownerUrl: postgres.ownerUrl(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What is written here need not survive a power cut, and waiting for the disk is most of a test's time. */
async function skipDiskSafety(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) await client.query(`ALTER SYSTEM SET ${setting} = off`);
    await client.query("SELECT pg_reload_conf()");
  } finally {
    await client.end();
  }
}

/** A run that was killed hard could not stop its server. */
async function removeLeftovers(): Promise<void> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX)).map((name) => join(tmpdir(), name));
  for (const folder of folders) {
    const holder = await readHolder(join(folder, "postgres.lock"));
    // Without a holder it is just being made, or just being removed.
    if (!holder || isRunning(holder)) continue;
    const server = await findRunningServer(join(folder, "postgres"));
    if (server) await stopServer(server);
    await rm(folder, { recursive: true, force: true });
  }
}
