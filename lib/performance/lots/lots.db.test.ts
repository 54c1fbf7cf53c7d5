import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW } from "@/lib/moment/schema";
import { decimal } from "@/lib/money/decimal";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction, deleteTransaction, editTransaction, restoreTransaction } from "@/lib/transactions/mutations";
import { getHistory, getTransaction } from "@/lib/transactions/queries";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { setCostMethod } from "../mutations";
import { getGains } from "../queries";
import { chooseLots, clearLots } from "./mutations";
import { getSaleLots } from "./queries";

let db: TestDatabase;
let ada: Person;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ada = await db.signUp();
  accountId = await db.account(ada.actor);
  await setCostMethod(ada.actor, ada.portfolioId, "specific");
});

const typed = (fields: Record<string, string>) =>
  transactionFormSchema.parse({ assetType: "stock", symbol: "ACME", currency: "EUR", tradeType: "buy", ...fields });

async function add(fields: Record<string, string>, account = accountId): Promise<bigint> {
  const outcome = await addTransaction(ada.actor, account, typed(fields));
  if (!outcome.ok) throw new Error(outcome.message);
  return BigInt(outcome.data.id);
}

/** 10 at 100, 10 at 150, and a sale of 8 at 160. */
async function ledger() {
  const cheap = await add({ date: "2025-01-10", quantity: "10", price: "100" });
  const dear = await add({ date: "2025-02-10", quantity: "10", price: "150" });
  const sale = await add({ date: "2025-03-10", tradeType: "sell", quantity: "8", price: "160" });
  return { cheap, dear, sale };
}

const detail = async (id: bigint, { actor } = ada) => {
  const found = await getTransaction(actor, id);
  if (!found) throw new Error("the row is missing");
  return found;
};
const saleOf = async (id: bigint) => getSaleLots(ada.actor, await detail(id), NOW);
const gains = async () => (await getGains(ada.actor, ada.portfolioId, {}, NOW))?.realised.map(({ gain, lotId }) => [lotId, gain]);
const problems = async () => (await getGains(ada.actor, ada.portfolioId, {}, NOW))?.problems;
const choice = (...lots: [bigint, string][]) => lots.map(([id, quantity]) => ({ lotId: String(id), quantity: decimal(quantity) }));

