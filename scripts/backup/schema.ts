import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { PRISMA_DIR } from "@/scripts/runtime/migrate";
import { readMigrations } from "@/scripts/runtime/schema-engine";
import { StartupError } from "@/scripts/runtime/startup-error.mjs";
import type { Beginning } from "./records";

interface Migration {
  name: string;
  sql: string;
}

/**
 * The migrations that a backup's database had, as this version has them. Some were put right after a release: what they make of tables is held against
 * the rows as those come in.
 * @throws {StartupError} when this version doesn't know one
 */
export async function migrationsOf({ migrations }: Beginning, prismaDir = PRISMA_DIR): Promise<Migration[]> {
  const { migrationDirectories } = await readMigrations(prismaDir);
  return migrations.map((name) => {
    const here = migrationDirectories.find(({ path }) => path === name)?.migrationFile.content;
    if (here?.tag === "ok") return { name, sql: here.value };
    throw new StartupError(
      `The backup is of a newer version of Truefolio: this one does not know its migration ${name}. Restore it with that version or a later one. Nothing was changed.`,
    );
  });
}

/** Runs migrations in the transaction in hand, and notes them as Prisma does. */
export async function buildSchema(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  // As Prisma makes it.
  await client.query(`CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
    logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
  for (const { name, sql } of migrations) {
    await client.query(sql);
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)",
      [randomUUID(), createHash("sha256").update(sql).digest("hex"), name],
    );
  }
}
