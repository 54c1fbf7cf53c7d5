import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import type { TransactionDraft } from "@/lib/formats/types";
import { FormatError } from "@/lib/formats/types";
import { parseFilter } from "@/lib/transactions/filter";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { deleteTransaction, editTransaction } from "@/lib/transactions/mutations";
import { exportTransactions, getTransaction } from "@/lib/transactions/queries";
import { formFromDraft } from "@/lib/transactions/rules";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { cancelImport, chooseTarget } from "./mutations";
import { getImport } from "./queries";
import { commitImport } from "./steps/commit";
import { stageImport } from "./steps/direct";
import { undoImport } from "./steps/undo";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
});
afterAll(() => db.close());

const freshAccount = async () => {
  accountId = await db.account(actor, { broker: "file" });
  return accountId;
};

const csv = (rows: readonly TransactionDraft[]) =>
  new TextEncoder().encode(writeHeader() + rows.map((row, index) => writeRow({ ...row, id: String(index), account: "" })).join(""));

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

/** The ledger as content, ids aside: what "as if it had never been" is held against. */
async function ledger(): Promise<string[]> {
  const rows = await asActor(actor, (tx) =>
    tx.transaction.findMany({ where: { brokerAccountId: accountId }, orderBy: [{ tradeTime: "asc" }] }),
  );
  return rows
    .map((row) => [row.tradeType, row.symbol, row.quantity.toFixed(), row.price.toFixed(), row.tradeTime.toISOString()].join(" "))
    .sort();
}

const buy = (symbol: string, quantity = "1", date = "2025-03-03") => draft({ symbol, quantity, tradeTime: `${date}T10:00:00.000Z` });

describe("importing", () => {
  it("adds nothing the second time, and says that every row is known", async () => {
    await freshAccount();
    await importRows([buy("AAA"), buy("BBB")]);
    const second = await stage(csv([buy("AAA"), buy("BBB")]));
    expect((await getImport(actor, accountId, second))?.transactions).toEqual({ known: 2 });
    await commitImport(actor, second);
    expect(await ledger()).toHaveLength(2);
  });

  it("keeps three equal fills of one second three rows, and one more of a later file the fourth", async () => {
    await freshAccount();
    await importRows([buy("AAA"), buy("AAA"), buy("AAA")]);
    await importRows([buy("AAA"), buy("AAA"), buy("AAA"), buy("AAA")]);
    expect(await ledger()).toHaveLength(4);
  });

  it("gives the same ledger for overlapping files in any order, any number of times", async () => {
    const rows = fc.array(fc.tuple(fc.constantFrom("AAA", "BBB"), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 6 })), {
      minLength: 1,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 4 }),
        async (all, windows) => {
          await freshAccount();
          const drafts = all.map(([symbol, quantity, day]) => ({ day, row: buy(symbol, String(quantity), `2025-03-0${day}`) }));
          const covered = new Set<number>();
          for (const [from, to] of windows) {
            const slice = drafts.filter(({ day }) => day >= Math.min(from, to) && day <= Math.max(from, to));
            for (const { day } of slice) covered.add(day);
            if (slice.length > 0) await importRows(slice.map(({ row }) => row));
          }
          const expected = drafts
            .filter(({ day }) => covered.has(day))
            .map(({ row }) => [row.tradeType, row.symbol, row.quantity, row.price, row.tradeTime].join(" "));
          expect(await ledger()).toEqual(expected.sort());
        },
      ),
      { numRuns: 12 },
    );
  });

  it("reads back its own export of every row as known", async () => {
    await freshAccount();
    await importRows([buy("AAA"), draft({ tradeType: "dividend", quantity: "0", price: "0", meta: { netAmount: "4.20", note: "=1+1" } })]);
    const pages = await exportTransactions(actor, { accountId }, parseFilter({}));
    let text = writeHeader();
    for await (const page of pages ?? []) text += page.map((row) => writeRow(row)).join("");
    const again = await stage(new TextEncoder().encode(text));
    expect((await getImport(actor, accountId, again))?.transactions).toEqual({ known: 2 });
  });

  it("writes nothing of a preview that nobody confirmed", async () => {
    await freshAccount();
    const importId = await stage(csv([buy("AAA")]));
    expect(await ledger()).toEqual([]);
    expect(await cancelImport(actor, importId)).toMatchObject({ ok: true });
    expect(await getImport(actor, accountId, importId)).toBeNull();
  });

  it("writes once when the button is pressed twice at the same moment", async () => {
    await freshAccount();
    const importId = await stage(csv([buy("AAA"), buy("BBB")]));
    const answers = await Promise.all([commitImport(actor, importId), commitImport(actor, importId)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await ledger()).toHaveLength(2);
  });

  it("lets two files into one account follow each other without a double row", async () => {
    await freshAccount();
    const [first, second] = [await stage(csv([buy("AAA"), buy("BBB")])), await stage(csv([buy("BBB"), buy("CCC")]))];
    const answers = await Promise.all([commitImport(actor, first), commitImport(actor, second)]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await ledger()).toHaveLength(3);
  });

  it("leaves nothing when its connection is cut in the middle of writing, and can be confirmed again", async () => {
    await freshAccount();
    const importId = await stage(csv([buy("AAA"), buy("BBB")]));
    const [holder, killer] = [new pg.Client(db.ownerUrl), new pg.Client(db.appUrl)];
    await Promise.all([holder.connect(), killer.connect()]);
    // Held still at its first INSERT, so that the cut falls in the middle every time.
    await holder.query("BEGIN; LOCK TABLE transactions IN SHARE MODE");
    const cut = commitImport(actor, importId).then(
      () => "written",
      () => "cut",
    );
    const waiting =
      "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO transactions%'";
    await vi.waitFor(async () => expect((await killer.query(`SELECT pid ${waiting}`)).rows).toHaveLength(1));
    await killer.query(`SELECT pg_terminate_backend(pid) ${waiting}`);
    expect(await cut).toBe("cut");
    await holder.query("ROLLBACK");
    await Promise.all([holder.end(), killer.end()]);
    expect(await ledger()).toEqual([]);
    expect(await getImport(actor, accountId, importId)).toMatchObject({ status: "preview", running: false, transactions: { new: 2 } });
    expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
    expect(await ledger()).toHaveLength(2);
  });

  it("leaves nothing of a file that breaks off, and names the line", async () => {
    await freshAccount();
    const broken = new TextEncoder().encode(
      `<FlexQueryResponse><FlexStatements count="1">\n<FlexStatement accountId="U1"><Trades>\n<Trade `,
    );
    await expect(stage(broken, "flex.xml")).rejects.toThrow(FormatError);
    const left = await db.owner.query(
      "SELECT status, (SELECT count(*)::int FROM import_rows r WHERE r.import_id = i.id) AS rows FROM imports i WHERE broker_account_id = $1",
      [accountId.toString()],
    );
    expect(left).toEqual([{ status: "failed", rows: 0 }]);
  });
});

