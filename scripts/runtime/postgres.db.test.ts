import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "@/test/databases";
import { describeDrift, migrate } from "./migrate";
import { attachPostgres, type EmbeddedPostgres, startPostgres } from "./postgres";
import { findRunningServer } from "./postgres-orphan";
import { isRunning } from "./process-identity.mjs";
import { ensureRoles } from "./roles";

const quiet = () => {};
let dataDir: string;
let postgres: EmbeddedPostgres | null = null;

async function restart(): Promise<EmbeddedPostgres> {
  await postgres?.stop();
  postgres = await startPostgres({ dataDir, log: quiet });
  return postgres;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "truefolio-postgres-"));
  postgres = await startPostgres({ dataDir, log: quiet });
});
afterAll(async () => {
  await postgres?.stop();
  await rm(dataDir, { recursive: true });
});
const running = () => findRunningServer(join(dataDir, "postgres"));

describe("the embedded PostgreSQL", { timeout: 60_000 }, () => {
  it("has a database in UTF8, of an owner who may make roles and is no superuser", async () => {
    const url = postgres?.ownerUrl() ?? "";
    expect(await query(url, "SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user")).toEqual([
      { rolsuper: false, rolcreaterole: true, rolbypassrls: false },
    ]);
    expect(await query(url, "SELECT current_setting('server_encoding') AS encoding, lower('ÄÖÉ') AS lower")).toEqual([
      { encoding: "UTF8", lower: "äöé" },
    ]);
  });

  it("lets nobody in without the password, and listens to this machine only", async () => {
    const url = new URL(postgres?.ownerUrl() ?? "");
    url.password = "guess";
    await expect(query(url.toString(), "SELECT 1")).rejects.toThrow("password authentication failed");
    const settings = await query<{ setting: string }>(
      postgres?.superuserUrl ?? "",
      "SELECT setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories') ORDER BY name",
    );
    expect(settings.map(({ setting }) => setting)).toEqual(["127.0.0.1", ""]);
  });

  it("keeps its data from one start to the next", async () => {
    await query(postgres?.ownerUrl() ?? "", "CREATE TABLE kept AS SELECT 42 AS answer");
    const { ownerUrl } = await restart();
    expect(await query(ownerUrl(), "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    await query(ownerUrl(), "DROP TABLE kept");
  });

  it("is used, not started again, by a second command on the same folder, which leaves it running", async () => {
    const second = await attachPostgres({ dataDir, log: quiet });
    expect(second.ownerUrl()).toBe(postgres?.ownerUrl());
    await second.stop();
    expect(await query(second.ownerUrl(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("comes back, at the same address, when its process dies", async () => {
    const before = await running();
    process.kill(before?.pid ?? 0, "SIGKILL");
    await expect
      .poll(async () => query(postgres?.ownerUrl() ?? "", "SELECT 1 AS one").catch(() => []), { timeout: 20_000 })
      .toEqual([{ one: 1 }]);
    expect((await running())?.pid).not.toBe(before?.pid);
  });

  it("is recognised and replaced after its parent was killed hard: never two servers on one folder", async () => {
    await postgres?.stop();
    const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "postgres.ts"))};
      await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} }); console.log("started"); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(parent.stdout, "data");
    const orphan = await running();
    parent.kill("SIGKILL");
    await once(parent, "close");
    expect(await running()).toEqual(orphan);

    postgres = await startPostgres({ dataDir, log: quiet });
    expect((await running())?.pid).not.toBe(orphan?.pid);
    expect(orphan && isRunning(orphan)).toBe(false);
  });

  it("starts although another program has the process id that a power cut left in postmaster.pid", async () => {
    await postgres?.stop();
    const mark = join(dataDir, "postgres", "postmaster.pid");
    await writeFile(mark, `${process.pid}\n${join(dataDir, "postgres")}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`);
    postgres = await startPostgres({ dataDir, log: quiet });
    expect(await readFile(mark, "utf8")).not.toMatch(`${process.pid}\n`);
  });

  it("keeps its data when secrets.json was lost: the owner of the files gets in with new passwords", async () => {
    await postgres?.stop();
    await rm(join(dataDir, "secrets.json"));
    postgres = await startPostgres({ dataDir, log: quiet });
    expect(await query(postgres.ownerUrl(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("is never initialised over files that are something else", async () => {
    const other = await mkdtemp(join(tmpdir(), "truefolio-other-"));
    await writeFile(join(other, "postgres"), "not a folder");
    await expect(startPostgres({ dataDir: other, log: quiet })).rejects.toThrow();
    expect(await readFile(join(other, "postgres"), "utf8")).toBe("not a folder");
    await rm(other, { recursive: true });
  });
});

describe("migrating", { timeout: 60_000 }, () => {
  it("brings a database to prisma/schema.prisma, and does nothing the second time", async () => {
    const url = postgres?.ownerUrl() ?? "";
    expect((await migrate(url, quiet)).applied.length).toBeGreaterThan(0);
    expect((await migrate(url, quiet)).applied).toEqual([]);
    expect(await describeDrift(url)).toBe("");
  });

  it("says what differs, when something does", async () => {
    const url = postgres?.ownerUrl() ?? "";
    await query(url, "ALTER TABLE users ADD COLUMN surplus text");
    expect(await describeDrift(url)).toMatch(/DROP COLUMN "surplus"/);
    await query(url, "ALTER TABLE users DROP COLUMN surplus");
  });

  it("takes turns with another migrator, and each migration is applied once", async () => {
    const url = postgres?.ownerUrl() ?? "";
    await query(postgres?.superuserUrl ?? "", "CREATE DATABASE twice OWNER truefolio_owner");
    const twice = postgres?.ownerUrl("twice") ?? "";
    const both = await Promise.all([migrate(twice, quiet), migrate(twice, quiet)]);
    const applied = await query(twice, "SELECT migration_name FROM _prisma_migrations");
    expect(both.flatMap(({ applied }) => applied)).toHaveLength(applied.length);
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("takes a failed migration back as a whole, says why, and runs it again once it is right", async () => {
    await query(postgres?.superuserUrl ?? "", "CREATE DATABASE failing OWNER truefolio_owner");
    const url = postgres?.ownerUrl("failing") ?? "";
    const prismaDir = await scratchMigration("CREATE TABLE a (id int); SELECT 1 / 0;");
    await expect(migrate(url, quiet, prismaDir)).rejects.toThrow(/Migration 1_first failed.*\n.*division by zero/);
    expect(await query(url, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
    await writeFile(join(prismaDir, "migrations", "1_first", "migration.sql"), "CREATE TABLE a (id int); -- a; comment");
    expect((await migrate(url, quiet, prismaDir)).applied).toEqual(["1_first"]);
    await rm(prismaDir, { recursive: true });
  });
});

const roles = (password: string, appUrl?: string) =>
  ensureRoles(postgres?.ownerUrl() ?? "", { app: { password, url: appUrl }, queue: { password } });

describe("the application's roles", { timeout: 60_000 }, () => {
  it("sign in, bypass nothing, own nothing, and see nobody's rows unasked", async () => {
    const { appUrl } = await roles("first");
    expect(new URL(appUrl).username).toBe("truefolio_web");
    expect(
      await query(appUrl, "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"),
    ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    expect(await query(appUrl, "SELECT count(*)::int AS rows FROM portfolios")).toEqual([{ rows: 0 }]);
    await expect(query(appUrl, "DROP TABLE portfolios")).rejects.toThrow("must be owner");
  });

  it("work the queue with a role that reaches nothing else, and don't reach it with the other", async () => {
    const { appUrl, queueUrl } = await roles("first");
    expect(new URL(queueUrl).username).toBe("truefolio_queue");
    expect(await query(queueUrl, "SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs")).toEqual([{ jobs: 0 }]);
    await expect(query(queueUrl, "SELECT * FROM portfolios")).rejects.toThrow("permission denied");
    await expect(query(queueUrl, "SELECT * FROM open_sync_run(1)")).rejects.toThrow("permission denied");
    await expect(query(appUrl, "SELECT * FROM graphile_worker._private_jobs")).rejects.toThrow("permission denied");
    await expect(query(appUrl, "SELECT graphile_worker.add_job('sync')")).rejects.toThrow("permission denied");
  });

  it("get another password when the one we know doesn't fit", async () => {
    const { appUrl, queueUrl } = await roles("second");
    for (const url of [appUrl, queueUrl]) expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("are one where an administrator made only the application's", async () => {
    const { appUrl } = await roles("second");
    const { queueUrl } = await roles("other", appUrl);
    expect(queueUrl).toBe(appUrl);
    expect(await query(queueUrl, "SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs")).toEqual([{ jobs: 0 }]);
  });

  it("are refused when they own the tables or are a superuser", async () => {
    const url = postgres?.ownerUrl() ?? "";
    await expect(roles("", url)).rejects.toThrow("owns the database");
    const superuserUrl = new URL(postgres?.superuserUrl ?? "");
    superuserUrl.pathname = "/truefolio";
    await expect(roles("", superuserUrl.toString())).rejects.toThrow("is a superuser");
  });
});

/** @returns A prisma folder with one migration. */
async function scratchMigration(sql: string): Promise<string> {
  const prismaDir = await mkdtemp(join(tmpdir(), "truefolio-prisma-"));
  await mkdir(join(prismaDir, "migrations", "1_first"), { recursive: true });
  await writeFile(join(prismaDir, "schema.prisma"), 'datasource db {\n  provider = "postgresql"\n}\n');
  await writeFile(join(prismaDir, "migrations", "migration_lock.toml"), 'provider = "postgresql"\n');
  await writeFile(join(prismaDir, "migrations", "1_first", "migration.sql"), sql);
  return prismaDir;
}
