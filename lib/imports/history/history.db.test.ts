import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { deleteTransaction, editTransaction } from "@/lib/transactions/mutations";
import { getTransaction } from "@/lib/transactions/queries";
import { formFromDraft } from "@/lib/transactions/rules";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { cancelImport, chooseTarget, requestReread } from "../mutations";
import { getImport } from "../queries";
import { commitImport } from "../steps/commit";
import { stageImport } from "../steps/direct";
import { readImport } from "../steps/read";
import { undoImport } from "../steps/undo";
import { getUndoEffect } from "../undo-effect/queries";
import { downloadOriginal } from "./download";
import { deleteRecord, setSealed } from "./mutations";
import { getImportRecord, IMPORTS_A_PAGE, listImportEntries, listSealedOriginals } from "./queries";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
});
afterAll(() => db.close());
beforeEach(async () => {
  accountId = await db.account(actor, { broker: "file" });
});

const SECRET = "planted-314159265358979";
const row = (symbol: string) => draft({ symbol, meta: { externalId: `t:${symbol}` } });
const csv = (symbols: readonly string[]) =>
  new TextEncoder().encode(
    writeHeader() + symbols.map((symbol, index) => writeRow({ ...row(symbol), id: String(index), account: "" })).join(""),
  );
/** A statement with a word in it that is no part of any row. */
const flex = () =>
  new TextEncoder().encode(
    `<FlexQueryResponse><!-- ${SECRET} --><FlexStatements count="1"><FlexStatement accountId="U1" fromDate="20250601" toDate="20250630"></FlexStatement></FlexStatements></FlexQueryResponse>`,
  );

async function stage(bytes: Uint8Array, fileName = "ledger.csv", sealed = false): Promise<bigint> {
  const importId = await stageImport(actor, { accountId, fileName, bytes, sealed });
  if (importId === null) throw new Error("the account is missing");
  return importId;
}

async function importSymbols(symbols: readonly string[], sealed = false): Promise<bigint> {
  const importId = await stage(csv(symbols), "ledger.csv", sealed);
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  return importId;
}

