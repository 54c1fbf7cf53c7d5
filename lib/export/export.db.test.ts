import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { credentialKeys } from "@/lib/crypto/keys";
import { setSealed } from "@/lib/imports/history/mutations";
import { stageImport } from "@/lib/imports/steps/direct";
import { listRelations } from "@/test/catalog";
import { TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { foundAmong } from "@/test/planted";
import { createTenant, type Tenant } from "@/test/tenant";
import { downloadEverything } from "./download";
import { EXPORTED, LEFT_OUT } from "./tables";

const FILE = "Date,Symbol\n2025-01-02,ACME\n";
let db: TestDatabase;
let ada: Tenant;
let bob: Tenant;
let importId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ada = await createTenant(db, "Ada");
  bob = await createTenant(db, "Bob Stranger");
  // Its content is no file; what an import kept comes below.
  await db.owner.query("DELETE FROM import_files");
  importId = (await stageImport(ada.actor, { accountId: ada.accountId, fileName: "../june.csv", bytes: Buffer.from(FILE) })) ?? 0n;
});
beforeEach(() => db.owner.query("DELETE FROM sign_in_attempts"));
afterAll(() => db.close());

interface Manifest {
  files: { path: string; bytes: number; sha256: string; rows?: number }[];
  problems: unknown[];
}

async function exported(tenant: Tenant = ada) {
  const response = await downloadEverything(tenant.actor);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const text = (path: string) => new TextDecoder().decode(files[path]);
  return { files, text, manifest: JSON.parse(text("manifest.json")) as Manifest };
}

