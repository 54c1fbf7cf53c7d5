import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { explain } from "@/lib/explain/queries";
import { findInstruments, mergeInstruments } from "@/lib/instruments/mutations";
import { NOW } from "@/lib/moment/schema";
import { type TestDatabase, testDatabase } from "@/test/database";
import { anyDraft, type DraftInput } from "@/test/factories";
import { brokerSnapshot, ledger } from "./arrange";
import { getAccountHoldings, getHolding, getPortfolioHoldings } from "./queries";
import { portfolioValues } from "./values";

let db: TestDatabase;
let actor: Actor;
let portfolioId: bigint;
let account: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor, portfolioId } = await db.signUp());
  account = await db.account(actor, { displayName: "First" });
});

const day = (date: string) => `${date}T00:00:00.000Z`;
const deposit: DraftInput = {
  assetType: "cash",
  symbol: "USD",
  tradeType: "deposit",
  quantity: "5000",
  price: "1",
  currency: "USD",
  tradeTime: day("2025-01-01"),
};
const trade = (tradeType: "buy" | "sell", quantity: string, price: string, date: string, rest: DraftInput = {}): DraftInput => ({
  tradeType,
  quantity,
  price,
  currency: "USD",
  tradeTime: day(date),
  ...rest,
  meta: { dateOnly: true, ...rest.meta },
});
const holdings = async (of = account, snapshotId?: string) => {
  const view = await getAccountHoldings(actor, of, snapshotId === undefined ? {} : { snapshotId });
  if (!view) throw new Error("the holdings are missing");
  return view;
};

const valuesOf = (person: Actor) => asActor(person, portfolioValues);

/** Two names of the ledgers, which are one instrument from now on. */
async function becomeOne(keep: string, other: string): Promise<void> {
  expect(await findInstruments(actor)).toMatchObject({ ok: true });
  const idOf = async (symbol: string) => {
    const [row] = await db.owner.query<{ id: string }>(
      "SELECT i.id FROM instruments i JOIN portfolios p ON p.user_id = i.user_id WHERE p.id = $1 AND i.symbol = $2",
      [portfolioId, symbol],
    );
    return BigInt(row?.id ?? 0);
  };
  expect(await mergeInstruments(actor, await idOf(keep), await idOf(other))).toMatchObject({ ok: true });
}

