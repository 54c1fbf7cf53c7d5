import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import type { Moment } from "@/lib/moment/schema";
import { type TestDatabase, testDatabase } from "@/test/database";
import { readCursor } from "./cursor";
import { parseFilter } from "./filter";
import { transactionFormSchema } from "./form-schema";
import { addTransaction, deleteTransaction, editTransaction, restoreTransaction } from "./mutations";
import { exportTransactions, getHistory, getLedgerPage, getTransaction } from "./queries";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor } = await db.signUp());
  accountId = await db.account(actor);
});

const form = (fields: Record<string, string> = {}) =>
  transactionFormSchema.parse({
    tradeType: "buy",
    symbol: "ACME",
    quantity: "10",
    price: "100",
    currency: "USD",
    date: "2025-01-10",
    ...fields,
  });

async function added(fields?: Record<string, string>): Promise<bigint> {
  const outcome = await addTransaction(actor, accountId, form(fields));
  if (!outcome.ok) throw new Error(outcome.message);
  return BigInt(outcome.data.id);
}

const detail = async (id: bigint) => {
  const found = await getTransaction(actor, id);
  if (!found) throw new Error("the row is missing");
  return found;
};

describe("a typed row", () => {
  it("gets its signs from the trade type", async () => {
    const { draft } = await detail(await added({ tradeType: "sell", quantity: "4", price: "120", fee: "1" }));
    expect(draft).toMatchObject({ quantity: "-4", price: "120", meta: { netAmount: "479", dateOnly: true } });
  });

  it("keeps forty digits to the last one", async () => {
    const digits = "1234567890123456789012.123456789012345678";
    expect((await detail(await added({ quantity: digits, price: "1" }))).draft.quantity).toBe(digits);
  });
});