/** Every byte that the database holds, in every table, as text. */
async function everyByte(): Promise<string> {
  const tables = await db.owner.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
  const texts: string[] = [];
  for (const { name } of tables)
    for (const { text } of await db.owner.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`)) texts.push(text);
  return texts.join("\n");
}

const downloaded = async (importId: bigint) => {
  const response = await downloadOriginal(actor, accountId, importId);
  return response && { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
};

const contentOf = async (importId: bigint) => {
  const [found] = await db.owner.query<{ content: Buffer }>("SELECT content FROM import_files WHERE import_id = $1", [importId.toString()]);
  return found?.content ?? Buffer.alloc(0);
};

const audited = async (event: string, importId: bigint) =>
  db.owner.query("SELECT detail FROM audit_log WHERE event = $1 AND subject = $2", [event, `import:${importId}`]);

describe("the original of an import", () => {
  it("is downloaded byte by byte as it came, as an attachment under a harmless name", async () => {
    const importId = await stage(csv(["AAA"]), `a"b\\ü;\r\n.csv`);
    const file = await downloaded(importId);
    expect(file?.bytes).toEqual(csv(["AAA"]));
    expect(file?.headers.get("x-content-type-options")).toBe("nosniff");
    expect(file?.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/);
  });

  it("is nowhere to be read in the database when it is sealed, and opens for its owner, who finds that in the audit log", async () => {
    const importId = await stage(flex(), "june.xml", true);
    expect(await everyByte()).not.toContain(SECRET);
    expect((await contentOf(importId)).toString()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await downloaded(importId))?.bytes).toEqual(flex());
    expect(await audited("original_opened", importId)).toContainEqual({ detail: { why: "it was downloaded" } });
    expect(await getImportRecord(actor, accountId, importId)).toMatchObject({ original: "sealed", keyId: "test" });
    expect(await listSealedOriginals(actor)).toContainEqual({ importId, accountId, keyId: "test" });
  });

  it("can be sealed and unsealed later", async () => {
    const importId = await importSymbols(["AAA"]);
    expect(await setSealed(actor, importId, true)).toMatchObject({ ok: true });
    expect((await contentOf(importId)).toString("latin1")).toMatch(/^eyJ/);
    expect((await downloaded(importId))?.bytes).toEqual(csv(["AAA"]));
    expect(await setSealed(actor, importId, false)).toMatchObject({ ok: true });
    expect(await getImportRecord(actor, accountId, importId)).toMatchObject({ original: "plain" });
    expect((await downloaded(importId))?.bytes).toEqual(csv(["AAA"]));
    for (const event of ["original_sealed", "original_unsealed"]) expect(await audited(event, importId)).toHaveLength(1);
  });

  it("does not open in the place of another, and says so in words", async () => {
    const [first, second] = [await importSymbols(["AAA"], true), await importSymbols(["BBB"], true)];
    await db.owner.query("UPDATE import_files SET content = $2 WHERE import_id = $1", [second.toString(), await contentOf(first)]);
    const file = await downloaded(second);
    expect([file?.status, new TextDecoder().decode(file?.bytes)]).toEqual([409, expect.stringContaining("damaged")]);
    expect(await requestReread(actor, second)).toMatchObject({ ok: false, message: expect.stringContaining("damaged") });
  });

  it("names the key that is not here, wherever it is asked for", async () => {
    const importId = await importSymbols(["AAA"], true);
    const [header, ...rest] = (await contentOf(importId)).toString().split(".");
    const changed = JSON.parse(Buffer.from(header ?? "", "base64url").toString());
    const content = [Buffer.from(JSON.stringify({ ...changed, kid: "lost" })).toString("base64url"), ...rest].join(".");
    await db.owner.query("UPDATE import_files SET content = $2 WHERE import_id = $1", [importId.toString(), Buffer.from(content)]);
    expect(await getImportRecord(actor, accountId, importId)).toMatchObject({ original: "unreadable", keyId: "lost" });
    for (const refused of [await requestReread(actor, importId), await setSealed(actor, importId, false)])
      expect(refused).toMatchObject({ ok: false, message: expect.stringContaining("“lost”") });
    await db.owner.query("UPDATE imports SET status = 'reading' WHERE id = $1", [importId.toString()]);
    expect(await readImport(actor, importId)).toBe("failed");
    expect((await getImport(actor, accountId, importId))?.problem).toMatchObject({ problem: expect.stringContaining("“lost”") });
  });

  it("is sealed anew when it is read again", async () => {
    const importId = await importSymbols(["AAA"], true);
    const outcome = await requestReread(actor, importId);
    const again = BigInt((outcome.ok && outcome.redirectTo?.split("/").at(-1)) || 0);
    expect(await readImport(actor, again)).toBe("preview");
    expect((await downloaded(again))?.bytes).toEqual(csv(["AAA"]));
    expect(await getImportRecord(actor, accountId, again)).toMatchObject({ original: "sealed", rereadOf: { id: importId.toString() } });
    expect(await getImportRecord(actor, accountId, importId)).toMatchObject({ rereads: [{ id: again.toString() }] });
  });

  it("is for nobody else", async () => {
    const importId = await importSymbols(["AAA"], true);
    const { actor: stranger } = await db.signUp();
    expect(await downloadOriginal(stranger, accountId, importId)).toBeNull();
    expect(await getImportRecord(stranger, accountId, importId)).toBeNull();
    expect(await getUndoEffect(stranger, accountId, importId)).toBeNull();
    expect(await listSealedOriginals(stranger)).toEqual([]);
    expect((await listImportEntries(stranger, accountId)).entries).toEqual([]);
    for (const refused of [await setSealed(stranger, importId, false), await deleteRecord(stranger, importId)])
      expect(refused).toMatchObject({ ok: false });
  });
});

