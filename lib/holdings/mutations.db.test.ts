import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { type TestDatabase, testDatabase } from "@/test/database";
import { brokerSnapshot, ledger } from "./arrange";
import { addHolding, deleteHolding, editHolding, restoreHolding } from "./mutations";
import { getAccountHoldings, getHolding } from "./queries";
import { addHoldingSchema, editHoldingSchema } from "./schema";

let db: TestDatabase;
let actor: Actor;
let account: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor } = await db.signUp());
  account = await db.account(actor);
});

const FIELDS = { assetType: "stock", symbol: "ACME", quantity: "10", avgPrice: "100", marketPrice: "120", currency: "USD" };
const form = (fields: Record<string, string> = {}) =>
  addHoldingSchema.parse({ ...FIELDS, accountId: account.toString(), asOf: "2025-03-01", ...fields });
const edit = (fields: Record<string, string> = {}) => {
  const { id: _id, ...input } = editHoldingSchema.parse({ ...FIELDS, id: "1", ...fields });
  return input;
};
async function added(fields?: Record<string, string>): Promise<bigint> {
  const outcome = await addHolding(actor, form(fields));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return BigInt(outcome.data.id);
}
const holdings = async (snapshotId?: string) => {
  const view = await getAccountHoldings(actor, account, snapshotId === undefined ? {} : { snapshotId });
  if (!view) throw new Error("the holdings are missing");
  return view;
};
const held = async () => (await holdings()).rows.map(({ symbol, quantity }) => [symbol, quantity]);
const revisions = (id: bigint) =>
  db.owner.query<{ operation: string; before: object | null; after: object | null }>(
    "SELECT operation, before, after FROM revisions WHERE table_name = 'holdings' AND row_id = $1 ORDER BY id",
    [id],
  );

