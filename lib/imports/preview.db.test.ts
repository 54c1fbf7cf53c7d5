import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import type { TransactionDraft } from "@/lib/formats/types";
import { decimal } from "@/lib/money/decimal";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { deleteTransaction, editTransaction, restoreTransaction } from "@/lib/transactions/mutations";
import { getTransaction } from "@/lib/transactions/queries";
import { formFromDraft } from "@/lib/transactions/rules";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { downloadRefused } from "./download";
import { answerImport, chooseTarget, chooseVersion, chooseVersions, removeAnswer } from "./mutations";
import { getImport } from "./queries";
import { listImportRows } from "./rows/queries";
import type { ImportView } from "./schema";
import { commitImport } from "./steps/commit";
import { stageImport } from "./steps/direct";
import { readImport } from "./steps/read";
import { countLines, groupProblems, readStock } from "./steps/stock";
import { undoImport } from "./steps/undo";

let db: TestDatabase;
let actor: Actor;
let stranger: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
  ({ actor: stranger } = await db.signUp());
});
afterAll(() => db.close());

const freshAccount = async () => {
  accountId = await db.account(actor, { broker: "file" });
};

const text = (content: string) => new TextEncoder().encode(content);
const csv = (rows: readonly TransactionDraft[]) =>
  text(writeHeader() + rows.map((row, index) => writeRow({ ...row, id: String(index), account: "" })).join(""));

async function stage(bytes: Uint8Array, fileName = "ledger.csv"): Promise<bigint> {
  const importId = await stageImport(actor, { accountId, fileName, bytes });
  if (importId === null) throw new Error("the account is missing");
  return importId;
}

async function importRows(rows: readonly TransactionDraft[]): Promise<bigint> {
  const importId = await stage(csv(rows));
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  return importId;
}

async function viewOf(importId: bigint): Promise<ImportView> {
  const view = await getImport(actor, accountId, importId);
  if (!view) throw new Error("the import is missing");
  return view;
}

/** What is kept is what a count of the lines gives. */
async function expectTrueStock(importId: bigint): Promise<void> {
  const [kept, tally, problems] = await asActor(actor, async (tx) => [
    await readStock(tx, importId),
    await countLines(tx, importId),
    await groupProblems(tx, importId),
  ]);
  const sorted = (entries: readonly object[] | undefined) => entries?.map((entry) => JSON.stringify(entry)).sort();
  expect(sorted(kept?.tally)).toEqual(sorted(tally));
  expect(kept?.problems).toEqual(problems);
}

const linesOf = async (importId: bigint) => (await listImportRows(actor, importId, {})).rows;
const rowId = async (importId: bigint, index = 0) => BigInt((await linesOf(importId))[index]?.id ?? 0);

const buy = (symbol: string, price = "10", id = symbol) => draft({ symbol, price, meta: { externalId: `t:${id}` } });

/** The ledger as content. */
async function ledger(): Promise<{ id: string; row: string; edited: boolean }[]> {
  const rows = await asActor(actor, (tx) => tx.transaction.findMany({ where: { brokerAccountId: accountId }, orderBy: { id: "asc" } }));
  return rows.map((row) => ({
    id: row.id.toString(),
    row: [row.tradeType, row.symbol, row.quantity.toFixed(), row.price.toFixed()].join(" "),
    edited: (row.meta as { edited?: boolean }).edited === true,
  }));
}

async function edit(quantity: string): Promise<void> {
  const [{ id = "0" } = {}] = await ledger();
  const detail = await getTransaction(actor, BigInt(id));
  const form = transactionFormSchema.parse({ ...formFromDraft(detail?.draft ?? buy("AAA")), quantity });
  expect(await editTransaction(actor, BigInt(id), detail?.seen ?? "0", form)).toMatchObject({ ok: true });
}

