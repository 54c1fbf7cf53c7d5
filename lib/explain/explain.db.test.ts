import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { instrumentKey } from "@/lib/engine/ledger-row";
import { brokerSnapshot, ledger } from "@/lib/holdings/arrange";
import { addHolding, editHolding } from "@/lib/holdings/mutations";
import { getAccountHoldings, getPortfolioHoldings } from "@/lib/holdings/queries";
import { addHoldingSchema, type HoldingsView } from "@/lib/holdings/schema";
import { add, type DecimalString } from "@/lib/money/decimal";
import { listPortfolios } from "@/lib/portfolios/queries";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction, deleteTransaction, editTransaction } from "@/lib/transactions/mutations";
import { type TestDatabase, testDatabase } from "@/test/database";
import { anyDraft, type DraftInput } from "@/test/factories";
import { explainHref } from "./address";
import { explain } from "./queries";
import { type ExplainSubject, type Explanation, type FigureName, parseExplainRequest } from "./schema";

let db: TestDatabase;
let actor: Actor;
let account: bigint;
let portfolio: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor, portfolioId: portfolio } = await db.signUp());
  account = await db.account(actor, { displayName: "Broker" });
});

/** Through the address, as a page does. */
async function at(href: string, reader = actor): Promise<Explanation | null> {
  const { pathname, searchParams } = new URL(href, "http://localhost");
  const request = parseExplainRequest(pathname.split("/").at(-1) ?? "", Object.fromEntries(searchParams));
  if (!request) throw new Error(`no figure at ${href}`);
  return explain(reader, request);
}
async function explained(figure: FigureName, subject: ExplainSubject): Promise<Explanation> {
  const found = await at(explainHref(figure, subject));
  if (!found) throw new Error(`${figure} isn't explained`);
  return found;
}
const sumOf = ({ derivation }: Explanation) => add(...derivation.inputs.flatMap(({ amount }) => amount ?? []));
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
  const outcome = await addTransaction(actor, account, form(fields));
  if (!outcome.ok) throw new Error(outcome.message);
  return BigInt(outcome.data.id);
}
const ACME: () => ExplainSubject = () => ({ account: account.toString(), instrument: "stock:ACME:USD" });

/** Every number of a page of holdings, with the address that explains it. */
function numbersOf({ rows, totals }: HoldingsView, subject: ExplainSubject): [string, DecimalString | null][] {
  const ofRows = rows.flatMap((row) => {
    const of = { account: row.accountId, instrument: instrumentKey(row) };
    return [
      [explainHref("quantity", of), row.quantity],
      [explainHref("average-price", of), row.avgPrice],
      [explainHref("cost", of), row.costValue],
      [explainHref("market-value", of), row.marketValue],
      [explainHref("gain", of), row.gain],
      [explainHref("gain-percent", of), row.gainPercent],
    ] as [string, DecimalString | null][];
  });
  const ofTotals = totals.flatMap(({ currency, cost, value, gain }) => [
    [explainHref("total-cost", { ...subject, currency }), cost],
    [explainHref("total-value", { ...subject, currency }), value],
    [explainHref("total-gain", { ...subject, currency }), gain],
  ]) as [string, DecimalString | null][];
  return [...ofRows, ...ofTotals];
}

