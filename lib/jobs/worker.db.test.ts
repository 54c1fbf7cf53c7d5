import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { cancelImport, requestCommit, requestUndo, retryImport } from "@/lib/imports/mutations";
import { getImport } from "@/lib/imports/queries";
import { beginUpload, PIECE_BYTES, takePiece } from "@/lib/imports/upload";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";

const ROWS = 12_000;

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
let file: Uint8Array;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
  const rows = Array.from({ length: ROWS }, (_, index) =>
    writeRow({ ...draft({ symbol: `S${index % 40}`, quantity: String(1 + index) }), id: String(index), account: "" }),
  );
  file = new TextEncoder().encode(writeHeader() + rows.join(""));
});
afterEach(async () => {
  await Promise.all([...workers].map(kill));
});
afterAll(() => db.close());

/** A worker as `npm start` runs it: a process of its own. */
function startWorker(): ChildProcess {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts", "--with-environment"], {
    env: { ...process.env, NODE_ENV: "test" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  workers.add(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  workers.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

let uploads = 0;

async function upload(bytes = file): Promise<bigint> {
  uploads += 1;
  const begun = await beginUpload(actor, accountId, { name: "ledger.csv", size: bytes.length, fingerprint: String(uploads) });
  if (begun === null || !("importId" in begun)) throw new Error("the upload did not begin");
  const ids = { accountId, importId: BigInt(begun.importId) };
  for (let { offset } = begun; offset < bytes.length; )
    offset = (await takePiece(actor, ids, offset, bytes.subarray(offset, offset + PIECE_BYTES)))?.offset ?? Number.NaN;
  return ids.importId;
}

const statusOf = async (importId: bigint) => (await getImport(actor, accountId, importId))?.status;

async function until(importId: bigint, ...statuses: string[]): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (statuses.includes((await statusOf(importId)) ?? "gone")) return;
    await sleep(50);
  }
  throw new Error(`the import did not become ${statuses.join(" or ")}`);
}

/** When the database is in the middle of the worker's work: after its first word on how far it is, or after a moment for steps that say none. */
async function midway(importId: bigint, extraMs: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const [row] = await db.owner.query<{ begun: boolean }>("SELECT attempts > 0 AS begun FROM imports WHERE id = $1", [
      importId.toString(),
    ]);
    if (row?.begun) break;
    await sleep(5);
  }
  await sleep(extraMs);
}

async function count(sql: string, ...params: unknown[]): Promise<number> {
  const [row] = await db.owner.query<{ count: string }>(`SELECT count(*) ${sql}`, params);
  return Number(row?.count);
}
const ledgerRows = () => count("FROM transactions WHERE broker_account_id = $1", accountId.toString());
const stagedRows = (importId: bigint) => count("FROM import_rows WHERE import_id = $1", importId.toString());

describe("a worker that is killed hard", () => {
  it.each([0, 120])("while it reads (%i ms in) leaves no half preview, and the next one reads the file", async (after) => {
    accountId = await db.account(actor, { broker: "file" });
    const first = startWorker();
    const importId = await upload();
    await midway(importId, after);
    await kill(first);
    const [staged, status] = [await stagedRows(importId), await statusOf(importId)];
    expect([
      [0, "reading"],
      [ROWS, "preview"],
    ]).toContainEqual([staged, status]);
    startWorker();
    await until(importId, "preview");
    expect(await stagedRows(importId)).toBe(ROWS);
    expect(await ledgerRows()).toBe(0);
  });

  it.each([0, 150])("while it writes (%i ms in) leaves nothing or everything, and the next one writes each row once", async (after) => {
    accountId = await db.account(actor, { broker: "file" });
    const first = startWorker();
    const importId = await upload();
    await until(importId, "preview");
    expect(await requestCommit(actor, importId)).toMatchObject({ ok: true });
    await midway(importId, after);
    await kill(first);
    const [written, status] = [await ledgerRows(), await statusOf(importId)];
    expect([
      [0, "writing"],
      [ROWS, "imported"],
    ]).toContainEqual([written, status]);
    startWorker();
    await until(importId, "imported");
    expect(await ledgerRows()).toBe(ROWS);
  });

  it.each([0, 100])("while it undoes (%i ms in) leaves everything or nothing, and the next one takes all of it back", async (after) => {
    accountId = await db.account(actor, { broker: "file" });
    const first = startWorker();
    const importId = await upload();
    await until(importId, "preview");
    await requestCommit(actor, importId);
    await until(importId, "imported");
    expect(await requestUndo(actor, importId)).toMatchObject({ ok: true });
    await midway(importId, after);
    await kill(first);
    const [left, status] = [await ledgerRows(), await statusOf(importId)];
    expect([
      [ROWS, "undoing"],
      [0, "undone"],
    ]).toContainEqual([left, status]);
    startWorker();
    await until(importId, "undone");
    expect(await ledgerRows()).toBe(0);
  });
});