describe("a row that the person edited", () => {
  it("is shown beside the file's version, field by field, and stays unless they take the file's", async () => {
    await freshAccount();
    await importRows([buy("AAA")]);
    await edit("5");
    const again = await stage(csv([buy("AAA", "11")]));
    const [row] = await linesOf(again);
    expect(row).toMatchObject({ outcome: "kept", version: "mine", before: false, transaction: { accountId: accountId.toString() } });
    expect(row?.differences).toEqual([
      { field: "quantity", mine: "5", file: "1" },
      { field: "price", mine: "10", file: "11" },
      { field: "netAmount", mine: "-50", file: "-11" },
    ]);
    await commitImport(actor, again);
    expect(await ledger()).toMatchObject([{ row: "buy AAA 5 10", edited: true }]);
  });

  it("becomes the file's where they chose so, and their edit is back when the import is undone", async () => {
    await freshAccount();
    await importRows([buy("AAA")]);
    await edit("5");
    const before = await ledger();
    const again = await stage(csv([buy("AAA", "11")]));
    expect(await chooseVersion(actor, again, await rowId(again), "file")).toMatchObject({ ok: true });
    expect((await viewOf(again)).choices).toEqual({ changed: 0, mine: 0, kept: 1, file: 1 });
    await expectTrueStock(again);
    await commitImport(actor, again);
    expect(await ledger()).toMatchObject([{ row: "buy AAA 1 11", edited: false }]);
    expect((await linesOf(again))[0]).toMatchObject({ outcome: "changed", before: true, differences: [{ mine: "5", file: "1" }, {}, {}] });
    await expectTrueStock(again);
    await undoImport(actor, again);
    expect(await ledger()).toEqual(before);
  });

  it("keeps nothing of its old figures beside the file's, and its note", async () => {
    await freshAccount();
    await importRows([
      draft({
        symbol: "OPT",
        meta: { externalId: "o", multiplier: decimal("100"), dateOnly: true },
        tradeTime: "2025-01-02T00:00:00.000Z",
      }),
    ]);
    await asActor(
      actor,
      (tx) =>
        tx.$executeRaw`UPDATE transactions SET meta = meta || '{"edited": true, "note": "mine", "contentHash": "old"}' WHERE broker_account_id = ${accountId}`,
    );
    const again = await stage(csv([draft({ symbol: "OPT", meta: { externalId: "o" } })]));
    expect(await chooseVersions(actor, again, "kept", "file")).toMatchObject({ ok: true });
    await commitImport(actor, again);
    const [{ id = "0" } = {}] = await ledger();
    const meta = (await getTransaction(actor, BigInt(id)))?.draft.meta;
    expect(meta).toMatchObject({ note: "mine", netAmount: "-10" });
    expect(meta).not.toHaveProperty("multiplier");
    expect(meta).not.toHaveProperty("dateOnly");
  });
});

describe("a row that the person deleted", () => {
  const deletedOnce = async () => {
    await freshAccount();
    const first = await importRows([buy("AAA")]);
    const [{ id = "0" } = {}] = await ledger();
    await deleteTransaction(actor, BigInt(id));
    return { first, id: BigInt(id) };
  };

  it("comes back where they take the file's version, and is deleted again when the import is undone", async () => {
    const { id } = await deletedOnce();
    const again = await stage(csv([buy("AAA")]));
    expect((await linesOf(again))[0]).toMatchObject({ outcome: "kept", version: "mine", differences: [], transaction: null });
    await chooseVersion(actor, again, await rowId(again), "file");
    await commitImport(actor, again);
    expect(await ledger()).toMatchObject([{ row: "buy AAA 1 10" }]);
    await undoImport(actor, again);
    expect(await ledger()).toEqual([]);
    expect((await viewOf(await stage(csv([buy("AAA")])))).transactions).toEqual({ kept: 1 });
    expect(await restoreTransaction(actor, id)).toMatchObject({ ok: true });
    expect((await viewOf(await stage(csv([buy("AAA")])))).transactions).toEqual({ known: 1 });
  });

  it("is deleted again when the choice is undone, also where a later file met the row that the choice brought back", async () => {
    await deletedOnce();
    const second = await stage(csv([buy("AAA")]));
    await chooseVersion(actor, second, await rowId(second), "file");
    await commitImport(actor, second);
    const third = await importRows([buy("AAA")]);
    expect((await viewOf(third)).transactions).toEqual({ known: 1 });
    expect(await undoImport(actor, second)).toMatchObject({ ok: true });
    // Without that choice the third file would have met the deletion.
    expect(await ledger()).toEqual([]);
    expect((await viewOf(third)).transactions).toEqual({ kept: 1 });
    expect(await undoImport(actor, third)).toMatchObject({ ok: true });
    expect(await ledger()).toEqual([]);
    expect((await viewOf(await stage(csv([buy("AAA")])))).transactions).toEqual({ kept: 1 });
  });
});

