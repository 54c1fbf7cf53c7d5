import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { newDatabase, query } from "@/test/databases";
import { migrate, PRISMA_DIR } from "./migrate";

const quiet = () => {};
const NAME = "20991231000000_slow";
let prismaDir: string;
let url: string;

beforeEach(async () => {
  prismaDir = await mkdtemp(join(tmpdir(), "truefolio-migrations-"));
  await cp(PRISMA_DIR, prismaDir, { recursive: true });
  url = await newDatabase("migrated");
});
afterEach(() => rm(prismaDir, { recursive: true }));

async function addMigration(sql: string): Promise<void> {
  await mkdir(join(prismaDir, "migrations", NAME), { recursive: true });
  await writeFile(join(prismaDir, "migrations", NAME, "migration.sql"), sql);
}

/** Begins to migrate in a process of its own, and kills it in the middle of the migration. */
async function killMidway(): Promise<void> {
  const script = `import { migrate } from ${JSON.stringify(join(import.meta.dirname, "migrate.ts"))};
    await migrate(${JSON.stringify(url)}, () => {}, ${JSON.stringify(prismaDir)});`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { stdio: "inherit" });
  await expect
    .poll(() => query(url, "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"), {
      timeout: 20_000,
    })
    .toHaveLength(1);
  child.kill("SIGKILL");
  await once(child, "exit");
}

const exists = async () => (await query<{ found: boolean }>(url, "SELECT to_regclass('half') IS NOT NULL AS found"))[0]?.found;
const state = () =>
  query(url, `SELECT count(*)::int AS notes FROM _prisma_migrations WHERE migration_name = '${NAME}' AND finished_at IS NOT NULL`);

it("runs a migration again that was killed in the middle, once nothing of the first attempt is at work any more", async () => {
  await addMigration("CREATE TABLE half (id int); SELECT pg_sleep(30); CREATE TABLE other_half (id int);");
  await killMidway();
  expect(await exists()).toBe(false);
  await addMigration("CREATE TABLE half (id int); CREATE TABLE other_half (id int);");
  expect((await migrate(url, quiet, prismaDir)).applied).toEqual([NAME]);
  expect([await exists(), await state()]).toEqual([true, [{ notes: 1 }]]);
});

it("doesn't run a migration again that came to its end after the process that had sent it was killed", async () => {
  await addMigration("SET client_connection_check_interval = 0; CREATE TABLE half (id int); SELECT pg_sleep(2);");
  await killMidway();
  expect((await migrate(url, quiet, prismaDir)).applied).toEqual([]);
  expect([await exists(), await state()]).toEqual([true, [{ notes: 1 }]]);
});

it("refuses a database of a newer version, and changes nothing in it", async () => {
  await addMigration("CREATE TABLE half (id int)");
  await migrate(url, quiet, prismaDir);
  const before = await query(url, "SELECT * FROM _prisma_migrations ORDER BY id");
  await expect(migrate(url, quiet)).rejects.toThrow(`newer version of Truefolio: this one does not know its migration ${NAME}`);
  expect(await query(url, "SELECT * FROM _prisma_migrations ORDER BY id")).toEqual(before);
});