describe("the derivation of a number on a page", () => {
  it("has the page's number, or the page's reason, for whatever a ledger holds; and sums are the sum of what they list", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDraft, { maxLength: 12 }), async (rows) => {
        account = await db.account(actor);
        await ledger(db, account, rows as DraftInput[]);
        const view = await getAccountHoldings(actor, account);
        if (!view) throw new Error("the holdings are missing");
        for (const [href, amount] of numbersOf(view, { account: account.toString() })) {
          const found = await at(href);
          expect(found?.derivation.figure.amount, href).toBe(amount);
          expect(found?.derivation.reason === null, href).toBe(amount !== null);
          expect(found?.derivation.substituted === "", href).toBe(amount === null);
          if (found && /explain\/(quantity|cost|total-\w+)\?/.test(href) && amount !== null) expect(sumOf(found), href).toBe(amount);
        }
      }),
      { numRuns: 6 },
    );
  }, 240_000);

  it("has the page's number for a broker's list, one kept by hand, and the two in one portfolio", async () => {
    await brokerSnapshot(db, account, "june", "2025-06-30T00:00:00.000Z", [
      { quantity: "10", avgPrice: "100", meta: { price: "120", priceDate: "2025-06-30" } },
      { symbol: "BOND", assetType: "bond", quantity: "5000", costValue: "4900", meta: { price: "99.5", priceUnit: "percent" } },
      { symbol: "OPT", assetType: "option", quantity: "-2", costValue: "-300", meta: { price: "1.25", multiplier: "100" } },
      { symbol: "GIFT", quantity: "3" },
      { symbol: "USD", assetType: "cash", quantity: "250" },
    ]);
    const vault = await db.account(actor, { displayName: "Vault" });
    const gold = { accountId: vault.toString(), assetType: "commodity", symbol: "GOLD", quantity: "2", currency: "USD", avgPrice: "1800" };
    await addHolding(actor, addHoldingSchema.parse({ ...gold, asOf: "2025-06-30" }));
    const view = await getPortfolioHoldings(actor, portfolio);
    if (!view) throw new Error("the holdings are missing");
    const numbers = numbersOf(view, { portfolio: portfolio.toString() });
    expect(numbers.length).toBeGreaterThan(30);
    for (const [href, amount] of numbers) expect((await at(href))?.derivation.figure.amount, href).toBe(amount);
    const [listed] = await listPortfolios(actor);
    expect(listed?.value).toHaveLength(1);
    for (const { currency, amount } of listed?.value ?? [])
      expect((await explained("total-value", { portfolio: portfolio.toString(), currency })).derivation.figure.amount).toBe(amount);
  });

  it("shows the formula with its numbers, and where each is from", async () => {
    await brokerSnapshot(db, account, "june", "2025-06-30T00:00:00.000Z", [
      { symbol: "OPT", assetType: "option", quantity: "-2", costValue: "-300", meta: { price: "1.25", multiplier: "100" } },
    ]);
    const { derivation, text } = await explained("market-value", { account: account.toString(), instrument: "option:OPT:USD" });
    expect(derivation).toMatchObject({
      title: "Market value of OPT in Broker",
      figure: { amount: "-250", unit: "USD" },
      formula: "quantity × price × multiplier",
      substituted: "(−2) × 1.25 × 100 = −250 USD",
      inputs: [
        { label: "Quantity", amount: "-2", source: "The broker’s list of 2025-06-30." },
        { label: "Price", amount: "1.25", unit: "USD" },
      ],
    });
    expect(text).toContain("Market value of OPT in Broker: −250 USD");
    expect(text).toContain("- Quantity: −2 units. The broker’s list of 2025-06-30.");
  });

  it("takes the cost of what a ledger holds apart, row by row", async () => {
    await added();
    await added({ quantity: "10", price: "200", date: "2025-02-10" });
    await added({ tradeType: "sell", quantity: "5", price: "300", date: "2025-03-10" });
    const { derivation } = await explained("cost", ACME());
    expect(derivation.inputs.map(({ label, amount }) => [label, amount])).toEqual([
      ["Buy ACME", "1000"],
      ["Buy ACME", "2000"],
      ["Sell ACME", "-750"],
    ]);
    expect(derivation.substituted).toBe("1000 + 2000 − 750 = 2250 USD");
    expect(derivation.inputs[2]?.source).toContain("15 units had cost 2250 USD");
  });

  it("counts a row's cash from units, price and charges, and believes the row where that isn't how it comes about", async () => {
    const bought = await added({ quantity: "10", price: "99.5", fee: "1.5" });
    const paid = await added({ tradeType: "dividend", amount: "12.5", quantity: "" });
    const amount = async (id: bigint) => (await explained("net-amount", { transaction: id.toString() })).derivation;
    expect(await amount(bought)).toMatchObject({
      figure: { amount: "-996.5", unit: "USD" },
      substituted: "−(10 × 99.5) − 1.5 = −996.5 USD",
    });
    expect(await amount(paid)).toMatchObject({ formula: "As the row states it, after fees and taxes.", substituted: "12.5 USD" });
  });

  it("lists the first rows of many and counts the others", async () => {
    const rows = Array.from({ length: 1_234 }, (_, index): DraftInput => ({ quantity: "1", price: String(index + 1), currency: "USD" }));
    await ledger(db, account, rows);
    for (const [figure, subject] of [
      ["quantity", ACME()],
      ["cost", ACME()],
      ["cash", { account: account.toString(), currency: "USD" }],
    ] as const) {
      const { derivation, text } = await explained(figure, subject);
      expect(derivation.inputs).toHaveLength(200);
      expect(derivation).toMatchObject({ inputCount: 1_234, allInputs: expect.stringContaining(`/accounts/${account}/transactions`) });
      expect(derivation.substituted).toContain("(1,234 numbers in all)");
      expect(text).toContain("- and 1,034 more");
    }
    expect((await explained("quantity", ACME())).derivation.figure.amount).toBe("1234");
  });

  it("adds cash up over accounts, whether a list or a ledger tells it", async () => {
    await added({ tradeType: "deposit", amount: "1000", quantity: "", price: "" });
    const other = await db.account(actor, { displayName: "Other" });
    await brokerSnapshot(db, other, "june", "2025-06-30T00:00:00.000Z", [{ symbol: "USD", assetType: "cash", quantity: "250" }]);
    const { derivation } = await explained("cash", { portfolio: portfolio.toString(), currency: "USD" });
    expect(derivation).toMatchObject({ figure: { amount: "1250", unit: "USD" }, substituted: "1000 + 250 = 1250 USD" });
    expect(await at(derivation.inputs[0]?.href ?? "")).toMatchObject({ derivation: { figure: { amount: "1000" } } });
  });
});

