import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { editTransaction } from "@/lib/transactions/mutations";
import { getTransaction } from "@/lib/transactions/queries";
import { formFromDraft } from "@/lib/transactions/rules";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { requestReread } from "./mutations";
import { getImport } from "./queries";
import { listImportRows } from "./rows/queries";
import { commitImport } from "./steps/commit";
import { stageImport } from "./steps/direct";
import { readImport } from "./steps/read";
import { undoImport } from "./steps/undo";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
});
afterAll(() => db.close());

const row = (symbol: string) => draft({ symbol, meta: { externalId: `t:${symbol}` } });
const SYMBOLS = ["AAA", "BBB", "CCC"];

async function importSymbols(symbols: readonly string[]): Promise<bigint> {
  const bytes = new TextEncoder().encode(
    writeHeader() + symbols.map((symbol, index) => writeRow({ ...row(symbol), id: String(index), account: "" })).join(""),
  );
  const importId = await stageImport(actor, { accountId, fileName: "ledger.csv", bytes });
  if (importId === null) throw new Error("the account is missing");
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  return importId;
}

/**
 * Imports the file as an older parser would have read it: it took the price of BBB for another, and read a row ZZZ where the present one
 * reads CCC.
 */
async function importedByOlderParser(): Promise<bigint> {
  accountId = await db.account(actor, { broker: "file" });
  const importId = await importSymbols(SYMBOLS);
  await db.owner.query("UPDATE imports SET parser_version = 0 WHERE id = $1", [importId.toString()]);
  await rewrite(importId, "BBB", { price: "99", contentHash: "old" });
  await rewrite(importId, "CCC", { symbol: "ZZZ", importKey: "t:ZZZ", contentHash: "old" });
  return importId;
}

/** Makes a line and its ledger row say something else, both alike. */
async function rewrite(importId: bigint, symbol: string, to: { symbol?: string; price?: string; importKey?: string; contentHash: string }) {
  const meta = JSON.stringify({ contentHash: to.contentHash, ...(to.importKey ? { importKey: to.importKey } : {}) });
  await db.owner.query(
    `UPDATE transactions SET symbol = coalesce($2, symbol), price = coalesce($3::numeric, price), meta = meta || $4::jsonb
     WHERE broker_account_id = $1 AND symbol = $5`,
    [accountId.toString(), to.symbol ?? null, to.price ?? null, meta, symbol],
  );
  await db.owner.query(
    `UPDATE import_rows SET import_key = coalesce($2, import_key), content_hash = $3,
       payload = payload || jsonb_strip_nulls(jsonb_build_object('symbol', $4::text, 'price', $5::text))
         || jsonb_build_object('meta', payload -> 'meta' || $6::jsonb)
     WHERE import_id = $1 AND payload ->> 'symbol' = $7`,
    [importId.toString(), to.importKey ?? null, to.contentHash, to.symbol ?? null, to.price ?? null, meta, symbol],
  );
}

async function reread(importId: bigint): Promise<bigint> {
  const outcome = await requestReread(actor, importId);
  const id = BigInt((outcome.ok && outcome.redirectTo?.split("/").at(-1)) || 0);
  expect(await readImport(actor, id)).toBe("preview");
  return id;
}

const ledger = async () =>
  (
    await db.owner.query<{ row: string }>(
      "SELECT concat_ws(' ', symbol, trim_scale(quantity), trim_scale(price)) AS row FROM transactions WHERE broker_account_id = $1 ORDER BY symbol",
      [accountId.toString()],
    )
  ).map((each) => each.row);
const everything = () =>
  db.owner.query("SELECT to_jsonb(t) AS row FROM transactions t WHERE broker_account_id = $1 ORDER BY id", [accountId.toString()]);
const tombstones = () => db.owner.query("SELECT 1 FROM transaction_tombstones WHERE broker_account_id = $1", [accountId.toString()]);

const OLD = ["AAA 1 10", "BBB 1 99", "ZZZ 1 10"];
const NEW = ["AAA 1 10", "BBB 1 10", "CCC 1 10"];

async function editRow(symbol: string): Promise<void> {
  const { id } = await asActor(actor, (tx) =>
    tx.transaction.findFirstOrThrow({ where: { brokerAccountId: accountId, symbol }, select: { id: true } }),
  );
  const detail = await getTransaction(actor, id);
  if (!detail) throw new Error("the row is missing");
  const form = transactionFormSchema.parse({ ...formFromDraft(detail.draft), quantity: "5" });
  expect(await editTransaction(actor, id, detail.seen, form)).toMatchObject({ ok: true });
}

describe("reading a file again with a newer parser", () => {
  it("shows what would be new, changed and no longer there, before anything is", async () => {
    const again = await reread(await importedByOlderParser());
    expect(await getImport(actor, accountId, again)).toMatchObject({ transactions: { new: 1, changed: 1, known: 1, removed: 1 } });
    const removed = await listImportRows(actor, again, { outcome: "removed" });
    expect(removed.rows).toMatchObject([{ kind: "gone", symbol: "ZZZ" }]);
    expect(await ledger()).toEqual(OLD);
  });

  it("updates, adds and takes back rows, and undoing it restores every one of them", async () => {
    const first = await importedByOlderParser();
    const before = await everything();
    const again = await reread(first);
    expect(await commitImport(actor, again)).toMatchObject({ ok: true });
    expect(await ledger()).toEqual(NEW);
    expect(await undoImport(actor, again)).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
    expect(await tombstones()).toEqual([]);
    await undoImport(actor, first);
    expect(await ledger()).toEqual([]);
  });

  it("keeps rows that a person edited", async () => {
    const first = await importedByOlderParser();
    await editRow("BBB");
    await editRow("ZZZ");
    const again = await reread(first);
    expect(await getImport(actor, accountId, again)).toMatchObject({ transactions: { new: 1, known: 1, kept: 1 }, lines: { kept: 1 } });
    await commitImport(actor, again);
    expect(await ledger()).toEqual(["AAA 1 10", "BBB 5 99", "CCC 1 10", "ZZZ 5 10"]);
  });

  it("keeps rows that another file brought as well", async () => {
    const first = await importedByOlderParser();
    await importSymbols(["ZZZ"]);
    const again = await reread(first);
    expect(await getImport(actor, accountId, again)).toMatchObject({ transactions: { new: 1, changed: 1, known: 1 } });
    await commitImport(actor, again);
    expect(await ledger()).toEqual(["AAA 1 10", "BBB 1 10", "CCC 1 10", "ZZZ 1 10"]);
  });

  it("has the rows to itself when the first reading is undone", async () => {
    const first = await importedByOlderParser();
    const again = await reread(first);
    await commitImport(actor, again);
    expect(await undoImport(actor, first)).toMatchObject({ ok: true });
    expect(await ledger()).toEqual(NEW);
    expect(await tombstones()).toEqual([]);
    await undoImport(actor, again);
    expect(await ledger()).toEqual([]);
  });

  it("finds what a second reading brought and a third one lacks", async () => {
    const first = await importedByOlderParser();
    const second = await reread(first);
    await commitImport(actor, second);
    await rewrite(second, "CCC", { symbol: "YYY", importKey: "t:YYY", contentHash: "second" });
    const third = await reread(second);
    expect(await getImport(actor, accountId, third)).toMatchObject({ transactions: { new: 1, known: 2, removed: 1 } });
    await commitImport(actor, third);
    expect(await ledger()).toEqual(NEW);
  });
});