describe("a row that the broker corrected", () => {
  it("stays as it was where the person keeps theirs, one by one or all at once", async () => {
    await freshAccount();
    await importRows([buy("AAA"), buy("BBB"), buy("CCC")]);
    const again = await stage(csv([buy("AAA", "11"), buy("BBB", "11"), buy("CCC", "11")]));
    await chooseVersions(actor, again, "changed", "mine");
    await chooseVersion(actor, again, await rowId(again, 1), "file");
    expect((await viewOf(again)).choices).toEqual({ changed: 3, mine: 2, kept: 0, file: 0 });
    await commitImport(actor, again);
    expect((await ledger()).map(({ row }) => row)).toEqual(["buy AAA 1 10", "buy BBB 1 11", "buy CCC 1 10"]);
    expect((await viewOf(again)).transactions).toEqual({ changed: 1, kept: 2 });
    await undoImport(actor, again);
    expect((await ledger()).map(({ row }) => row)).toEqual(["buy AAA 1 10", "buy BBB 1 10", "buy CCC 1 10"]);
  });

  it("can't be chosen about once the import is written, nor where there are no two versions", async () => {
    await freshAccount();
    const importId = await stage(csv([buy("AAA")]));
    expect(await chooseVersion(actor, importId, await rowId(importId), "file")).toMatchObject({ ok: false });
    await commitImport(actor, importId);
    expect(await chooseVersions(actor, importId, "changed", "mine")).toMatchObject({ ok: false });
    expect(await answerImport(actor, importId, { currency: "USD" })).toMatchObject({ ok: false });
  });
});

const HEADER = "trade_time,trade_type,symbol,quantity,price,currency,net_amount\n";

describe("problems", () => {
  it("are each told once, with all their lines, and the ones of one cause are one question", async () => {
    await freshAccount();
    const importId = await stage(
      text(
        `${HEADER}2025-01-02,buy,AAA,1,10,,\n2025-01-03,buy,AAA,2,10,,\n2025-02-30,buy,AAA,1,10,USD,\n2025-02-31,buy,AAA,1,10,USD,\n` +
          "2025-01-04,Rights Offering,BBB,1,10,USD,-10\n2025-01-05,Rights Offering,BBB,1,10,USD,-10\n2025-01-06,sell,CCC,1,,USD,12\n",
      ),
    );
    expect((await viewOf(importId)).problems).toMatchObject({
      missingCurrency: { count: 2, lines: [2, 3] },
      unknownTypes: [{ rawType: "Rights Offering", count: 2, lines: [6, 7] }],
      refused: [{ count: 2, lines: [4, 5], alike: false }],
      moreRefused: 0,
      review: [{ reason: "The price was worked out from the net amount.", count: 1, lines: [8], alike: true }],
    });
    await expectTrueStock(importId);
  });

  it("go with one answer for all their lines, and come back when it is taken back", async () => {
    await freshAccount();
    const importId = await stage(text(`${HEADER}2025-01-02,buy,AAA,1,10,,\n2025-01-05,Rights Offering,BBB,1,10,USD,-10\n`));
    expect(await answerImport(actor, importId, { currency: "CHF", tradeTypes: { "Rights Offering": "rights" } })).toMatchObject({
      ok: true,
    });
    expect((await viewOf(importId)).status).toBe("reading");
    expect(await readImport(actor, importId)).toBe("preview");
    const view = await viewOf(importId);
    expect(view).toMatchObject({ transactions: { new: 2 }, lines: {}, answers: { currency: "CHF" } });
    expect(view.problems).toMatchObject({ missingCurrency: null, unknownTypes: [], review: [] });
    expect(await linesOf(importId)).toMatchObject([{ currency: "CHF" }, { tradeType: "rights" }]);
    await removeAnswer(actor, importId, { currency: true });
    await readImport(actor, importId);
    expect((await viewOf(importId)).problems).toMatchObject({ missingCurrency: { count: 1 }, unknownTypes: [] });
    await removeAnswer(actor, importId, { rawType: "Rights Offering" });
    await readImport(actor, importId);
    expect((await viewOf(importId)).answers).toEqual({ tradeTypes: {} });
  });

  it("are answered without losing where rows go and whose version was chosen", async () => {
    await freshAccount();
    await importRows([buy("AAA")]);
    const other = await db.account(actor, { broker: "file", displayName: "Other" });
    const header = "account,trade_time,trade_type,symbol,quantity,price,currency,external_id\n";
    const importId = await stage(text(`${header},2025-01-02T10:00:00Z,buy,AAA,1,12,EUR,t:AAA\nX1,2025-01-02,buy,BBB,1,10,,\n`));
    const [own, named] = (await viewOf(importId)).statements;
    await chooseTarget(actor, importId, BigInt(own?.id ?? 0), accountId);
    await chooseTarget(actor, importId, BigInt(named?.id ?? 0), other);
    await chooseVersions(actor, importId, "changed", "mine");
    await answerImport(actor, importId, { currency: "USD" });
    await readImport(actor, importId);
    const view = await viewOf(importId);
    expect(view.statements.map(({ target }) => target?.id)).toEqual([accountId.toString(), other.toString()]);
    expect(view.choices).toEqual({ changed: 1, mine: 1, kept: 0, file: 0 });
    await expectTrueStock(importId);
  });

  it("of a part that is left out are nobody's", async () => {
    await freshAccount();
    const importId = await stage(text(`account,${HEADER}X1,2025-01-02,buy,AAA,1,10,,\nX1,2025-01-05,Odd,BBB,1,10,USD,-10\n`));
    for (const { id } of (await viewOf(importId)).statements) await chooseTarget(actor, importId, BigInt(id), "skip");
    expect((await viewOf(importId)).problems).toMatchObject({ missingCurrency: null, unknownTypes: [] });
    await expectTrueStock(importId);
  });
});

