import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { requestUndo } from "@/lib/imports/mutations";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { undoImport } from "@/lib/imports/steps/undo";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import { type TestDatabase, testDatabase } from "@/test/database";
import { newDatabase, query } from "@/test/databases";
import { draft } from "@/test/factories";
import { foundAmong } from "@/test/planted";
import { createTenant, type Tenant } from "@/test/tenant";
import { listTables } from "./catalog";
import { checkBackup } from "./check";
import { readBackup, writeBackup } from "./file";
import { type BackupKey, ensureBackupKey, openBackupKey } from "./key";
import { loadBackup, PASSING } from "./load";

const quiet = () => {};
const IMPORT_ROWS = 400;

let db: TestDatabase;
let folder: string;
let key: BackupKey;
let tenant: Tenant;
let made = 0;

beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "truefolio-backups-"));
  key = await ensureBackupKey(folder, {}, null, quiet);
  tenant = await createTenant(db, "Ada");
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

async function backUp(): Promise<string> {
  made += 1;
  const path = join(folder, `${made}.backup`);
  await writeBackup(db.ownerUrl, path, key);
  return path;
}

async function tablesOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await listTables(client)).map(({ schema, name }) => `${schema}.${name}`);
  } finally {
    await client.end();
  }
}

/** A digest of each table's rows, whatever their order. */
async function contents(url: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of await tablesOf(url)) {
    const [row] = await query<{ digest: string }>(
      url,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS digest FROM ${table} t`,
    );
    digests[table] = row?.digest ?? "";
  }
  return digests;
}

const file = (rows: number, from = 0) =>
  new TextEncoder().encode(
    writeHeader() +
      Array.from({ length: rows }, (_, index) =>
        writeRow({ ...draft({ symbol: `S${index % 9}`, quantity: String(1 + from + index) }), id: `${from}-${index}`, account: "" }),
      ).join(""),
  );

async function importFile(actor: Actor, accountId: bigint, bytes: Uint8Array): Promise<bigint> {
  const importId = await stageImport(actor, { accountId, fileName: "ledger.csv", bytes });
  if (importId === null) throw new Error("the account is missing");
  await commitImport(actor, importId);
  return importId;
}

describe("a backup", { timeout: 120_000 }, () => {
  it("comes back in another, empty cluster: every row of every table, and the next ids; and everybody signs in again", async () => {
    const path = await backUp();
    const dataDir = await mkdtemp(join(tmpdir(), "truefolio-restored-"));
    const other = await startPostgres({ dataDir, log: quiet });
    try {
      const { ending } = await loadBackup(other.ownerUrl(), path, key);
      expect(ending.tables.length).toBeGreaterThan(30);
      const wanted = await contents(db.ownerUrl);
      const empty = Object.fromEntries(PASSING.map((name) => [`public.${name}`, "0 "]));
      expect(await contents(other.ownerUrl())).toEqual({ ...wanted, ...empty });
      expect((await migrate(other.ownerUrl(), quiet)).applied).toEqual([]);
      const next = "SELECT nextval('transactions_id_seq') AS next";
      expect(await query(other.ownerUrl(), next)).toEqual(await db.owner.query(next));
      // What refers to what, and what watches over it, is back as well.
      await expect(query(other.ownerUrl(), "DELETE FROM broker_account_credentials")).rejects.toThrow(/credentials/);
      await expect(query(other.ownerUrl(), "INSERT INTO portfolios (user_id, name) VALUES (0, 'Nobody’s')")).rejects.toThrow("foreign key");
      const untrusted = "SELECT count(*)::int AS count FROM pg_constraint WHERE NOT convalidated";
      const disabled = "SELECT count(*)::int AS count FROM pg_trigger WHERE tgenabled <> 'O'";
      for (const sql of [untrusted, disabled]) expect(await query(other.ownerUrl(), sql)).toEqual([{ count: 0 }]);
    } finally {
      await other.stop();
      await rm(dataDir, { recursive: true });
    }
  });

  it("is of one moment, though imports are written, undone, and rows edited in pairs meanwhile", async () => {
    const { actor } = tenant;
    const account = await db.account(actor, { broker: "file" });
    const pairs = await db.account(actor, { broker: "file" });
    await importFile(actor, pairs, file(40));
    const stopping = new AbortController();
    const importing = (async () => {
      for (let round = 0; !stopping.signal.aborted; round += 1) {
        const importId = await importFile(actor, account, file(IMPORT_ROWS, round * IMPORT_ROWS));
        if (round % 2 === 0) continue;
        await requestUndo(actor, importId);
        await undoImport(actor, importId);
      }
    })();
    // All of them have one price, at every moment.
    const editing = (async () => {
      for (let price = 1; !stopping.signal.aborted; price += 1)
        await asActor(actor, (tx) => tx.transaction.updateMany({ where: { brokerAccountId: pairs }, data: { price } }));
    })();
    const moments = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const url = await newDatabase("empty");
      await loadBackup(url, await backUp(), key);
      const [found] = await query<{ prices: string; price: string; rows: string; imported: string; revisions: string; version: string }>(
        url,
        `SELECT count(DISTINCT price) FILTER (WHERE broker_account_id = $2) AS prices, max(price) FILTER (WHERE broker_account_id = $2)::text AS price,
           count(*) FILTER (WHERE broker_account_id = $1) AS rows,
           (SELECT count(*) * ${IMPORT_ROWS} FROM imports WHERE broker_account_id = $1 AND status IN ('imported', 'undoing')) AS imported
         FROM transactions`,
        [account, pairs],
      );
      expect(found).toMatchObject({ prices: "1", rows: found?.imported });
      moments.add(`${found?.price} ${found?.rows}`);
    }
    stopping.abort();
    await Promise.all([importing, editing]);
    expect(moments.size).toBeGreaterThan(1);
  });

  it("shows nothing of what is in it, and holds none of the keys", async () => {
    const name = `Planted ${randomBytes(12).toString("hex")}`;
    await db.owner.query("UPDATE users SET name = $1 WHERE id = $2", [name, tenant.userId]);
    const planted = new Map([
      ["name", name],
      ["token", "1234567890123456"],
      ["sealing key", process.env.CREDENTIAL_KEYS?.split(":")[1] ?? ""],
      ["backup key", (await readFile(join(folder, "backup.key"), "utf8")).trim()],
    ]);
    const path = await backUp();
    expect(foundAmong(new Map([["file", (await readFile(path)).toString("latin1")]]), planted)).toEqual([]);
    let inside = "";
    for await (const record of readBackup(path, key))
      inside += "data" in record ? record.data.toString("utf8") : JSON.stringify(record.note);
    expect(foundAmong(new Map([["inside", inside]]), planted)).toEqual(["inside: name"]);
  });

  it("that was damaged anywhere, by a bit or by its end, is refused, and leaves the database as empty as it was", async () => {
    const bytes = await readFile(await backUp());
    const url = await newDatabase("empty");
    const damaged = join(folder, "damaged.backup");
    const attempt = async (content: Buffer) => {
      await writeFile(damaged, content);
      await expect(loadBackup(url, damaged, key)).rejects.toThrow(/can't be used: .*\. Nothing was changed/);
    };
    const places = [0, 12, 18, 20, 34, 35, 40, 51, 52, 60, bytes.length - 17, bytes.length - 1];
    for (const place of places) await attempt(flipped(bytes, place));
    for (const length of [0, 5, 19, 35, 51, 52, 67, 68, bytes.length - 1]) await attempt(bytes.subarray(0, length));
    await attempt(Buffer.concat([bytes, Buffer.from([0])]));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (place, bit) => attempt(flipped(bytes, place, bit))),
      { numRuns: 15 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), (length) => attempt(bytes.subarray(0, length))),
      { numRuns: 8 },
    );
    expect(await tablesOf(url)).toEqual([]);
  });

  it("opens with its own key only", async () => {
    const path = await backUp();
    const other = await openBackupKey("", { BACKUP_KEY: randomBytes(32).toString("base64") }, null);
    const url = await newDatabase("empty");
    await expect(loadBackup(url, path, other)).rejects.toThrow("it was encrypted with another key");
    await expect(loadBackup(url, path, { ...other, id: key.id })).rejects.toThrow("can't be used");
    expect(await tablesOf(url)).toEqual([]);
  });

  it("of a newer version is refused before anything is written", async () => {
    await db.owner.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('newer', '', '20991231000000_newer', now())",
    );
    const path = await backUp().finally(() => db.owner.query("DELETE FROM _prisma_migrations WHERE id = 'newer'"));
    const url = await newDatabase("empty");
    await expect(loadBackup(url, path, key)).rejects.toThrow("does not know its migration 20991231000000_newer");
    expect(await tablesOf(url)).toEqual([]);
  });

  it("is never restored over what is there", async () => {
    const path = await backUp();
    const before = await contents(db.ownerUrl);
    await expect(loadBackup(db.ownerUrl, path, key)).rejects.toThrow("The database is not empty");
    expect(await contents(db.ownerUrl)).toEqual(before);
  });

  it("tells what it holds, and leaves nothing behind where it can't be written", async () => {
    const { beginning, ending } = await checkBackup(await backUp(), key);
    expect(beginning.migrations.at(-1)).toMatch(/^\d{14}_/);
    const [users] = await db.owner.query<{ count: number }>("SELECT count(*)::int AS count FROM users");
    expect(ending.tables.find(({ name }) => name === "users")?.rows).toBe(users?.count);
    const before = await readdir(folder);
    await expect(writeBackup(inject("postgres").superuserUrl, join(folder, "nothing.backup"), key)).rejects.toThrow("nothing to back up");
    await expect(writeBackup(db.ownerUrl, join(folder, "backup.key", "x.backup"), key)).rejects.toThrow("can't be written");
    expect(await readdir(folder)).toEqual(before);
  });

  it("doesn't take a key that seals credentials", async () => {
    const secret = randomBytes(32).toString("base64");
    await expect(openBackupKey(folder, { BACKUP_KEY: secret }, `k2:x,k1:${secret}`)).rejects.toThrow("one of CREDENTIAL_KEYS");
    await expect(openBackupKey(folder, { BACKUP_KEY: "short" }, null)).rejects.toThrow("32 bytes in base64");
    await expect(openBackupKey(join(folder, "nowhere"), {}, null)).rejects.toThrow("There is no key for backups");
  });
});

function flipped(bytes: Buffer, place: number, bit = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ (1 << bit);
  return copy;
}
