import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { type BrokerRow, brokerSnapshot, ledger } from "@/lib/holdings/arrange";
import { decimal } from "@/lib/money/decimal";
import { type TestDatabase, testDatabase } from "@/test/database";
import type { DraftInput } from "@/test/factories";
import { acceptDifference, applyFix, endAcceptance, undoFix } from "./mutations";
import { ALL_OPENINGS } from "./openings";
import { getAgreement, getReconciliation, openDifferences } from "./queries";
import type { CauseKind, ReconciledLine } from "./schema";

let db: TestDatabase;
let actor: Actor;
let portfolioId: bigint;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor, portfolioId } = await db.signUp());
  accountId = await db.account(actor);
});

const AS_OF = "2025-06-30T00:00:00.000Z";
const acme = (fields: DraftInput = {}): DraftInput => ({ symbol: "ACME", currency: "USD", quantity: "10", price: "100", ...fields });
const snapshot = (rows: readonly BrokerRow[], id = "june", asOf = AS_OF) => brokerSnapshot(db, accountId, id, asOf, rows);

async function page(of: Actor = actor, id: bigint = accountId) {
  const view = await getReconciliation(of, id);
  if (!view) throw new Error("the account is missing");
  return view;
}

async function lineOf(symbol: string): Promise<ReconciledLine> {
  const line = (await page()).lines.find(({ subject }) => subject.symbol === symbol);
  if (!line) throw new Error(`there is no line of ${symbol}`);
  return line;
}

async function fixInput(symbol: string, kind: CauseKind, more: { date?: string; reason?: string } = {}) {
  const line = await lineOf(symbol);
  const cause = line.causes.find((each) => each.kind === kind);
  if (!cause?.fix) throw new Error(`${symbol} has no fix for ${kind}, only ${line.causes.map((each) => each.kind).join(", ")}`);
  return {
    accountId: accountId.toString(),
    snapshotId: "june",
    subject: line.subject.key,
    cause: cause.id,
    seal: cause.fix.seal,
    reason: more.reason ?? cause.fix.reason,
    date: more.date ?? null,
    price: null,
  };
}

async function fix(symbol: string, kind: CauseKind, more: { date?: string } = {}): Promise<bigint> {
  const outcome = await applyFix(actor, await fixInput(symbol, kind, more));
  if (!outcome.ok) throw new Error(outcome.message);
  return BigInt(outcome.data.fixId);
}

/** Every row of the person's ledgers and every tombstone, as it stands. */
async function everything(): Promise<unknown[]> {
  const of = "SELECT a.id FROM broker_accounts a JOIN portfolios p ON p.id = a.portfolio_id WHERE p.user_id = $1";
  return [
    await db.owner.query(`SELECT * FROM transactions WHERE broker_account_id IN (${of}) ORDER BY id`, [actor.userId]),
    await db.owner.query(`SELECT import_key, transaction_id FROM transaction_tombstones WHERE broker_account_id IN (${of})`, [
      actor.userId,
    ]),
  ];
}

describe("a comparison", () => {
  it("counts a date's whole day, and of an instant what came before it", async () => {
    await ledger(db, accountId, [acme({ tradeTime: "2025-06-30T20:00:00.000Z" })]);
    await snapshot([{}]);
    expect(await lineOf("ACME")).toMatchObject({ ledger: "10", broker: "10", state: "agrees" });
    await snapshot([{}], "noon", "2025-06-30T12:00:00.000Z");
    expect((await page()).lines[0]).toMatchObject({ ledger: "0", difference: "10", state: "open" });
  });

  it("takes a symbol on one side and its ISIN on the other as one, where anything says so", async () => {
    await ledger(db, accountId, [acme({ meta: { instrument: { isin: "US0378331005" } } }), acme({ quantity: "5" })]);
    await snapshot([{ symbol: "US0378331005", isin: "US0378331005", quantity: "15" }]);
    expect((await page()).lines).toMatchObject([{ difference: "0", state: "agrees" }]);
  });

  it("says nothing of cash where the broker's list has none", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{}]);
    const view = await page();
    expect(view.comparesCash).toBe(false);
    expect(view.lines.map(({ subject }) => subject.kind)).toEqual(["instrument"]);
  });

  it("compares cash by currency, the one that the list doesn't name included", async () => {
    await ledger(db, accountId, [
      acme(),
      { assetType: "cash", symbol: "EUR", currency: "EUR", tradeType: "deposit", quantity: "5", price: "1" },
    ]);
    await snapshot([{}, { assetType: "cash", symbol: "USD", quantity: "-1000" }]);
    const cash = (await page()).lines.filter(({ subject }) => subject.kind === "cash");
    expect(cash.map(({ subject, difference }) => [subject.currency, difference])).toEqual([
      ["EUR", "-5"],
      ["USD", "0"],
    ]);
  });

  it("is kept, once for each state of the ledger that was looked at", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ quantity: "20" }]);
    await Promise.all([page(), getAgreement(actor, accountId), openDifferences(actor, portfolioId)]);
    expect((await page()).history).toMatchObject([{ agreeing: 0, open: 1, accepted: 0 }]);
    await ledger(db, accountId, [acme()]);
    expect((await page()).history).toMatchObject([{ agreeing: 1, open: 0 }, { open: 1 }]);
  });

  it("of a list without a ledger is no difference to mend, and none is listed", async () => {
    await snapshot([{}]);
    expect(await getAgreement(actor, accountId)).toEqual({ snapshot: null, agreeing: 0, open: 0, accepted: 0 });
    expect(await openDifferences(actor, portfolioId)).toMatchObject({ open: [], compared: 0 });
  });
});

