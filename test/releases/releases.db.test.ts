import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { writeBackup } from "@/scripts/backup/file";
import { openBackupKey } from "@/scripts/backup/key";
import { loadBackup } from "@/scripts/backup/load";
import { describeDrift, migrate } from "@/scripts/runtime/migrate";
import { ensureRoles } from "@/scripts/runtime/roles";
import { newDatabase, query } from "@/test/databases";
import { prismaDirOf, RELEASES, type Release, rowsOf } from "./releases";

const quiet = () => {};
const superuserAt = (url: string) => {
  const address = new URL(inject("postgres").superuserUrl);
  address.pathname = new URL(url).pathname;
  return address.toString();
};

/** A database as that version left it. */
async function databaseOf(release: Release): Promise<string> {
  const url = await newDatabase("empty");
  const prismaDir = await prismaDirOf(release);
  await migrate(url, quiet, prismaDir).finally(() => rm(prismaDir, { recursive: true }));
  // Rows are put in as they were, in whatever order.
  await query(superuserAt(url), `SET session_replication_role = replica;\n${await rowsOf(release)}`);
  return url;
}

/** What the database is made of, and Prisma has no words for: functions, policies, checks, triggers, indexes, privileges. */
const MAKEUP = `
  SELECT 'function ' || p.oid::regprocedure AS thing, pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '') AS form FROM pg_proc p
    WHERE pronamespace IN ('public'::regnamespace, 'access'::regnamespace)
  UNION ALL SELECT 'policy ' || polname || ' on ' || polrelid::regclass, concat_ws(' ', polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
    WHERE polrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT 'constraint ' || conname || ' on ' || conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'privilege ' || object, privileges FROM access.app_privileges
  ORDER BY 1, 2`;

let head: Record<string, unknown>[];
let folder: string;
beforeAll(async () => {
  head = await query(inject("postgres").ownerUrl, MAKEUP);
  folder = await mkdtemp(join(tmpdir(), "truefolio-releases-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(RELEASES)("a database of version $version", { timeout: 120_000 }, (release) => {
  it("becomes one like any new one, keeps its rows, and can be served from", async () => {
    const url = await databaseOf(release);
    const ledger =
      "SELECT id, broker_account_id, symbol, quantity::text, price::text, currency, trade_type, trade_time FROM transactions ORDER BY id";
    const before = await query(url, ledger);
    expect(before).toHaveLength(3);
    const { applied } = await migrate(url, quiet);
    expect(applied.length).toBeGreaterThan(0);
    expect(await query(url, ledger)).toEqual(before);
    expect(await query(url, "SELECT name, is_default FROM portfolios")).toEqual([{ name: "My portfolio", is_default: true }]);
    expect(await query(url, "SELECT count(*)::int AS count FROM broker_account_credentials")).toEqual([{ count: 1 }]);
    expect(await query(url, MAKEUP)).toEqual(head);
    expect(await describeDrift(url)).toBe("");
    const password = randomBytes(12).toString("hex");
    const { appUrl } = await ensureRoles(url, { app: { password }, queue: { password } });
    const seen = "SELECT set_config('app.user_id', '1', false); SELECT count(*)::int AS count FROM transactions";
    const client = new pg.Client({ connectionString: appUrl });
    await client.connect();
    const results = (await client.query(seen)) as unknown as pg.QueryResult[];
    await client.query("SELECT refresh_statistics()");
    const { rows: waiting } = await client.query("SELECT * FROM waiting_imports(20)");
    await client.end();
    expect(results.at(-1)?.rows).toEqual([{ count: 3 }]);
    const isFromQueue = release.version !== "0.1.0";
    expect(waiting).toEqual(isFromQueue ? [expect.objectContaining({ status: "reading", file_size: 7, email: "ada@example.org" })] : []);
    expect((await migrate(url, quiet)).applied).toEqual([]);
  });

  it("restores from its backup, and migrates from there", async () => {
    const url = await databaseOf(release);
    const key = await openBackupKey("", { BACKUP_KEY: randomBytes(32).toString("base64") }, null);
    const path = join(folder, `${release.folder}.backup`);
    await writeBackup(url, path, key);
    const restored = await newDatabase("empty");
    const { beginning } = await loadBackup(restored, path, key);
    expect(beginning.migrations.at(-1)).toBe(release.last);
    await migrate(restored, quiet);
    await migrate(url, quiet);
    expect(await query(restored, MAKEUP)).toEqual(head);
    const ledger = "SELECT to_jsonb(t) FROM transactions t ORDER BY id";
    expect(await query(restored, ledger)).toEqual(await query(url, ledger));
  });
});
