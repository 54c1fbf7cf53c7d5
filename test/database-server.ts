import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import { DATABASE } from "@/scripts/runtime/postgres-setup";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of this run; `template` is its migrated, otherwise empty database. */
    postgres: { superuserUrl: string; ownerUrl: string; template: string };
  }
}

/** One PostgreSQL for the whole run, the very one that the app embeds; every test file copies its migrated database. */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "truefolio-test-"));
  const postgres = await startPostgres({ dataDir, log: () => {} });
  const stop = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await hurry(postgres.superuserUrl);
    await migrate(postgres.ownerUrl(), () => {});
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("postgres", { superuserUrl: postgres.superuserUrl, ownerUrl: postgres.ownerUrl(), template: DATABASE });
  return stop;
}

/** What a test writes need not survive a power cut. */
async function hurry(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) await client.query(`ALTER SYSTEM SET ${setting} = off`);
    await client.query("SELECT pg_reload_conf()");
  } finally {
    await client.end();
  }
}