describe("a choice of lots", () => {
  it("decides the gains, and taken back leaves them to the method again", async () => {
    const { cheap, dear, sale } = await ledger();
    expect(await gains()).toEqual([[String(cheap), "480"]]);
    expect(await chooseLots(ada.actor, sale, "0", choice([dear, "6"]))).toMatchObject({ ok: true });
    expect(await gains()).toEqual([
      [String(dear), "60"],
      [String(cheap), "120"],
    ]);
    expect((await saleOf(sale))?.lots).toMatchObject([
      { taken: "2", gain: "120", chosen: null },
      { taken: "6", gain: "60", chosen: "6" },
    ]);
    expect(await clearLots(ada.actor, sale, (await detail(sale)).seen)).toMatchObject({ ok: true });
    expect(await gains()).toEqual([[String(cheap), "480"]]);
    expect((await detail(sale)).draft.meta).not.toHaveProperty("lots");
  });

  it("is an edit: it is in the history, and an import leaves the row alone", async () => {
    const { dear, sale } = await ledger();
    const before = (await detail(sale)).draft;
    await chooseLots(ada.actor, sale, "0", choice([dear, "8"]));
    const { draft } = await detail(sale);
    expect(draft).toMatchObject({ ...before, meta: { ...before.meta, contentHash: expect.any(String), edited: true } });
    expect(draft.meta.lots).toEqual([{ lotId: String(dear), quantity: "8" }]);
    const history = await getHistory(ada.actor, sale);
    expect(history).toMatchObject([
      { operation: "update", reason: "lots chosen", changes: [{ field: "lots", before: "", after: `8 of lot ${dear}` }] },
    ]);
  });

  it("stays when the row is edited otherwise", async () => {
    const { dear, sale } = await ledger();
    await chooseLots(ada.actor, sale, "0", choice([dear, "8"]));
    const { seen } = await detail(sale);
    await editTransaction(ada.actor, sale, seen, typed({ date: "2025-03-10", tradeType: "sell", quantity: "8", price: "170" }));
    expect(await gains()).toEqual([[String(dear), "160"]]);
  });

  it("is refused when the row has changed since, of two tabs at once too", async () => {
    const { cheap, dear, sale } = await ledger();
    const answers = await Promise.all([
      chooseLots(ada.actor, sale, "0", choice([dear, "8"])),
      chooseLots(ada.actor, sale, "0", choice([cheap, "8"])),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await clearLots(ada.actor, sale, "0")).toMatchObject({ ok: false });
  });

  it("is refused where a lot has fewer units, comes later or is of another account", async () => {
    const { cheap, sale } = await ledger();
    const later = await add({ date: "2025-04-10", quantity: "10", price: "90" });
    const other = await add({ date: "2025-01-11", quantity: "10", price: "90" }, await db.account(ada.actor, { displayName: "Other" }));
    const answer = await chooseLots(ada.actor, sale, "0", choice([cheap, "11"], [later, "1"], [other, "1"]));
    expect(answer).toMatchObject({ ok: false });
    expect(answer.ok ? [] : Object.keys(answer.fieldErrors ?? {}).sort()).toEqual([`lot.${cheap}`, `lot.${later}`, `lot.${other}`].sort());
    expect((await detail(sale)).seen).toBe("0");
  });

  it("is refused where the portfolio's method doesn't ask for it, and for rows that close nothing", async () => {
    const { cheap, dear, sale } = await ledger();
    expect(await chooseLots(ada.actor, dear, "0", choice([cheap, "1"]))).toMatchObject({ ok: false });
    await setCostMethod(ada.actor, ada.portfolioId, "fifo");
    expect(await chooseLots(ada.actor, sale, "0", choice([dear, "8"]))).toMatchObject({ ok: false });
    expect(await gains()).toEqual([[String(cheap), "480"]]);
  });

  it("names a lot that is deleted since: it is told, nothing is lost, and it counts again when the lot is back", async () => {
    const { cheap, dear, sale } = await ledger();
    await chooseLots(ada.actor, sale, "0", choice([dear, "8"]));
    await deleteTransaction(ada.actor, dear);
    expect(await saleOf(sale)).toMatchObject({
      lost: [{ rowId: String(dear), quantity: "8" }],
      lots: [{ lotId: String(cheap), taken: "8" }],
    });
    expect(await problems()).toContainEqual({
      ...{ message: expect.stringContaining("names a lot"), count: 1 },
      href: `/accounts/${accountId}/transactions/${sale}`,
    });
    await restoreTransaction(ada.actor, dear);
    expect(await saleOf(sale)).toMatchObject({ lost: [] });
    expect(await gains()).toEqual([[String(dear), "80"]]);
  });

  it("goes along with a delivery to another account", async () => {
    await ledger();
    const out = await add({ date: "2025-04-10", tradeType: "transfer_out", quantity: "5", price: "0" });
    const lots = (await saleOf(out))?.lots ?? [];
    expect(lots.map(({ open, gain }) => [open, gain])).toEqual([
      ["2", null],
      ["10", null],
    ]);
    const dear = BigInt(lots[1]?.lotId ?? 0);
    expect(await chooseLots(ada.actor, out, "0", choice([dear, "5"]))).toMatchObject({ ok: true });
    expect((await saleOf(out))?.lots.map(({ taken }) => taken)).toEqual(["0", "5"]);
    await deleteTransaction(ada.actor, dear);
    expect((await saleOf(out))?.lost).toEqual([{ rowId: String(dear), quantity: "5" }]);
    expect(await problems()).toContainEqual(expect.objectContaining({ href: `/accounts/${accountId}/transactions/${out}` }));
  });

  it("is shown as it was recorded at an instant, after rows of it were deleted", async () => {
    const { cheap, dear, sale } = await ledger();
    const before = await detail(sale);
    const known = new Date().toISOString();
    for (const id of [cheap, dear]) await deleteTransaction(ada.actor, id);
    expect((await getSaleLots(ada.actor, before, { asOf: null, known }))?.lots).toMatchObject([{ taken: "8" }, { taken: "0" }]);
    expect(await getSaleLots(ada.actor, before, NOW)).toBeNull();
  });

  it("is worked out with the cost that a merger carried over from another instrument", async () => {
    const sale = await merged();
    expect((await saleOf(sale))?.lots).toMatchObject([{ open: "20", unitCost: "50", taken: "5", gain: "150" }]);
  });
});

/** 10 OLD at 100 became 20 ACME; 5 of them are sold at 80. */
async function merged(): Promise<bigint> {
  await add({ date: "2025-01-10", symbol: "OLD", quantity: "10", price: "100" });
  const gone = await add({ date: "2025-02-10", symbol: "OLD", tradeType: "merger", quantity: "-10", reason: "merged" });
  const come = await add({ date: "2025-02-10", tradeType: "merger", quantity: "20", reason: "merged" });
  await db.owner.query('UPDATE transactions SET meta = meta || \'{"groupId": "m1"}\' WHERE id = ANY ($1::bigint[])', [[gone, come]]);
  return add({ date: "2025-03-10", tradeType: "sell", quantity: "5", price: "80" });
}

describe("another user", () => {
  it("sees no lots, and can neither choose nor clear them", async () => {
    const { dear, sale } = await ledger();
    const eve = await db.signUp("Eve");
    expect(await getSaleLots(eve.actor, await detail(sale), NOW)).toBeNull();
    const missing = await chooseLots(eve.actor, 987_654_321n, "0", choice([dear, "8"]));
    expect(await chooseLots(eve.actor, sale, "0", choice([dear, "8"]))).toEqual(missing);
    expect(await clearLots(eve.actor, sale, "0")).toEqual(missing);
    expect((await detail(sale)).seen).toBe("0");
  });
});
