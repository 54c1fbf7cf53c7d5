import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { RUNNING_LOCK } from "./migration-adapter";
import { migrateQueue } from "./queue-schema";
import { NO_FILTER, readMigrations, withSchemaEngine } from "./schema-engine";
import { StartupError } from "./startup-error.mjs";

export const PRISMA_DIR = join(import.meta.dirname, "..", "..", "prisma");

/** Any number that nobody else uses as the key of an advisory lock in this database. Who needs the schema to stay as it is shares it. */
export const MIGRATION_LOCK = 7_283_115_902;

/**
 * Brings a database to the newest migration. Two migrators at once take turns. A migration is one transaction: one that was cut off has
 * left nothing, and is run again. The job queue's schema is its library's, and follows.
 *
 * @param ownerUrl postgres://… of the database's owner.
 * @returns The names of the migrations that were applied now, oldest first.
 * @throws {StartupError} with the database's words, when a migration fails; and when the database is of a newer version.
 */
export async function migrate(ownerUrl: string, log: (line: string) => void, prismaDir = PRISMA_DIR): Promise<{ applied: string[] }> {
  const migrationsList = await readMigrations(prismaDir);
  const schema = await readSchema(prismaDir);
  return oneAtATime(ownerUrl, log, async (client) => {
    await refuseNewer(
      client,
      migrationsList.migrationDirectories.map(({ path }) => path),
    );
    return withSchemaEngine(ownerUrl, schema, async (engine) => {
      for (const migrationName of await cutOff(engine, migrationsList)) {
        log(`Running migration ${migrationName} again: it was cut off …`);
        await engine.markMigrationRolledBack({ migrationName });
      }
      try {
        const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
        await migrateQueue(ownerUrl);
        return { applied: appliedMigrationNames };
      } catch (error) {
        const [failed = ""] = await cutOff(engine, migrationsList);
        throw new StartupError(`Migration ${failed} failed and was taken back:\n${databaseWords((error as Error).message)}`);
      }
    });
  });
}

/**
 * Compares a migrated database with prisma/schema.prisma. What Prisma has no words for (policies, checks, functions, triggers) is not
 * compared.
 *
 * @param ownerUrl postgres://… of the database's owner.
 * @returns The SQL that would bring the database to the schema; empty when they agree.
 */
export async function describeDrift(ownerUrl: string, prismaDir = PRISMA_DIR): Promise<string> {
  const content = await readSchema(prismaDir);
  const files = [{ path: "schema.prisma", content }];
  return withSchemaEngine(ownerUrl, content, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: prismaDir },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return stdout?.replace("-- This is an empty migration.", "").trim() ?? "";
  });
}

function readSchema(prismaDir: string): Promise<string> {
  return readFile(join(prismaDir, "schema.prisma"), "utf8");
}

/** Migrations that began and neither finished nor were marked as taken back. */
async function cutOff(engine: SchemaEngine, migrationsList: Awaited<ReturnType<typeof readMigrations>>): Promise<string[]> {
  const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: NO_FILTER });
  return history.failedMigrationNames;
}

/** The engine puts its own headings before, and where in its own source it was behind, from a line "   0: …" on. */
function databaseWords(message: string): string {
  const [words = ""] = message.split(/\n\s+0: /);
  return words.replace("external connector error\n", "").replace("Error querying the database: ", "").trim();
}

/** A version that doesn't know what a later one made of the tables would read them wrongly, and write what that one can't read. */
async function refuseNewer(client: pg.Client, known: readonly string[]): Promise<void> {
  const { rows: tables } = await client.query<{ found: boolean }>("SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found");
  if (!tables[0]?.found) return;
  const { rows } = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND migration_name <> ALL ($1) ORDER BY 1 DESC",
    [known],
  );
  if (rows[0])
    throw new StartupError(
      `The database is of a newer version of Truefolio: this one does not know its migration ${rows[0].name}. Start that version or a later one, or ` +
        "restore a backup from before into an empty database. Nothing was changed.",
    );
}

/** On a connection of its own, so that the lock outlives whatever the engine does with its. */
async function oneAtATime<Result>(
  ownerUrl: string,
  log: (line: string) => void,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1) AS free", [MIGRATION_LOCK]);
    if (!rows[0]?.free) {
      log("Waiting for another process that is migrating this database …");
      await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    }
    // A migration that a killed process had sent may still be at work in the database: it ends before anybody looks how far things are.
    await client.query("SELECT pg_advisory_lock($1), pg_advisory_unlock($1)", [RUNNING_LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}