describe("an account without a list of positions", () => {
  it("holds one position of what its ledger calls by two names, and explains it with the rows of both", async () => {
    await ledger(db, account, [
      trade("buy", "10", "100", "2025-01-02", { symbol: "OLD" }),
      trade("sell", "-4", "150", "2025-02-03", { symbol: "NEW" }),
      trade("buy", "1", "5", "2025-02-04", { symbol: "OTHER" }),
    ]);
    const units = async () => (await holdings()).rows.filter(({ assetType }) => assetType !== "cash").map(({ symbol }) => symbol);
    expect(await units()).toEqual(["NEW", "OLD", "OTHER"]);
    await becomeOne("NEW", "OLD");
    expect(await units()).toEqual(["NEW", "OTHER"]);
    const { rows } = await holdings();
    expect(rows[0]).toMatchObject({ quantity: "6", costValue: "600", marketValue: "900" });
    // 6 × 150, 1 × 5, and what was paid and received.
    expect((await valuesOf(actor)).get(portfolioId)).toEqual({ value: [{ currency: "USD", amount: "500" }], unvalued: 0 });
    for (const [figure, amount] of [
      ["quantity", "6"],
      ["cost", "600"],
    ] as const) {
      const subject = { account: account.toString(), instrument: "stock:OLD:USD" };
      const explained = await explain(actor, { figure, ...subject, moment: NOW });
      expect(explained?.derivation).toMatchObject({ figure: { amount }, inputCount: 2 });
    }
  });

  it("holds what its ledger adds up to, marked as derived", async () => {
    await ledger(db, account, [deposit, trade("buy", "10", "100", "2025-01-02"), trade("sell", "-4", "150", "2025-02-03")]);
    const view = await holdings();
    expect(view).toMatchObject({ derived: true, snapshot: null, snapshots: [] });
    expect(view.rows).toMatchObject([
      {
        id: null,
        origin: "ledger",
        symbol: "ACME",
        quantity: "6",
        avgPrice: "100",
        costValue: "600",
        marketValue: "900",
        gain: "300",
        gainPercent: "50",
        price: "150",
        priceAt: day("2025-02-03"),
        asOf: day("2025-02-03"),
        dateOnly: true,
        accountName: "First",
        reasons: { marketValue: "At the last trade price of 2025-02-03." },
      },
      {
        assetType: "cash",
        symbol: "USD",
        quantity: "4600",
        marketValue: "4600",
        costValue: null,
        gain: null,
        reasons: { costValue: "Cash has no cost." },
      },
    ]);
    expect(view.totals).toEqual([
      { currency: "USD", cost: "600", value: "5500", gain: "300", complete: true, withoutCost: 0, withoutValue: 0 },
    ]);
  });

  it("leaves out what was sold, and has no price where a split came after the last trade", async () => {
    await ledger(db, account, [
      trade("buy", "1", "10", "2025-01-02", { symbol: "GONE" }),
      trade("sell", "-1", "10", "2025-01-03", { symbol: "GONE" }),
      trade("buy", "10", "100", "2025-01-02"),
      { tradeType: "split", quantity: "10", price: "0", currency: "USD", tradeTime: day("2025-03-01") },
    ]);
    expect((await holdings()).rows).toMatchObject([
      {
        symbol: "ACME",
        quantity: "20",
        avgPrice: "50",
        costValue: "1000",
        marketValue: null,
        gain: null,
        reasons: { gain: "Needs a value." },
      },
      { assetType: "cash", quantity: "-1000" },
    ]);
  });

  it("says so when the cost of delivered units is nowhere told", async () => {
    await ledger(db, account, [{ tradeType: "transfer_in", quantity: "5", price: "0" }]);
    expect((await holdings()).rows).toMatchObject([
      { quantity: "5", avgPrice: null, costValue: null, reasons: { costValue: expect.stringContaining("without their cost") } },
    ]);
  });

  it("is empty while nothing has happened", async () => {
    expect(await holdings()).toEqual({ rows: [], totals: [], derived: true, snapshot: null, snapshots: [] });
  });

  it("folds rows within one millisecond, across pages, exactly once", async () => {
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       SELECT $1, 'stock', 'ACME', 1, 2, 'USD', 'buy', '2025-01-02T10:00:00.123Z'::timestamptz + (i % 7) * interval '1 microsecond', '{"source":"test","netAmount":"-2"}'
       FROM generate_series(1, 20003) i`,
      [account],
    );
    expect((await holdings()).rows).toMatchObject([
      { quantity: "20003", costValue: "40006" },
      { assetType: "cash", quantity: "-40006" },
    ]);
  });

  it("with a ledger too long to fold still has its quantities, values and cash, and says why it has no cost", async () => {
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       SELECT $1, 'stock', 'S' || i % 3, 1, 2 + i % 5, 'USD', 'buy', '2025-01-02'::timestamptz + i * interval '1 second', '{"source":"test","netAmount":"-2","multiplier":"10"}'
       FROM generate_series(1, 200004) i`,
      [account],
    );
    const { rows } = await holdings();
    expect(rows).toMatchObject([
      {
        symbol: "S0",
        quantity: "66668",
        costValue: null,
        price: "6",
        marketValue: "4000080",
        reasons: { costValue: expect.stringContaining("200,000") },
      },
      { symbol: "S1", quantity: "66668" },
      { symbol: "S2", quantity: "66668" },
      { assetType: "cash", quantity: "-400008", marketValue: "-400008" },
    ]);
  });
});

describe("an account with lists of positions", () => {
  beforeEach(async () => {
    await ledger(db, account, [trade("buy", "99", "1", "2025-01-02")]);
    await brokerSnapshot(db, account, "older", "2025-01-31T20:00:00.000Z");
    await brokerSnapshot(db, account, "newest", day("2025-02-28"), [
      { costValue: "1000", marketValue: "1100", meta: { price: "110", priceDate: "2025-02-27", instrument: { name: "Acme Inc." } } },
      { symbol: "VOID", quantity: "0" },
    ]);
  });

  it("shows the newest, whatever the ledger says, and offers the others", async () => {
    const view = await holdings();
    expect(view).toMatchObject({ derived: false, snapshot: { id: "newest", asOf: day("2025-02-28"), dateOnly: true, source: "ofx" } });
    expect(view.rows).toMatchObject([
      { name: "Acme Inc.", origin: "broker", avgPrice: "100", gain: "100", gainPercent: "10", price: "110", priceAt: "2025-02-27" },
    ]);
    expect(view.snapshots).toEqual([
      { id: "newest", asOf: day("2025-02-28"), dateOnly: true, positions: 2 },
      { id: "older", asOf: "2025-01-31T20:00:00.000Z", dateOnly: false, positions: 1 },
    ]);
  });

  it("goes back to an older one on demand", async () => {
    const view = await holdings(account, "older");
    expect(view.snapshot?.id).toBe("older");
    expect(view.rows).toMatchObject([{ quantity: "10", costValue: null, marketValue: null, gain: null }]);
    expect(view.totals).toMatchObject([{ value: null, complete: false, withoutCost: 1, withoutValue: 1 }]);
    expect(await getAccountHoldings(actor, account, { snapshotId: "unheard of" })).toBeNull();
  });

  it("holds nothing when the newest is an empty one", async () => {
    await brokerSnapshot(db, account, "empty", day("2025-03-31"), []);
    expect(await holdings()).toMatchObject({ rows: [], derived: false, snapshot: { id: "empty" } });
  });

  it("gives a single row, which is not to be edited", async () => {
    const [row] = (await holdings()).rows;
    expect(await getHolding(actor, BigInt(row?.id ?? 0))).toMatchObject({ symbol: "ACME", snapshotId: "newest", editable: false });
  });
});