describe("an export of everything", () => {
  it("has every table of the database in it, or says why not", async () => {
    const tables = (await listRelations(db.owner)).map(({ name }) => name);
    const known = [...EXPORTED.map(({ table }) => table), ...Object.keys(LEFT_OUT)];
    expect(known.sort()).toEqual(tables.sort());
  });

  it("has each row of the person's own, and none of another's", async () => {
    const { text, manifest } = await exported();
    for (const { table } of EXPORTED) {
      const rows = JSON.parse(text(`json/${table}.json`)) as object[];
      expect(rows.length, table).toBeGreaterThan(0);
      const counts = manifest.files.filter(({ path }) => path.endsWith(`/${table}.json`) || path.endsWith(`/${table}.csv`));
      expect(counts.map((file) => file.rows)).toEqual([rows.length, rows.length]);
    }
    expect(JSON.parse(text("json/portfolios.json"))).toEqual([expect.objectContaining({ id: ada.portfolioId.toString() })]);
    expect(JSON.parse(text("json/users.json"))).toEqual([expect.objectContaining({ name: "Ada" })]);
  });

  it("says the length and the digest of every file", async () => {
    const { files, manifest } = await exported();
    expect(manifest.files.map(({ path }) => path).sort()).toEqual(
      Object.keys(files)
        .filter((path) => path !== "manifest.json")
        .sort(),
    );
    for (const { path, bytes, sha256 } of manifest.files) {
      expect(bytes, path).toBe(files[path]?.length);
      expect(sha256, path).toBe(
        createHash("sha256")
          .update(files[path] ?? "")
          .digest("hex"),
      );
    }
  });

  it("keeps every digit of a number, and no cell of it runs as a formula", async () => {
    const quantity = "98765432109876543210.987654321098765432";
    await db.owner.query("UPDATE holdings SET quantity = $1, symbol = '=1+1' WHERE broker_account_id = $2", [quantity, ada.accountId]);
    const { text } = await exported();
    expect(JSON.parse(text("json/holdings.json"))).toEqual([expect.objectContaining({ quantity, symbol: "=1+1" })]);
    expect(text("csv/holdings.csv")).toContain(`,'=1+1,`);
    expect(text("csv/holdings.csv")).toContain(quantity);
  });

  it("has the original files as they came, sealed ones too, and notes that they were opened", async () => {
    const path = `originals/${importId}-june.csv`;
    expect((await exported()).text(path)).toBe(FILE);
    expect(await setSealed(ada.actor, importId, true)).toMatchObject({ ok: true });
    expect((await exported()).text(path)).toBe(FILE);
    const noted = await db.owner.query("SELECT event FROM audit_log WHERE user_id = $1 AND detail ->> 'why' = 'everything was exported'", [
      ada.userId,
    ]);
    expect(noted).toEqual([{ event: "original_opened" }]);
  });

  it("says which file can't be opened, and has the rest", async () => {
    const [kept] = await db.owner.query<{ content: Buffer }>("SELECT content FROM import_files WHERE import_id = $1", [importId]);
    await db.owner.query("UPDATE import_files SET content = set_byte(content, length(content) - 10, 65) WHERE import_id = $1", [importId]);
    const { manifest, text } = await exported();
    await db.owner.query("UPDATE import_files SET content = $2 WHERE import_id = $1", [importId, kept?.content]);
    expect(manifest.problems).toEqual([{ importId: importId.toString(), problem: expect.stringContaining("does not open") }]);
    expect(text("json/transactions.json")).toContain("ACME");
  });

  it("holds no secret, in whatever form, and nothing of another person", async () => {
    const [[password], [session], [credential], [state]] = await Promise.all([
      db.owner.query<{ hash: string }>("SELECT hash FROM user_passwords WHERE user_id = $1", [ada.userId]),
      db.owner.query<{ id: string }>("SELECT id FROM sessions WHERE user_id = $1", [ada.userId]),
      db.owner.query<{ text: string }>(
        "SELECT credentials ->> 'ciphertext' AS text FROM broker_account_credentials WHERE broker_account_id = $1",
        [ada.accountId],
      ),
      db.owner.query<{ hash: string }>("SELECT state_hash AS hash FROM broker_logins WHERE broker_account_id = $1", [ada.accountId]),
    ]);
    const planted = new Map([
      ["password", TEST_PASSWORD],
      ["password hash", password?.hash ?? ""],
      ["session", session?.id ?? ""],
      ["sealed credentials", credential?.text ?? ""],
      ["broker's key", "1234567890123456"],
      ["sign-in at a broker", state?.hash ?? ""],
      ["sealing key", Buffer.from(credentialKeys()[0].secret).toString("base64")],
      ["another person", "Bob Stranger"],
    ]);
    expect([...planted].filter(([, value]) => value.length < 8)).toEqual([]);
    const { files, text } = await exported();
    expect(foundAmong(new Map(Object.keys(files).map((path) => [path, text(path)])), planted)).toEqual([]);
    expect((await exported(bob)).text("json/users.json")).toContain("Bob Stranger");
  });

  it("explains each file in its README", async () => {
    const { text } = await exported();
    for (const { table } of EXPORTED) expect(text("README.md")).toContain(`**${table}**`);
  });

  it("is refused for a while after many, and each is noted", async () => {
    const before = await db.owner.query("SELECT 1 FROM audit_log WHERE user_id = $1 AND event = 'everything_exported'", [bob.userId]);
    for (let count = 0; count < 6; count += 1) await exported(bob);
    const refused = await downloadEverything(bob.actor);
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    const after = await db.owner.query("SELECT 1 FROM audit_log WHERE user_id = $1 AND event = 'everything_exported'", [bob.userId]);
    expect(after.length - before.length).toBe(6);
  });

  it("is made for three at a time, however many ask at once, and has connections left for everybody else", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, (_, index) => db.signUp(`Asking ${index}`)));
    const answers = await Promise.all(people.map(({ actor }) => downloadEverything(actor)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 503, 503, 503]);
    for (const answer of answers) await answer.arrayBuffer();
    expect((await downloadEverything(people[0]?.actor ?? ada.actor)).status).toBe(200);
  });

  it("leaves only as fast as it is read, and ends when nobody reads any more", async () => {
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       SELECT $1, 'stock', 'ACME', n, 1, 'EUR', 'buy', '2025-01-02', jsonb_build_object('source', 'test', 'netAmount', '-1', 'note', md5(n::text) || md5((n + 1)::text))
       FROM generate_series(1, 60000) AS n`,
      [ada.accountId],
    );
    const open = () =>
      db.owner.query(
        `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
         WHERE d.datname = current_database() AND l.locktype = 'relation' AND l.pid <> pg_backend_pid()`,
      );
    const body = (await downloadEverything(ada.actor)).body?.getReader();
    for (let piece = 0; piece < 12; piece += 1) await body?.read();
    await sleep(300);
    // It waits, with the rest of it still in the database.
    expect(await open()).not.toEqual([]);
    await body?.cancel();
    for (let wait = 0; wait < 50 && (await open()).length > 0; wait += 1) await sleep(100);
    expect(await open()).toEqual([]);
    const { text } = await exported();
    expect(JSON.parse(text("json/transactions.json"))).toHaveLength(60_001);
  });
});