describe("a missing split", () => {
  it("is written as an ordinary row, and its undo leaves everything as before", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ quantity: "20", meta: { price: "50" } }]);
    const before = await everything();
    const id = await fix("ACME", "split", { date: "2025-03-03" });
    const [row] = await db.owner.query("SELECT * FROM transactions WHERE broker_account_id = $1 AND trade_type = 'split'", [accountId]);
    expect(row).toMatchObject({ quantity: "10", price: "0", trade_time: new Date("2025-03-03T00:00:00Z") });
    expect(row?.meta).toMatchObject({
      netAmount: "0",
      corporateAction: { ratio: { to: "2", from: "1" } },
      reason: "2:1 split that the ledger lacked.",
      importKey: expect.stringMatching(/^reconciliation:/),
    });
    expect((await page()).lines).toMatchObject([{ state: "agrees" }]);
    expect(await getAgreement(actor, accountId)).toMatchObject({ open: 0, agreeing: 1, snapshot: { asOf: AS_OF } });
    expect((await page()).fixes).toMatchObject([{ kind: "split", label: "ACME", undoneAt: null }]);
    expect(await undoFix(actor, id)).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
    expect((await page()).fixes[0]?.undoneAt).not.toBeNull();
    expect(await undoFix(actor, id)).toMatchObject({ ok: false });
  });

  it("on a day that doesn't fit is refused beside the field, and nothing is written", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ quantity: "20", meta: { price: "50" } }]);
    const before = await everything();
    const outcome = await applyFix(actor, await fixInput("ACME", "split", { date: "2024-12-24" }));
    expect(outcome).toMatchObject({ ok: false, fieldErrors: { date: expect.stringContaining("2025-01-03") } });
    expect(await everything()).toEqual(before);
  });

  it("that was previewed before the ledger changed writes nothing", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ quantity: "20" }]);
    const input = await fixInput("ACME", "split");
    await ledger(db, accountId, [acme({ quantity: "1", tradeTime: "2025-05-05T10:00:00.000Z" })]);
    expect(await applyFix(actor, input)).toMatchObject({ ok: false, message: expect.stringContaining("has changed since") });
  });
});