describe("a holding that a person adds", () => {
  it("is the account's, with its cost and value worked out", async () => {
    const id = await added({ isin: "us0378331005", name: "Acme Inc." });
    const { rows, snapshot } = await holdings();
    expect(snapshot).toEqual({ id: "manual:2025-03-01", asOf: "2025-03-01T00:00:00.000Z", dateOnly: true, source: "manual" });
    expect(rows).toMatchObject([
      {
        id: id.toString(),
        origin: "manual",
        name: "Acme Inc.",
        isin: "US0378331005",
        costValue: "1000",
        marketValue: "1200",
        gain: "200",
        price: "120",
        priceAt: "2025-03-01",
      },
    ]);
    expect(await getHolding(actor, id)).toMatchObject({ editable: true, snapshotId: "manual:2025-03-01" });
  });

  it("joins those of the same date", async () => {
    await added();
    await added({ symbol: "OTHER", quantity: "-2", avgPrice: "", marketPrice: "" });
    expect(await held()).toEqual([
      ["ACME", "10"],
      ["OTHER", "-2"],
    ]);
    expect((await holdings()).snapshots).toHaveLength(1);
  });

  it("takes along those of the date before, so that nothing vanishes from view", async () => {
    await added();
    await added({ symbol: "OTHER", asOf: "2025-04-01" });
    expect(await held()).toEqual([
      ["ACME", "10"],
      ["OTHER", "10"],
    ]);
    expect((await holdings("manual:2025-03-01")).rows).toHaveLength(1);
  });

  it("corrects the broker's row of the same instrument and leaves the broker's list as it came", async () => {
    await brokerSnapshot(db, account, "list", "2025-03-01T20:30:00.000Z", [
      { isin: "US0378331005" },
      { symbol: "KEPT", meta: { multiplier: "5" } },
    ]);
    await added({ quantity: "12" });
    expect(await held()).toEqual([
      ["ACME", "12"],
      ["KEPT", "10"],
    ]);
    expect((await holdings()).snapshot).toMatchObject({ source: "manual", asOf: "2025-03-01T20:30:00.000Z", dateOnly: false });
    expect((await holdings("list")).rows.map(({ quantity }) => quantity)).toEqual(["10", "10"]);
  });

  it("takes along what the ledger yields where there is no list up to its date", async () => {
    const usd = { currency: "USD", tradeTime: "2025-01-02T10:00:00.000Z" };
    await ledger(db, account, [
      { ...usd, quantity: "3", price: "7", symbol: "LEDGER" },
      { ...usd, symbol: "LATER", tradeTime: "2025-03-02T00:00:00.000Z" },
    ]);
    await brokerSnapshot(db, account, "later", "2025-05-01T00:00:00.000Z");
    await added();
    expect((await holdings("manual:2025-03-01")).rows).toMatchObject([
      { symbol: "ACME" },
      { symbol: "LEDGER", quantity: "3", avgPrice: "7", marketValue: "21", priceAt: "2025-01-02", origin: "manual" },
      { assetType: "cash", quantity: "-21" },
    ]);
  });

  it("before the newest list says which one to choose to see it", async () => {
    await brokerSnapshot(db, account, "later", "2025-05-01T00:00:00.000Z");
    expect(await addHolding(actor, form())).toMatchObject({ ok: true, message: expect.stringContaining("choose the one of 2025-03-01") });
  });

  it("is refused a second time in the same list", async () => {
    await added();
    expect(await addHolding(actor, form({ symbol: "acme" }))).toMatchObject({
      ok: false,
      fieldErrors: { symbol: expect.stringContaining("already in this list") },
    });
    expect(await held()).toEqual([["ACME", "10"]]);
  });

  it("is refused for a day that is nowhere yet", async () => {
    expect(await addHolding(actor, form({ asOf: "2999-01-01" }))).toMatchObject({ ok: false, fieldErrors: { asOf: expect.any(String) } });
    expect((await holdings()).snapshots).toEqual([]);
  });

  it("keeps an ISIN that looks wrong, with a warning", async () => {
    expect(await addHolding(actor, form({ isin: "US0378331006" }))).toMatchObject({
      ok: true,
      message: expect.stringContaining("check digit"),
    });
  });

  it("keeps every digit", async () => {
    const digits = "1234567890123456789012345678.123456789012345678";
    await added({ quantity: digits, avgPrice: "1" });
    expect((await holdings()).rows).toMatchObject([{ quantity: digits, costValue: digits }]);
  });

  it("never makes two lists of one date, however many people press the button at once", async () => {
    const outcomes = await Promise.all(["ONE", "TWO", "THREE", "ONE"].map((symbol) => addHolding(actor, form({ symbol }))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await held()).toEqual([
      ["ONE", "10"],
      ["THREE", "10"],
      ["TWO", "10"],
    ]);
  });
});

describe("an edit", () => {
  it("changes the row, keeps what the form doesn't know, and leaves its before and after", async () => {
    const id = await added({ multiplier: "10", name: "Acme Inc." });
    await db.owner.query('UPDATE holdings SET meta = meta || \'{"folio": "77"}\' WHERE id = $1', [id]);
    expect(await editHolding(actor, id, edit({ quantity: "11", marketPrice: "", name: "" }))).toMatchObject({ ok: true });
    expect(await getHolding(actor, id)).toMatchObject({ quantity: "11", costValue: "11000", marketValue: null, price: null, name: null });
    const [row] = await db.owner.query<{ meta: object }>("SELECT meta FROM holdings WHERE id = $1", [id]);
    expect(row?.meta).toEqual({ source: "manual", multiplier: "10", folio: "77", instrument: {} });
    expect((await revisions(id)).at(-1)).toMatchObject({ operation: "update", before: { quantity: 10 }, after: { quantity: 11 } });
  });

  it("is refused when it makes two rows of one instrument", async () => {
    await added();
    const other = await added({ symbol: "OTHER" });
    expect(await editHolding(actor, other, edit())).toMatchObject({ ok: false, fieldErrors: { symbol: expect.any(String) } });
    expect(await editHolding(actor, other, edit({ symbol: "OTHER", quantity: "3" }))).toMatchObject({ ok: true });
  });
});

describe("a broker's own list", () => {
  it("is neither edited nor deleted from, and the refusal says what to do instead", async () => {
    await brokerSnapshot(db, account, "list", "2025-03-01T00:00:00.000Z");
    const [row] = (await holdings()).rows;
    const id = BigInt(row?.id ?? 0);
    const refusal = { ok: false, message: expect.stringContaining("Add a holding for the same instrument") };
    expect(await editHolding(actor, id, edit())).toMatchObject(refusal);
    expect(await deleteHolding(actor, id)).toMatchObject(refusal);
    expect(await held()).toEqual([["ACME", "10"]]);
  });
});

describe("a deleted holding", () => {
  it("comes back as it was, with its id, and both are in its history", async () => {
    const id = await added({ name: "Acme Inc.", quantity: "0.123456789012345678901234567890" });
    const before = await getHolding(actor, id);
    expect(await deleteHolding(actor, id)).toEqual({ ok: true, data: { id: id.toString() }, message: "“ACME” was deleted." });
    expect(await holdings()).toMatchObject({ rows: [], derived: false, snapshot: { id: "manual:2025-03-01" } });
    expect(await restoreHolding(actor, id)).toMatchObject({ ok: true });
    expect(await getHolding(actor, id)).toEqual(before);
    expect((await revisions(id)).map(({ operation }) => operation)).toEqual(["delete", "restore"]);
  });

  it("doesn't come back twice, nor beside a row that has taken its place", async () => {
    const id = await added();
    await deleteHolding(actor, id);
    await added();
    expect(await restoreHolding(actor, id)).toMatchObject({ ok: false, message: "“ACME” is in the list again already." });
    const other = await added({ symbol: "OTHER" });
    await deleteHolding(actor, other);
    const outcomes = await Promise.all([restoreHolding(actor, other), restoreHolding(actor, other)]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await held()).toHaveLength(2);
  });

  it("that never was can't come back", async () => {
    expect(await restoreHolding(actor, await added())).toMatchObject({ ok: false });
    expect(await restoreHolding(actor, 999_999n)).toMatchObject({ ok: false });
  });
});

describe("somebody else", () => {
  it("can add, change, delete and restore nothing, and is told what a missing row would tell", async () => {
    const [kept, gone] = [await added(), await added({ symbol: "GONE" })];
    await deleteHolding(actor, gone);
    const { actor: other } = await db.signUp("Eve");
    const missing = { ok: false, message: expect.stringContaining("isn't there any more") };
    expect(await addHolding(other, form({ symbol: "HERS" }))).toMatchObject(missing);
    expect(await editHolding(other, kept, edit({ quantity: "1" }))).toMatchObject(missing);
    expect(await deleteHolding(other, kept)).toMatchObject(missing);
    expect(await restoreHolding(other, gone)).toMatchObject(missing);
    expect(await held()).toEqual([["ACME", "10"]]);
  });
});