describe("an edit", () => {
  it("is refused when the row has changed since it was opened", async () => {
    const id = await added();
    const { seen } = await detail(id);
    expect(await editTransaction(actor, id, seen, form({ quantity: "11" }))).toMatchObject({ ok: true });
    expect(await editTransaction(actor, id, seen, form({ quantity: "12" }))).toMatchObject({ ok: false });
    expect((await detail(id)).draft.quantity).toBe("11");
  });

  it("leaves its before and after in the history", async () => {
    const id = await added();
    await editTransaction(actor, id, "0", form({ quantity: "11" }));
    const [change] = await getHistory(actor, id);
    expect(change).toMatchObject({
      operation: "update",
      changes: expect.arrayContaining([{ field: "quantity", before: "10", after: "11" }]),
    });
  });

  it("of two tabs at once happens once", async () => {
    const id = await added();
    const answers = await Promise.all([
      editTransaction(actor, id, "0", form({ quantity: "11" })),
      editTransaction(actor, id, "0", form({ quantity: "12" })),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});

describe("a deletion", () => {
  it("is undone to the same row under the same id", async () => {
    const id = await added();
    const before = await detail(id);
    await deleteTransaction(actor, id);
    expect(await getTransaction(actor, id)).toBeNull();
    expect(await restoreTransaction(actor, id)).toMatchObject({ ok: true });
    expect((await detail(id)).draft).toEqual(before.draft);
    expect((await getHistory(actor, id)).map((each) => each.operation)).toEqual(["restore", "delete"]);
  });

  it("can be undone twice without harm", async () => {
    const id = await added();
    await deleteTransaction(actor, id);
    await Promise.all([restoreTransaction(actor, id), restoreTransaction(actor, id)]);
    expect((await getLedgerPage(actor, { accountId }, parseFilter({}), null))?.rows).toHaveLength(1);
  });
});

describe("the ledger's pages", () => {
  it("give every row once, in order, in both directions, over accounts and equal instants", async () => {
    const other = await db.account(actor);
    for (let index = 0; index < 65; index += 1) {
      await addTransaction(
        actor,
        index % 2 === 0 ? accountId : other,
        form({ date: `2025-01-${String(1 + (index % 5)).padStart(2, "0")}` }),
      );
    }
    const [{ portfolio_id: portfolioId } = { portfolio_id: "0" }] = await db.owner.query<{ portfolio_id: string }>(
      "SELECT portfolio_id FROM broker_accounts WHERE id = $1",
      [accountId.toString()],
    );
    for (const sort of ["newest", "oldest"]) {
      const seen: { id: string; at: string }[] = [];
      for (let cursor = "" as string | null; cursor !== null; ) {
        const page = await getLedgerPage(actor, { portfolioId: BigInt(portfolioId) }, parseFilter({ sort }), readCursor(cursor));
        seen.push(...(page?.rows ?? []));
        cursor = page?.next ?? null;
      }
      expect(new Set(seen.map((row) => row.id)).size).toBe(65);
      const times = seen.map((row) => row.at);
      expect(times).toEqual([...times].sort((a, b) => (sort === "oldest" ? a.localeCompare(b) : b.localeCompare(a))));
    }
  });

  it("and the export are those of a past day and of what was recorded at a past instant, when one is asked for", async () => {
    const first = await added({ date: "2025-01-01" });
    await added({ date: "2025-01-05" });
    const [{ at } = { at: "" }] = await db.owner.query<{ at: string }>("SELECT clock_timestamp()::text AS at");
    await deleteTransaction(actor, first);
    await added({ date: "2025-01-02" });
    const days = async (moment: Moment) => {
      const page = await getLedgerPage(actor, { accountId }, parseFilter({ sort: "oldest" }), null, moment);
      const exported: string[] = [];
      for await (const rows of (await exportTransactions(actor, { accountId }, parseFilter({}), moment)) ?? [])
        exported.push(...rows.map((row) => row.tradeTime.slice(8, 10)));
      expect(page?.rows.map((row) => row.at.slice(8, 10))).toEqual(exported);
      return exported;
    };
    expect(await days({ asOf: null, known: at })).toEqual(["01", "05"]);
    expect(await days({ asOf: "2025-01-04", known: at })).toEqual(["01"]);
    expect(await days({ asOf: "2025-01-04", known: null })).toEqual(["02"]);
    expect((await getTransaction(actor, first, { asOf: null, known: at }))?.draft.tradeTime.slice(0, 10)).toBe("2025-01-01");
    expect(await getTransaction(actor, first)).toBeNull();
  });

  it("take wildcards, quotes and semicolons of a search as letters", async () => {
    await added({ note: "100% sure_" });
    const search = async (q: string) => (await getLedgerPage(actor, { accountId }, parseFilter({ q }), null))?.rows.length;
    expect([
      await search("100%"),
      await search("sure_"),
      await search("1_0"),
      await search("'; DROP TABLE transactions; --"),
      await search("acm"),
    ]).toEqual([1, 1, 0, 0, 1]);
  });

  it("start at the top when the cursor is no cursor", async () => {
    await added();
    for (const text of ["", "garbage", Buffer.from('["1; DROP","x"]').toString("base64url"), "%00"]) {
      expect((await getLedgerPage(actor, { accountId }, parseFilter({}), readCursor(text)))?.rows).toHaveLength(1);
    }
  });
});

describe("another user", () => {
  it("can neither read, edit, delete, restore, export nor add rows of the account", async () => {
    const id = await added();
    const { actor: stranger } = await db.signUp();
    expect(await getTransaction(stranger, id)).toBeNull();
    expect(await getHistory(stranger, id)).toEqual([]);
    expect(await getLedgerPage(stranger, { accountId }, parseFilter({}), null)).toBeNull();
    expect(await exportTransactions(stranger, { accountId }, parseFilter({}))).toBeNull();
    for (const attempt of [
      addTransaction(stranger, accountId, form()),
      editTransaction(stranger, id, "0", form()),
      deleteTransaction(stranger, id),
    ]) {
      expect(await attempt).toMatchObject({ ok: false });
    }
    await deleteTransaction(actor, id);
    expect(await restoreTransaction(stranger, id)).toMatchObject({ ok: false });
    expect(await restoreTransaction(actor, id)).toMatchObject({ ok: true });
  });
});