describe("workers", () => {
  it("share what waits without doing anything twice", async () => {
    accountId = await db.account(actor, { broker: "file" });
    startWorker();
    startWorker();
    const part = (index: number) =>
      new TextEncoder().encode(
        writeHeader() +
          Array.from({ length: 200 }, (_, row) =>
            writeRow({ ...draft({ symbol: `P${index}`, quantity: String(row + 1) }), id: "1", account: "" }),
          ).join(""),
      );
    const imports = await Promise.all([0, 1, 2, 3].map((index) => upload(part(index))));
    for (const importId of imports) await until(importId, "preview");
    await Promise.all(imports.map((importId) => requestCommit(actor, importId)));
    for (const importId of imports) await until(importId, "imported");
    expect(await ledgerRows()).toBe(800);
  });

  it("stop writing when they are told to, and leave nothing", async () => {
    accountId = await db.account(actor, { broker: "file" });
    startWorker();
    const importId = await upload();
    await until(importId, "preview");
    await requestCommit(actor, importId);
    await midway(importId, 100);
    await cancelImport(actor, importId);
    await until(importId, "preview", "imported");
    await sleep(500);
    expect([
      [0, "preview"],
      [ROWS, "imported"],
    ]).toContainEqual([await ledgerRows(), await statusOf(importId)]);
  });

  it("say why a file can't be read, keep it, and read it again when asked", async () => {
    accountId = await db.account(actor, { broker: "file" });
    startWorker();
    const importId = await upload(new TextEncoder().encode("<FlexQueryResponse><FlexStatements>\n<FlexStatement "));
    await until(importId, "failed");
    expect((await getImport(actor, accountId, importId))?.problem).toMatchObject({ problem: expect.stringMatching(/Line 2/) });
    expect(await retryImport(actor, importId)).toMatchObject({ ok: true });
    await until(importId, "failed");
  });

  it("give a file up that ended three of them", async () => {
    accountId = await db.account(actor, { broker: "file" });
    const importId = await upload();
    await db.owner.query("UPDATE imports SET attempts = 3 WHERE id = $1", [importId.toString()]);
    startWorker();
    await until(importId, "failed");
    expect((await getImport(actor, accountId, importId))?.problem?.problem).toMatch(/three times/);
  });
});

describe("an upload", () => {
  it("goes on where it was cut off, and takes no piece twice or out of its order", async () => {
    accountId = await db.account(actor, { broker: "file" });
    const announced = { name: "ledger.csv", size: 10, fingerprint: "x" };
    const begun = await beginUpload(actor, accountId, announced);
    const importId = BigInt((begun as { importId: string }).importId);
    const ids = { accountId, importId };
    const piece = (from: number, to: number) => new Uint8Array(10).fill(65).subarray(from, to);
    expect(await takePiece(actor, ids, 0, piece(0, 4))).toMatchObject({ offset: 4 });
    expect(await takePiece(actor, ids, 0, piece(0, 4))).toMatchObject({ offset: 4 });
    expect(await takePiece(actor, ids, 6, piece(6, 10))).toMatchObject({ offset: 4 });
    expect(await beginUpload(actor, accountId, announced)).toEqual({ importId: importId.toString(), offset: 4 });
    expect(await takePiece(actor, ids, 4, new Uint8Array(20))).toMatchObject({ offset: 4 });
    expect(await takePiece(actor, ids, 4, piece(4, 10))).toMatchObject({ offset: 10 });
    expect(await statusOf(importId)).toBe("reading");
  });

  it("is nobody else's to go on with", async () => {
    accountId = await db.account(actor, { broker: "file" });
    const begun = await beginUpload(actor, accountId, { name: "ledger.csv", size: 10, fingerprint: "x" });
    const { actor: stranger } = await db.signUp();
    const ids = { accountId, importId: BigInt((begun as { importId: string }).importId) };
    expect(await takePiece(stranger, ids, 0, new Uint8Array(4))).toBeNull();
    expect(await beginUpload(stranger, accountId, { name: "a.csv", size: 1, fingerprint: "" })).toBeNull();
  });
});