describe("every other fix", () => {
  it("deletes a duplicate with a tombstone, and its undo brings back the row as it was", async () => {
    await ledger(db, accountId, [acme({ meta: { importKey: "a" } }), acme({ meta: { importKey: "b" } })]);
    await snapshot([{}]);
    const before = await everything();
    const id = await fix("ACME", "duplicate");
    expect(await db.owner.query("SELECT import_key FROM transaction_tombstones WHERE broker_account_id = $1", [accountId])).toEqual([
      { import_key: "b" },
    ]);
    expect((await page()).lines).toMatchObject([{ state: "agrees" }]);
    expect(await undoFix(actor, id)).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it("turns a wrong sign round as an edit with its reason, and its undo leaves no trace in the row", async () => {
    await ledger(db, accountId, [acme(), acme({ quantity: "4", tradeTime: "2025-02-02T10:00:00.000Z" })]);
    await snapshot([{ quantity: "6" }]);
    const before = await everything();
    const id = await fix("ACME", "wrong_sign");
    const [revision] = await db.owner.query("SELECT reason FROM revisions WHERE broker_account_id = $1 ORDER BY id DESC LIMIT 1", [
      accountId,
    ]);
    expect(revision).toEqual({ reason: "The row had the wrong sign." });
    expect((await page()).lines).toMatchObject([{ state: "agrees" }]);
    expect(await undoFix(actor, id)).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it("brings back a deleted row that the broker counts", async () => {
    await ledger(db, accountId, [acme(), acme({ quantity: "3", meta: { importKey: "gone" } })]);
    await db.owner.query("DELETE FROM transactions WHERE broker_account_id = $1 AND quantity = 3", [accountId]);
    await snapshot([{ quantity: "13" }]);
    await fix("ACME", "deleted_row");
    expect((await page()).lines).toMatchObject([{ state: "agrees" }]);
  });

  it("renames with two rows of one group", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ symbol: "NEWCO" }]);
    const before = await everything();
    const id = await fix("ACME", "rename");
    const rows = await db.owner.query<{ symbol: string; quantity: string; group: string }>(
      `SELECT symbol, quantity::text, meta ->> 'groupId' AS "group" FROM transactions WHERE broker_account_id = $1 AND trade_type = 'symbol_change' ORDER BY id`,
      [accountId],
    );
    expect(rows).toMatchObject([
      { symbol: "ACME", quantity: "-10" },
      { symbol: "NEWCO", quantity: "10" },
    ]);
    expect(rows[0]?.group).toMatch(/^fix:/);
    expect(rows[1]?.group).toBe(rows[0]?.group);
    expect((await page()).lines).toMatchObject([{ state: "agrees" }]);
    expect(await undoFix(actor, id)).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it("records both ends of a transfer in both accounts, and takes both back", async () => {
    const other = await db.account(actor, { displayName: "Other" });
    await ledger(db, accountId, [acme()]);
    await ledger(db, other, [acme({ quantity: "1" })]);
    await snapshot([{ quantity: "6" }]);
    await brokerSnapshot(db, other, "june", AS_OF, [{ quantity: "5" }]);
    // The other account's difference is known from its own comparison.
    await openDifferences(actor, portfolioId);
    const before = await everything();
    const id = await fix("ACME", "transfer");
    expect(await openDifferences(actor, portfolioId)).toMatchObject({ open: [], compared: 2 });
    expect(await undoFix(actor, id)).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it("completes a transfer of which one account has an end", async () => {
    const other = await db.account(actor, { displayName: "Other" });
    await ledger(db, other, [
      acme(),
      acme({ tradeType: "transfer_out", quantity: "-10", price: "0", tradeTime: "2025-03-03T00:00:00.000Z" }),
    ]);
    await ledger(db, accountId, [acme({ symbol: "BETA" })]);
    await snapshot([{}, { symbol: "BETA" }]);
    await fix("ACME", "transfer");
    const groups = await db.owner.query<{ count: string }>(
      "SELECT count(*) FROM transactions WHERE broker_account_id IN ($1, $2) AND trade_type LIKE 'transfer%' GROUP BY meta ->> 'groupId'",
      [accountId, other],
    );
    expect(groups).toEqual([{ count: "2" }]);
  });

  it("records all opening balances at once, at the broker's cost, and takes them back at once", async () => {
    await ledger(db, accountId, [acme({ symbol: "BETA" })]);
    await snapshot([{ symbol: "BETA" }, { avgPrice: "12.5" }, { symbol: "GAMMA", quantity: "3" }]);
    const before = await everything();
    const { openings } = await page();
    const outcome = await applyFix(actor, {
      accountId: accountId.toString(),
      snapshotId: "june",
      ...ALL_OPENINGS,
      seal: openings?.seal ?? "",
      reason: "From before.",
      date: "2024-12-31",
      price: null,
    });
    const rows = await db.owner.query(
      "SELECT symbol, quantity::text, price::text, trade_time FROM transactions WHERE broker_account_id = $1 AND trade_type = 'opening_balance' ORDER BY symbol",
      [accountId],
    );
    const trade_time = new Date("2024-12-31T00:00:00Z");
    expect(rows).toEqual([
      { symbol: "ACME", quantity: "10", price: "12.5", trade_time },
      { symbol: "GAMMA", quantity: "3", price: "0", trade_time },
    ]);
    expect((await page()).lines.map(({ state }) => state)).toEqual(["agrees", "agrees", "agrees"]);
    expect(await undoFix(actor, BigInt(outcome.ok ? outcome.data.fixId : 0))).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it("is not undone once somebody has changed its row", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ quantity: "20" }]);
    const id = await fix("ACME", "split");
    await db.owner.query("UPDATE transactions SET quantity = 11 WHERE broker_account_id = $1 AND trade_type = 'split'", [accountId]);
    const before = await everything();
    expect(await undoFix(actor, id)).toMatchObject({ ok: false, message: expect.stringContaining("changed since") });
    expect(await everything()).toEqual(before);
  });
});

describe("an acceptance", () => {
  const accept = async (more: { until?: string; difference?: string } = {}) => {
    const line = await lineOf("ACME");
    return acceptDifference(actor, {
      accountId: accountId.toString(),
      snapshotId: "june",
      subject: line.subject.key,
      figure: "quantity",
      difference: decimal(more.difference ?? line.difference),
      note: "On loan.",
      until: more.until ?? null,
    });
  };
  beforeEach(async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ quantity: "7" }]);
  });

  it("closes the difference with its note until it is ended, which the history shows", async () => {
    expect(await accept()).toMatchObject({ ok: true });
    expect(await lineOf("ACME")).toMatchObject({ state: "accepted", accepted: { note: "On loan." } });
    expect(await getAgreement(actor, accountId)).toMatchObject({ open: 0, accepted: 1 });
    const { accepted } = await lineOf("ACME");
    expect(await endAcceptance(actor, BigInt(accepted?.id ?? 0))).toMatchObject({ ok: true });
    expect(await lineOf("ACME")).toMatchObject({ state: "open" });
    expect((await page()).history.map(({ open, accepted: count }) => [open, count])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  it("no longer holds for another difference, and says so", async () => {
    await accept();
    await ledger(db, accountId, [acme({ quantity: "1" })]);
    expect(await lineOf("ACME")).toMatchObject({ state: "open", difference: "-4", lapsed: { note: "On loan.", difference: "-3" } });
    expect(await getAgreement(actor, accountId)).toMatchObject({ open: 1, accepted: 0 });
  });

  it("ends with its last day", async () => {
    await accept({ until: "2999-01-01" });
    await db.owner.query("UPDATE accepted_differences SET valid_until = '2025-07-01' WHERE broker_account_id = $1", [accountId]);
    expect(await getAgreement(actor, accountId)).toMatchObject({ open: 1, accepted: 0 });
  });

  it("of a day that is over, or of a difference that is another by now, is refused", async () => {
    expect(await accept({ until: "2020-01-01" })).toMatchObject({ ok: false, fieldErrors: { until: expect.any(String) } });
    expect(await accept({ difference: "-2" })).toMatchObject({ ok: false });
  });
});

describe("the open differences of a portfolio", () => {
  it("are listed over all accounts, worst first", async () => {
    const other = await db.account(actor, { displayName: "Other" });
    await ledger(db, accountId, [acme(), acme({ symbol: "BETA" })]);
    await ledger(db, other, [acme({ symbol: "GAMMA" })]);
    await snapshot([
      { quantity: "11", meta: { price: "3" } },
      { symbol: "BETA", quantity: "9", meta: { price: "700" } },
    ]);
    await brokerSnapshot(db, other, "june", AS_OF, [{ symbol: "GAMMA", quantity: "12", meta: { price: "20" } }]);
    const found = await openDifferences(actor, portfolioId);
    expect(found?.open.map(({ symbol, value, accountName }) => [symbol, value, accountName])).toEqual([
      ["BETA", "700", "Account"],
      ["GAMMA", "40", "Other"],
      ["ACME", "3", "Account"],
    ]);
    expect(found).toMatchObject({ compared: 2, asOf: { at: AS_OF, dateOnly: true } });
  });
});

describe("another user", () => {
  it("sees no comparison, writes no fix, accepts nothing and ends nothing", async () => {
    await ledger(db, accountId, [acme()]);
    await snapshot([{ quantity: "20" }]);
    const input = await fixInput("ACME", "split");
    const id = await fix("ACME", "split");
    const before = await everything();
    const { actor: stranger } = await db.signUp("Stranger");
    expect(await getReconciliation(stranger, accountId)).toBeNull();
    expect(await getAgreement(stranger, accountId)).toBeNull();
    expect(await openDifferences(stranger, portfolioId)).toBeNull();
    expect(await applyFix(stranger, input)).toMatchObject({ ok: false });
    expect(await undoFix(stranger, id)).toMatchObject({ ok: false });
    const accepting = { ...input, figure: "quantity", difference: decimal("10"), note: "Mine.", until: null } as const;
    expect(await acceptDifference(stranger, accepting)).toMatchObject({ ok: false });
    await db.owner.query(
      "INSERT INTO accepted_differences (broker_account_id, subject, figure, difference, note) VALUES ($1, 'x', 'quantity', 1, 'x')",
      [accountId],
    );
    const [accepted] = await db.owner.query<{ id: string }>("SELECT id FROM accepted_differences WHERE broker_account_id = $1", [
      accountId,
    ]);
    expect(await endAcceptance(stranger, BigInt(accepted?.id ?? 0))).toMatchObject({ ok: false });
    expect(await everything()).toEqual(before);
  });
});