describe("rows that a person has touched", () => {
  const onlyRow = async () => {
    const row = await asActor(actor, (tx) =>
      tx.transaction.findFirstOrThrow({ where: { brokerAccountId: accountId }, select: { id: true } }),
    );
    return row.id;
  };

  it("stay as edited when their file comes again", async () => {
    await freshAccount();
    await importRows([buy("AAA", "1")]);
    const detail = await getTransaction(actor, await onlyRow());
    const form = transactionFormSchema.parse({ ...formFromDraft(detail?.draft ?? buy("AAA")), quantity: "5" });
    expect(await editTransaction(actor, await onlyRow(), detail?.seen ?? "0", form)).toMatchObject({ ok: true });
    const again = await stage(csv([buy("AAA", "1")]));
    expect((await getImport(actor, accountId, again))?.transactions).toEqual({ kept: 1 });
    await commitImport(actor, again);
    expect((await ledger())[0]).toContain("AAA 5");
  });

  it("stay deleted when their file comes again, until the import that brought them is undone", async () => {
    await freshAccount();
    const first = await importRows([buy("AAA")]);
    await deleteTransaction(actor, await onlyRow());
    await importRows([buy("AAA")]);
    expect(await ledger()).toEqual([]);
    await undoImport(actor, first);
    await importRows([buy("AAA")]);
    expect(await ledger()).toHaveLength(1);
  });
});

describe("undoing", () => {
  it("leaves the ledger as if the file had never been imported", async () => {
    await freshAccount();
    await importRows([buy("AAA")]);
    const before = await ledger();
    const second = await importRows([buy("BBB"), buy("CCC")]);
    expect(await undoImport(actor, second)).toMatchObject({ ok: true });
    expect(await ledger()).toEqual(before);
  });

  it("keeps the rows that another file brought as well, and removes them with that one", async () => {
    await freshAccount();
    const first = await importRows([buy("AAA"), buy("BBB")]);
    const second = await importRows([buy("BBB"), buy("CCC")]);
    await undoImport(actor, first);
    expect((await ledger()).map((row) => row.split(" ")[1])).toEqual(["BBB", "CCC"]);
    await undoImport(actor, second);
    expect(await ledger()).toEqual([]);
  });

  it("happens once", async () => {
    await freshAccount();
    const importId = await importRows([buy("AAA")]);
    const answers = await Promise.all([undoImport(actor, importId), undoImport(actor, importId)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("puts back a row that the broker had corrected", async () => {
    await freshAccount();
    const original = draft({ symbol: "AAA", price: "10", meta: { externalId: "t:1" } });
    await importRows([original]);
    const correction = await importRows([{ ...original, price: "11" as typeof original.price }]);
    expect((await ledger())[0]).toContain("AAA 1 11");
    await undoImport(actor, correction);
    expect((await ledger())[0]).toContain("AAA 1 10");
  });
});

describe("another user", () => {
  it("can neither see, commit, redirect, cancel nor undo an import", async () => {
    await freshAccount();
    const importId = await stage(csv([buy("AAA")]));
    const statements = (await getImport(actor, accountId, importId))?.statements ?? [];
    const { actor: stranger } = await db.signUp();
    expect(await getImport(stranger, accountId, importId)).toBeNull();
    expect(await stageImport(stranger, { accountId, fileName: "x.csv", bytes: csv([buy("AAA")]) })).toBeNull();
    for (const attempt of [commitImport(stranger, importId), cancelImport(stranger, importId), undoImport(stranger, importId)]) {
      expect(await attempt).toMatchObject({ ok: false });
    }
    for (const { id } of statements) expect(await chooseTarget(stranger, importId, BigInt(id), "skip")).toMatchObject({ ok: false });
    expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  });
});
