import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flexStatement } from "@/e2e/files/flex";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import type { TransactionDraft } from "@/lib/formats/types";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { deleteTransaction, editTransaction } from "@/lib/transactions/mutations";
import { getTransaction } from "@/lib/transactions/queries";
import { formFromDraft } from "@/lib/transactions/rules";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { commitImport } from "./steps/commit";
import { stageImport } from "./steps/direct";
import { undoImport } from "./steps/undo";

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
});
afterAll(() => db.close());

const csv = (rows: readonly TransactionDraft[]) =>
  new TextEncoder().encode(writeHeader() + rows.map((row, index) => writeRow({ ...row, id: String(index), account: "" })).join(""));

async function importFile(accountId: bigint, bytes: Uint8Array, fileName = "ledger.csv"): Promise<bigint> {
  const importId = await stageImport(actor, { accountId, fileName, bytes });
  if (importId === null) throw new Error("the account is missing");
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  return importId;
}

/** The whole account as content, ids aside: the ledger, what must stay deleted, positions and rates, and whose account it is. */
async function content(accountId: bigint): Promise<unknown> {
  const [found] = await db.owner.query(
    `SELECT
       (SELECT coalesce(jsonb_agg(x ORDER BY x::text), '[]') FROM (SELECT to_jsonb(t) - 'id' - 'created_at' - 'broker_account_id' AS x FROM transactions t WHERE broker_account_id = $1) _) AS ledger,
       (SELECT coalesce(jsonb_agg(import_key ORDER BY import_key), '[]') FROM transaction_tombstones WHERE broker_account_id = $1) AS deleted,
       (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM holding_snapshots WHERE broker_account_id = $1) AS snapshots,
       (SELECT external_account_id FROM broker_accounts WHERE id = $1) AS number`,
    [accountId.toString()],
  );
  return found;
}

const NOTHING = { ledger: [], deleted: [], snapshots: [], number: null };

/** A day's trade as the broker told it: in its first version, or corrected. */
type Fact = { day: number; version: number };
const toDraft = ({ day, version }: Fact) =>
  draft({
    symbol: `S${day}`,
    price: String(10 + version),
    tradeTime: `2025-03-0${day}T10:00:00.000Z`,
    meta: { externalId: `t:${day}`, ...(version > 1 ? { note: `corrected ${version}` } : {}) },
  });

const anyFile = fc.uniqueArray(fc.record<Fact>({ day: fc.integer({ min: 1, max: 5 }), version: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 5,
  selector: ({ day }) => day,
});

async function rowIds(accountId: bigint): Promise<bigint[]> {
  const rows = await asActor(actor, (tx) =>
    tx.transaction.findMany({ where: { brokerAccountId: accountId }, orderBy: { id: "asc" }, select: { id: true } }),
  );
  return rows.map(({ id }) => id);
}

async function edit(id: bigint): Promise<void> {
  const detail = await getTransaction(actor, id);
  if (!detail) throw new Error("the row is missing");
  const form = transactionFormSchema.parse({ ...formFromDraft(detail.draft), quantity: "77" });
  expect(await editTransaction(actor, id, detail.seen, form)).toMatchObject({ ok: true });
}

describe("imports that are undone", () => {
  it("leave what the others alone would have left, in whatever order they go", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyFile, fc.boolean(), fc.nat()), { minLength: 2, maxLength: 5 }), async (files) => {
        const [accountId, other] = [await db.account(actor, { broker: "file" }), await db.account(actor, { broker: "file" })];
        const imports: { id: bigint; goes: boolean; order: number }[] = [];
        for (const [facts, goes, order] of files) imports.push({ id: await importFile(accountId, csv(facts.map(toDraft))), goes, order });
        for (const { id } of imports.filter(({ goes }) => goes).sort((a, b) => a.order - b.order))
          expect(await undoImport(actor, id)).toMatchObject({ ok: true });
        for (const [facts, goes] of files) if (!goes) await importFile(other, csv(facts.map(toDraft)));
        expect(await content(accountId)).toEqual(await content(other));
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it("leave nothing at all when all of them are, whatever was edited and deleted in between", async () => {
    const anyStep = fc.tuple(anyFile, fc.constantFrom("edit", "delete", "nothing"), fc.nat(), fc.nat());
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 5 }), async (steps) => {
        const accountId = await db.account(actor, { broker: "file" });
        const imports: { id: bigint; order: number }[] = [];
        for (const [facts, act, which, order] of steps) {
          imports.push({ id: await importFile(accountId, csv(facts.map(toDraft))), order });
          const ids = await rowIds(accountId);
          const chosen = ids[which % Math.max(ids.length, 1)];
          if (chosen && act === "edit") await edit(chosen);
          if (chosen && act === "delete") await deleteTransaction(actor, chosen);
        }
        for (const { id } of imports.sort((a, b) => a.order - b.order)) expect(await undoImport(actor, id)).toMatchObject({ ok: true });
        expect(await content(accountId)).toEqual(NOTHING);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it("keep a person's edit on a row that another file brought as well, and take it with the last of them", async () => {
    const accountId = await db.account(actor, { broker: "file" });
    const first = await importFile(accountId, csv([toDraft({ day: 1, version: 1 })]));
    const second = await importFile(accountId, csv([toDraft({ day: 1, version: 1 }), toDraft({ day: 2, version: 1 })]));
    await edit((await rowIds(accountId))[0] ?? 0n);
    await undoImport(actor, first);
    expect(await content(accountId)).toMatchObject({ ledger: [{ quantity: 77 }, { quantity: 1 }] });
    await undoImport(actor, second);
    expect(await content(accountId)).toEqual(NOTHING);
  });

  it("take along the note that an earlier file had brought, wherever a later one has none", async () => {
    const [accountId, other] = [await db.account(actor, { broker: "file" }), await db.account(actor, { broker: "file" })];
    const [noted, plain] = [csv([toDraft({ day: 1, version: 2 })]), csv([toDraft({ day: 1, version: 1 })])];
    await importFile(accountId, noted);
    const between = await importFile(accountId, csv([toDraft({ day: 4, version: 2 }), toDraft({ day: 1, version: 1 })]));
    await importFile(accountId, plain);
    await undoImport(actor, between);
    for (const bytes of [noted, plain]) await importFile(other, bytes);
    expect(await content(accountId)).toEqual(await content(other));
  });

  it("forget the account number that they taught, unless another file names it", async () => {
    const accountId = await db.account(actor, { broker: "file" });
    await db.owner.query("UPDATE broker_accounts SET external_account_id = NULL");
    const first = await importFile(accountId, flexStatement(), "june.xml");
    const second = await importFile(accountId, flexStatement({ extraTrade: true }), "june-again.xml");
    await undoImport(actor, first);
    expect(await content(accountId)).toMatchObject({ number: "U5550001" });
    await undoImport(actor, second);
    expect(await content(accountId)).toEqual(NOTHING);
  });
});