describe("a number that was filed", () => {
  it("stays what it was, and stands beside what it is now with every row that made the difference", async () => {
    const first = await added();
    const second = await added({ quantity: "5", price: "110", date: "2025-02-10" });
    await added({ symbol: "NEWT" });
    const filed = await explained("cost", ACME());
    expect(filed.since).toBeNull();
    await editTransaction(actor, first, "0", form({ quantity: "8", reason: "The confirmation says 8." }));
    await deleteTransaction(actor, second);
    await added({ quantity: "1", price: "90", date: "2025-01-02" });
    await added({ symbol: "NEWT", quantity: "3" });
    const later = await at(filed.link);
    expect(later?.derivation).toEqual({ ...filed.derivation, ...moved(filed, later) });
    expect(later).toMatchObject({
      derivation: { figure: { amount: "1550" } },
      since: { now: { figure: { amount: "890" } }, changeCount: 3 },
    });
    expect(later?.since?.changes.map(({ what, label, on }) => [what, label, on.slice(0, 10)])).toEqual([
      ["added", "Buy ACME", "2025-01-02"],
      ["deleted", "Buy ACME", "2025-02-10"],
      ["changed", "Buy ACME", "2025-01-10"],
    ]);
    expect(later?.since?.changes[2]).toMatchObject({
      reason: "The confirmation says 8.",
      fields: expect.arrayContaining([{ field: "quantity", before: "10", after: "8" }]),
    });
    expect(await at(later?.link ?? "")).toEqual(later);
  });

  it("tells of a list that came since, and of one whose rows were edited", async () => {
    const gold = { accountId: account.toString(), assetType: "commodity", symbol: "GOLD", currency: "USD", avgPrice: "1800" };
    const first = await addHolding(actor, addHoldingSchema.parse({ ...gold, quantity: "2", asOf: "2025-06-30" }));
    if (!first.ok) throw new Error(first.message);
    const filed = await explained("cost", { account: account.toString(), instrument: "commodity:GOLD:USD" });
    await editHolding(actor, BigInt(first.data.id), addHoldingSchema.parse({ ...gold, quantity: "3", asOf: "2025-06-30" }));
    const edited = await at(filed.link);
    expect(edited).toMatchObject({
      derivation: { figure: { amount: "3600" } },
      since: { now: { figure: { amount: "5400" } }, changes: [{ what: "changed", label: "GOLD in the list of 2025-06-30" }] },
    });
    await brokerSnapshot(db, account, "july", "2025-07-31T00:00:00.000Z", [{ symbol: "NEWT", quantity: "1" }]);
    const replaced = await at(filed.link);
    expect(replaced).toMatchObject({ derivation: { figure: { amount: "3600" } }, since: { now: { figure: { amount: null } } } });
    expect(replaced?.since?.changes[0]).toMatchObject({ what: "added", label: "Broker’s list of positions" });
  });

  it("says so when what it was about has been deleted", async () => {
    const id = await added();
    const filed = await explained("net-amount", { transaction: id.toString() });
    await deleteTransaction(actor, id);
    expect(await at(filed.link)).toMatchObject({
      derivation: { figure: { amount: "-1000" } },
      since: { now: { figure: { amount: null }, reason: "It has been deleted since." }, changes: [{ what: "deleted" }] },
    });
    expect(await at(explainHref("net-amount", { transaction: id.toString() }))).toBeNull();
  });
});

describe("another user", () => {
  it("gets no derivation of anything, now or of the past", async () => {
    const id = await added();
    const scopes: [FigureName, ExplainSubject][] = [
      ...(["quantity", "average-price", "cost", "market-value", "gain", "gain-percent"] as const).map(
        (figure) => [figure, ACME()] as [FigureName, ExplainSubject],
      ),
      ...(["total-cost", "total-value", "total-gain", "cash"] as const).flatMap((figure): [FigureName, ExplainSubject][] => [
        [figure, { account: account.toString(), currency: "USD" }],
        [figure, { portfolio: portfolio.toString(), currency: "USD" }],
      ]),
      ["net-amount", { transaction: id.toString() }],
    ];
    const { actor: stranger } = await db.signUp();
    for (const [figure, subject] of scopes) {
      const { link } = await explained(figure, subject);
      expect(await at(explainHref(figure, subject), stranger)).toBeNull();
      expect(await at(link, stranger)).toBeNull();
    }
  });
});

/** What a link into the past adds to the addresses of a derivation's inputs. */
function moved(_filed: Explanation, later: Explanation | null) {
  return { inputs: later?.derivation.inputs, allInputs: later?.derivation.allInputs };
}