describe("the lines of a preview", () => {
  it("are paged in the order of the file, whatever becomes of them", async () => {
    await freshAccount();
    await importRows([buy("AAA"), buy("BBB")]);
    const rows = Array.from({ length: 240 }, (_, index) =>
      index % 3 === 0 ? "2025-02-31,buy,A,1,1,USD,\n" : `2025-01-02,buy,S${index},1,1,USD,\n`,
    );
    const importId = await stage(text(HEADER + rows.join("")));
    const seen: number[] = [];
    let after: string | null = "";
    while (after !== null) {
      const page: Awaited<ReturnType<typeof listImportRows>> = await listImportRows(actor, importId, after ? { after: BigInt(after) } : {});
      seen.push(...page.rows.map(({ line }) => line));
      after = page.next;
    }
    expect(seen).toEqual(rows.map((_, index) => index + 2));
    const refused = await listImportRows(actor, importId, { outcome: "refused" });
    expect(refused).toMatchObject({ next: null });
    expect(refused.rows).toHaveLength(80);
  });

  it("that were refused can be downloaded, and none of them runs as a formula", async () => {
    await freshAccount();
    const importId = await stage(text(`${HEADER}=1+1,buy,AAA,1,10,USD,\n2025-02-31,buy,"B, B",1,10,USD,\n`));
    const response = await downloadRefused(actor, accountId, importId);
    expect(response?.headers.get("content-disposition")).toContain(`refused-lines-import-${importId}.csv`);
    const [header, first, second] = ((await response?.text()) ?? "").split("\r\n");
    expect(header).toBe("line,problem,expected,mend,raw");
    expect(first).toMatch(/^2,"trade_time: ""=1\+1"" is not valid\.",.*,"'=1\+1,buy,AAA,1,10,USD,"$/);
    expect(second).toMatch(/^3,.*,"2025-02-31,buy,B, B,1,10,USD,"$/);
  });
});

describe("another user", () => {
  it("can neither choose, answer, list nor download anything of an import", async () => {
    await freshAccount();
    await importRows([buy("AAA")]);
    const importId = await stage(text(`${HEADER}2025-02-31,buy,AAA,1,10,USD,\n`));
    const changed = await stage(csv([buy("AAA", "11")]));
    for (const attempt of [
      chooseVersion(stranger, changed, await rowId(changed), "mine"),
      chooseVersions(stranger, changed, "changed", "mine"),
      answerImport(stranger, importId, { currency: "USD" }),
      removeAnswer(stranger, importId, { currency: true }),
    ])
      expect(await attempt).toMatchObject({ ok: false });
    expect((await listImportRows(stranger, importId, {})).rows).toEqual([]);
    expect(await downloadRefused(stranger, accountId, importId)).toBeNull();
    expect((await viewOf(changed)).choices).toEqual({ changed: 1, mine: 0, kept: 0, file: 0 });
    expect((await viewOf(importId)).status).toBe("preview");
  });
});