describe("a portfolio", () => {
  it("holds what its accounts hold, each by its newest list or its ledger", async () => {
    const second = await db.account(actor, { displayName: "Second" });
    await ledger(db, account, [trade("buy", "3", "10", "2025-01-02")]);
    await brokerSnapshot(db, second, "old", day("2025-01-01"), [{ symbol: "GONE" }]);
    await brokerSnapshot(db, second, "new", day("2025-02-01"), [{ marketValue: "7", currency: "EUR" }]);
    const view = await getPortfolioHoldings(actor, portfolioId);
    expect(view).toMatchObject({ derived: true, snapshot: null, snapshots: [] });
    expect(view?.rows.map(({ accountName, symbol, quantity }) => [accountName, symbol, quantity])).toEqual([
      ["Second", "ACME", "10"],
      ["First", "ACME", "3"],
      ["First", "USD", "-30"],
    ]);
  });

  it("is worth what its holdings are, currency by currency, and counts those without a value", async () => {
    const second = await db.account(actor, { displayName: "Second" });
    await ledger(db, account, [
      deposit,
      trade("buy", "3", "10", "2025-01-02"),
      trade("buy", "2", "1.5", "2025-01-02", { assetType: "option", symbol: "CALL", meta: { multiplier: "100" } }),
      trade("buy", "1000", "98", "2025-01-02", { assetType: "bond", symbol: "BOND", meta: { priceUnit: "percent" } }),
      trade("buy", "1", "5000", "2025-01-02", { assetType: "future", symbol: "ES", meta: { netAmount: "-2" } }),
      {
        tradeType: "opening_balance",
        symbol: "OLD",
        quantity: "1",
        price: "4",
        currency: "USD",
        tradeTime: day("2025-01-01"),
        meta: { netAmount: "0" },
      },
    ]);
    await brokerSnapshot(db, second, "list", day("2025-02-01"), [
      { marketValue: "7", currency: "EUR" },
      { symbol: "PRICED", currency: "EUR", quantity: "2", meta: { price: "4" } },
      { symbol: "MUTE" },
      { assetType: "cash", symbol: "EUR", currency: "EUR", quantity: "100" },
    ]);
    const values = await valuesOf(actor);
    // 30 + 300 + 980 of instruments, and cash of 5000 − 30 − 300 − 980 − 2; a future and an opening balance have no value, nor has MUTE.
    expect(values.get(portfolioId)).toEqual({
      value: [
        { currency: "EUR", amount: "115" },
        { currency: "USD", amount: "4998" },
      ],
      unvalued: 3,
    });
    const totals = (await getPortfolioHoldings(actor, portfolioId))?.totals.map(({ currency, value, withoutValue }) => ({
      currency,
      value,
      withoutValue,
    }));
    expect(totals).toEqual([
      { currency: "EUR", value: "115", withoutValue: 0 },
      { currency: "USD", value: "4998", withoutValue: 3 },
    ]);
  });

  it("is worth the same by the database's sums and by the engine's fold, whatever the ledger", async () => {
    await ledger(db, account, fc.sample(anyDraft, { numRuns: 1000, seed: 5 }));
    const values = (await valuesOf(actor)).get(portfolioId);
    const { totals = [] } = (await getPortfolioHoldings(actor, portfolioId)) ?? {};
    expect(totals.length).toBeGreaterThan(3);
    expect(values?.value).toEqual(totals.map(({ currency, value }) => ({ currency, amount: value })));
    expect(values?.unvalued).toBe(totals.reduce((sum, { withoutValue }) => sum + withoutValue, 0));
  });

  it("with no accounts is worth nothing, and says nothing about currencies", async () => {
    const { actor: newcomer, portfolioId: empty } = await db.signUp();
    expect(await valuesOf(newcomer)).toEqual(new Map([[empty, { value: [], unvalued: 0 }]]));
    expect(await getPortfolioHoldings(newcomer, empty)).toMatchObject({ rows: [], totals: [], derived: false });
  });
});

describe("somebody else", () => {
  it("sees no account, no portfolio, no holding and no value", async () => {
    await brokerSnapshot(db, account, "list", day("2025-02-01"), [{ marketValue: "7" }]);
    const [row] = (await holdings()).rows;
    const { actor: other, portfolioId: own } = await db.signUp("Eve");
    expect(await getAccountHoldings(other, account)).toBeNull();
    expect(await getAccountHoldings(other, account, { snapshotId: "list" })).toBeNull();
    expect(await getPortfolioHoldings(other, portfolioId)).toBeNull();
    expect(await getHolding(other, BigInt(row?.id ?? 0))).toBeNull();
    expect([...(await valuesOf(other)).keys()]).toEqual([own]);
  });
});