describe("the list of imports", () => {
  it("tells what there is to know of each, newest first", async () => {
    const first = await importSymbols(["AAA", "BBB"]);
    const second = await stage(csv(["AAA", "CCC"]));
    const { entries, next } = await listImportEntries(actor, accountId);
    expect(next).toBeNull();
    expect(entries).toMatchObject([
      { id: second.toString(), status: "preview", counts: {} },
      {
        id: first.toString(),
        status: "imported",
        startedOn: null,
        fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        counts: { new: 2 },
        period: { from: "2025-01-02", to: "2025-01-02", estimated: true },
        hasOriginal: true,
      },
    ]);
  });

  it("goes on page after page, without a gap and without saying one twice", async () => {
    for (let index = 0; index < IMPORTS_A_PAGE + 3; index += 1)
      await db.owner.query(
        "INSERT INTO imports (broker_account_id, file_name, file_size, status, created_at) VALUES ($1, $2, 1, 'undone', '2025-01-01')",
        [accountId.toString(), `${index}.csv`],
      );
    const first = await listImportEntries(actor, accountId);
    const second = await listImportEntries(actor, accountId, BigInt(first.next ?? 0));
    const names = [...first.entries, ...second.entries].map(({ fileName }) => fileName);
    expect([first.entries.length, new Set(names).size, second.next]).toEqual([IMPORTS_A_PAGE, IMPORTS_A_PAGE + 3, null]);
  });

  it("has the imports of another account that brought rows into this one, and says so", async () => {
    const here = accountId;
    accountId = await db.account(actor, { broker: "file", displayName: "Elsewhere" });
    const importId = await stage(csv(["AAA"]));
    const [statement] = (await getImport(actor, accountId, importId))?.statements ?? [];
    await chooseTarget(actor, importId, BigInt(statement?.id ?? 0), here);
    expect((await listImportEntries(actor, here)).entries).toEqual([]);
    await commitImport(actor, importId);
    expect((await listImportEntries(actor, here)).entries).toMatchObject([
      { id: importId.toString(), accountId: accountId.toString(), startedOn: { displayName: "Elsewhere" } },
    ]);
  });

  it("loses the record of an import that is not in the ledger, and only that", async () => {
    const first = await importSymbols(["AAA"]);
    const outcome = await requestReread(actor, first);
    const again = BigInt((outcome.ok && outcome.redirectTo?.split("/").at(-1)) || 0);
    await readImport(actor, again);
    expect(await deleteRecord(actor, first)).toMatchObject({ ok: false });
    await undoImport(actor, first);
    expect(await deleteRecord(actor, first)).toMatchObject({ ok: true });
    expect(await getImportRecord(actor, accountId, again)).toMatchObject({ rereadOf: null, original: "plain" });
    await cancelImport(actor, again);
    expect(await deleteRecord(actor, again)).toMatchObject({ ok: true });
    expect((await listImportEntries(actor, accountId)).entries).toEqual([]);
  });
});

describe("what undoing would do", () => {
  const idOf = async (symbol: string) =>
    (await asActor(actor, (tx) => tx.transaction.findFirstOrThrow({ where: { brokerAccountId: accountId, symbol }, select: { id: true } })))
      .id;

  it("lists what people changed on its rows, and counts what stays", async () => {
    const first = await importSymbols(["AAA", "BBB", "CCC"]);
    await importSymbols(["CCC"]);
    const detail = await getTransaction(actor, await idOf("AAA"));
    if (!detail) throw new Error("the row is missing");
    await editTransaction(
      actor,
      await idOf("AAA"),
      detail.seen,
      transactionFormSchema.parse({ ...formFromDraft(detail.draft), quantity: "5" }),
    );
    await deleteTransaction(actor, await idOf("BBB"));
    expect(await getUndoEffect(actor, accountId, first)).toMatchObject({
      goes: 2,
      stays: 1,
      restored: 0,
      touchedTotal: 2,
      touched: [
        { symbol: "AAA", deleted: false, stays: false, changes: expect.arrayContaining([{ field: "quantity", before: "1", after: "5" }]) },
        { symbol: "BBB", deleted: true, stays: false, changes: [] },
      ],
    });
  });
});
