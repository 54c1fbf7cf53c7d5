import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import type { TransactionDraft } from "@/lib/formats/types";
import { getImport } from "@/lib/imports/queries";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { undoImport } from "@/lib/imports/steps/undo";
import { decimal } from "@/lib/money/decimal";
import { addPrice } from "@/lib/prices/mutations";
import { deleteTransaction } from "@/lib/transactions/mutations";
import { type TestDatabase, testDatabase } from "@/test/database";
import { type DraftInput, draft } from "@/test/factories";
import { addAlias, changeSymbol, editInstrument, findInstruments, mergeInstruments, removeAlias, undoMerge } from "./mutations";
import { getImportInstruments, getInstrument, instrumentOf, listInstruments } from "./queries";
import type { InstrumentView } from "./schema";

const APPLE = "US0378331005";
const ORACLE = "US68389X1054";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
/** Instruments are a person's: each test has a person of its own. */
beforeEach(async () => {
  ({ actor } = await db.signUp());
  accountId = await db.account(actor, { broker: "file", displayName: "First" });
});

const bytes = (rows: readonly TransactionDraft[]) =>
  new TextEncoder().encode(writeHeader() + rows.map((row, index) => writeRow({ ...row, id: String(index), account: "" })).join(""));

async function stage(rows: readonly TransactionDraft[], account = accountId): Promise<bigint> {
  const importId = await stageImport(actor, { accountId: account, fileName: "ledger.csv", bytes: bytes(rows) });
  if (importId === null) throw new Error("the account is missing");
  return importId;
}

async function importRows(rows: readonly TransactionDraft[], account = accountId): Promise<bigint> {
  const importId = await stage(rows, account);
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  return importId;
}

const buy = (symbol: string, isin?: string, { meta, ...input }: DraftInput = {}) =>
  draft({ symbol, currency: "USD", ...input, meta: { ...meta, ...(isin ? { instrument: { ...meta?.instrument, isin } } : {}) } });
const names = (view: InstrumentView | undefined) => (view?.aliases ?? []).map(({ kind, value }) => `${kind}:${value}`).sort();
const all = async () => (await listInstruments(actor)).instruments;
const one = async (symbol: string) => {
  const found = (await all()).find((each) => each.symbol === symbol);
  if (!found) throw new Error(`${symbol} is no instrument`);
  return found;
};
const ledgerSize = () => asActor(actor, (tx) => tx.transaction.count());

describe("an import", () => {
  it("teaches that a symbol and an ISIN are one, and a second file finds it by either", async () => {
    await importRows([buy("AAPL", APPLE)]);
    const other = await db.account(actor, { broker: "file", displayName: "Second" });
    await importRows([buy("APPLE INC", APPLE, { quantity: "2" }), buy("AAPL", undefined, { quantity: "3" })], other);
    const [apple, ...rest] = await all();
    expect(rest).toEqual([]);
    expect(names(apple)).toEqual(["cusip:037833100", `isin:${APPLE}`, "symbol:AAPL@USD", "symbol:APPLE INC@USD"]);
    expect(apple?.heldIn.map(({ accountName, units }) => [accountName, units])).toEqual([
      ["First", "1"],
      ["Second", "5"],
    ]);
  });

  it("never makes two ISINs one because they share a symbol, and warns of it before", async () => {
    await importRows([buy("AAPL", APPLE)]);
    const second = await stage([buy("AAPL", ORACLE)]);
    const { warnings } = await getImportInstruments(actor, second);
    expect(warnings).toMatchObject([{ name: "Symbol AAPL", lines: [2] }]);
    expect(warnings[0]?.problem).toContain(APPLE);
    await commitImport(actor, second);
    expect((await all()).map(({ isins }) => isins)).toEqual([[APPLE], [ORACLE]]);
    expect((await listInstruments(actor)).suggestions).toEqual([]);
  });

  it("keeps a contract and a coin apart from the share with the same symbol", async () => {
    await importRows([
      buy("ETH"),
      buy("ETH", undefined, { assetType: "crypto", quantity: "4" }),
      buy("ETH", undefined, { assetType: "cfd" }),
    ]);
    expect((await all()).map(({ assetType, heldIn }) => [assetType, heldIn[0]?.units]).sort()).toEqual([
      ["cfd", "1"],
      ["crypto", "4"],
      ["stock", "1"],
    ]);
  });

  it("learns nothing of cash", async () => {
    await importRows([draft({ assetType: "cash", symbol: "EUR", tradeType: "deposit", quantity: "100", price: "1" })]);
    expect(await all()).toEqual([]);
  });

  it("finds the CUSIP of one file in the ISIN of another", async () => {
    await importRows([buy("ORACLE CORP", undefined, { meta: { instrument: { cusip: "68389X105" } } }), buy("ORCL", ORACLE)]);
    expect(await all()).toHaveLength(1);
  });

  it("makes one instrument when two imports bring it at the same moment", async () => {
    const other = await db.account(actor, { broker: "file", displayName: "Second" });
    const staged = [await stage([buy("AAPL", APPLE), buy("ORCL")]), await stage([buy("AAPL", APPLE), buy("MSFT")], other)];
    await Promise.all(staged.map((importId) => commitImport(actor, importId)));
    expect((await all()).map(({ symbol }) => symbol)).toEqual(["AAPL", "MSFT", "ORCL"]);
  });

  it("warns of check digits that don't fit with their lines, and imports them all the same", async () => {
    const importId = await stage([buy("AAPL", "US0378331004"), buy("ORCL", ORACLE), buy("AAPL", "US0378331004", { quantity: "7" })]);
    expect((await getImportInstruments(actor, importId)).warnings).toMatchObject([
      { name: "ISIN US0378331004", problem: expect.stringMatching(/check digit/), lines: [2, 4] },
    ]);
    expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
    expect((await one("AAPL")).warnings).toEqual([expect.stringMatching(/^ISIN US0378331004: The check digit/)]);
  });
});

describe("undoing an import", () => {
  it("forgets what nothing else names", async () => {
    const first = await importRows([buy("AAPL", APPLE), buy("ORCL")]);
    expect(await all()).toHaveLength(2);
    await undoImport(actor, first);
    expect(await all()).toEqual([]);
  });

  it("keeps the names that another import has too, until that one is undone", async () => {
    const first = await importRows([buy("AAPL", APPLE), buy("ORCL")]);
    const second = await importRows([buy("APPLE INC", APPLE, { quantity: "5" })]);
    await undoImport(actor, first);
    expect((await all()).map(names)).toEqual([["cusip:037833100", `isin:${APPLE}`, "symbol:APPLE INC@USD"]]);
    await undoImport(actor, second);
    expect(await all()).toEqual([]);
  });

  it("keeps what a person has added by hand", async () => {
    const first = await importRows([buy("AAPL", APPLE)]);
    await addAlias(actor, BigInt((await one("AAPL")).id), { kind: "wkn", value: "865985", place: "" });
    await undoImport(actor, first);
    expect((await all()).map(names)).toEqual([["wkn:865985"]]);
  });

  it("keeps an instrument that a person has given a price, under its names", async () => {
    const first = await importRows([buy("AAPL", APPLE), buy("ORCL")]);
    await addPrice(actor, BigInt((await one("AAPL")).id), { day: "2025-01-02", price: decimal("200"), currency: "USD" });
    await undoImport(actor, first);
    expect((await all()).map(names)).toEqual([["cusip:037833100", `isin:${APPLE}`, "symbol:AAPL@USD"]]);
  });
});

describe("a row that one file names by symbol and another by ISIN", () => {
  const fills = (symbol: string, isin?: string) => [1, 2, 3].map(() => buy(symbol, isin));
  /** Teaches the names by a row of another account. */
  const teach = async () => importRows([buy("AAPL", APPLE, { quantity: "99" })], await db.account(actor, { broker: "file" }));

  it("is the same row when the ISIN comes second, and three equal fills stay three", async () => {
    await teach();
    await importRows(fills("AAPL"));
    const second = await stage(fills("APPLE INC", APPLE));
    expect((await getImport(actor, accountId, second))?.transactions).toEqual({ known: 3 });
    await commitImport(actor, second);
    expect(await ledgerSize()).toBe(4);
  });

  it("is the same row when the symbol comes second, and a fourth fill is new", async () => {
    await teach();
    await importRows(fills("APPLE INC", APPLE));
    const second = await stage([...fills("AAPL"), buy("AAPL")]);
    expect((await getImport(actor, accountId, second))?.transactions).toEqual({ known: 3, new: 1 });
    await commitImport(actor, second);
    // And each file a second time, in either spelling.
    for (const rows of [fills("APPLE INC", APPLE), [...fills("AAPL"), buy("AAPL")], [...fills("AAPL"), buy("APPLE INC", APPLE)]]) {
      const again = await stage(rows);
      expect((await getImport(actor, accountId, again))?.transactions).toEqual({ known: rows.length });
    }
    expect(await ledgerSize()).toBe(5);
  });

  it("is found when the second file itself says what the symbol is", async () => {
    await importRows(fills("AAPL"));
    const second = await stage(fills("AAPL", APPLE));
    expect((await getImport(actor, accountId, second))?.transactions).toEqual({ known: 3 });
  });

  it("stays two rows while nothing says that they are one", async () => {
    await importRows(fills("AAPL"));
    const second = await stage(fills("APPLE INC", APPLE));
    expect((await getImport(actor, accountId, second))?.transactions).toEqual({ new: 3 });
  });

  it("is not found where the symbol belongs to another ISIN", async () => {
    await importRows([buy("AAPL", ORACLE, { quantity: "99" })], await db.account(actor, { broker: "file" }));
    await importRows(fills("AAPL"));
    const second = await stage(fills("AAPL", APPLE));
    expect((await getImport(actor, accountId, second))?.transactions).toEqual({ new: 3 });
  });

  it("gives the same ledger for overlapping files in any mixture of spellings, any number of times", async () => {
    const spelled = { symbol: (row: DraftInput) => buy("AAPL", undefined, row), isin: (row: DraftInput) => buy("APPLE INC", APPLE, row) };
    const spellings = fc.array(fc.constantFrom("symbol" as const, "isin" as const), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(spellings, spellings), { minLength: 1, maxLength: 4 }), async (files) => {
        ({ actor } = await db.signUp());
        accountId = await db.account(actor, { broker: "file" });
        await teach();
        for (const [monday, tuesday] of files) {
          await importRows([
            ...monday.map((how) => spelled[how]({ tradeTime: "2025-03-03T10:00:00.000Z" })),
            ...tuesday.map((how) => spelled[how]({ tradeTime: "2025-03-04T10:00:00.000Z" })),
          ]);
        }
        const most = (lists: readonly (readonly string[])[]) => Math.max(...lists.map((list) => list.length));
        expect(await ledgerSize()).toBe(1 + most(files.map(([monday]) => monday)) + most(files.map(([, tuesday]) => tuesday)));
      }),
      { numRuns: 15 },
    );
  });

  it("stays deleted, and the others are still found", async () => {
    await teach();
    await importRows(fills("AAPL"));
    const [row] = await asActor(actor, (tx) => tx.transaction.findMany({ where: { brokerAccountId: accountId }, take: 1 }));
    await deleteTransaction(actor, row?.id ?? 0n);
    const second = await stage(fills("APPLE INC", APPLE));
    expect((await getImport(actor, accountId, second))?.transactions).toEqual({ known: 2, kept: 1 });
  });

  it("passes to the second import when the first is undone", async () => {
    await teach();
    const first = await importRows(fills("AAPL"));
    const second = await importRows([...fills("APPLE INC", APPLE), buy("APPLE INC", APPLE)]);
    await undoImport(actor, first);
    expect(await ledgerSize()).toBe(5);
    await undoImport(actor, second);
    expect(await ledgerSize()).toBe(1);
  });
});

describe("merging", () => {
  const two = async () => {
    await importRows([buy("APPLE INC", APPLE)]);
    await importRows([buy("AAPL", undefined, { quantity: "2" })], await db.account(actor, { broker: "file", displayName: "Second" }));
    return { isin: await one("APPLE INC"), symbol: await one("AAPL") };
  };

  it("makes two instruments one across accounts, and undoing gives two again", async () => {
    const { isin, symbol } = await two();
    expect(await mergeInstruments(actor, BigInt(isin.id), BigInt(symbol.id))).toMatchObject({ ok: true });
    const [merged, ...rest] = await all();
    expect(rest).toEqual([]);
    expect(merged?.heldIn.map(({ units }) => units)).toEqual(["1", "2"]);
    expect((await getInstrument(actor, BigInt(isin.id)))?.transactions).toHaveLength(2);
    expect(await mergeInstruments(actor, BigInt(symbol.id), BigInt(isin.id))).toMatchObject({ ok: false });
    expect(await undoMerge(actor, BigInt(symbol.id))).toMatchObject({ ok: true });
    expect((await all()).map(names)).toEqual([names(symbol), names(isin)]);
    expect(await undoMerge(actor, BigInt(symbol.id))).toMatchObject({ ok: false });
    const events = await db.owner.query("SELECT event FROM audit_log WHERE user_id = $1 AND event LIKE 'instrument%' ORDER BY id", [
      actor.userId,
    ]);
    expect(events).toEqual([{ event: "instrument_merged" }, { event: "instrument_unmerged" }]);
  });

  it("makes a file by ISIN and one by symbol mean the same rows", async () => {
    const { isin, symbol } = await two();
    await mergeInstruments(actor, BigInt(isin.id), BigInt(symbol.id));
    expect((await getImport(actor, accountId, await stage([buy("AAPL")])))?.transactions).toEqual({ known: 1 });
    await undoMerge(actor, BigInt(symbol.id));
    expect((await getImport(actor, accountId, await stage([buy("AAPL")])))?.transactions).toEqual({ new: 1 });
  });

  it("survives the undoing of the import that brought what was merged", async () => {
    await importRows([buy("APPLE INC", APPLE)]);
    const second = await importRows([buy("AAPL")]);
    await mergeInstruments(actor, BigInt((await one("APPLE INC")).id), BigInt((await one("AAPL")).id));
    await undoImport(actor, second);
    const [left, ...rest] = await all();
    expect([rest, names(left)]).toEqual([[], ["cusip:037833100", `isin:${APPLE}`, "symbol:APPLE INC@USD"]]);
  });

  it("is suggested for one name, for one symbol in two currencies, and for what a row names together", async () => {
    await importRows([
      buy("SHEL", undefined, { currency: "GBP" }),
      buy("SHEL", undefined, { currency: "EUR" }),
      buy("AAA", undefined, { meta: { instrument: { name: "Orchard Robotics, Inc." } } }),
      buy("BBB", undefined, { meta: { instrument: { name: "ORCHARD ROBOTICS INC" } } }),
    ]);
    await importRows([buy("APPLE INC", APPLE)]);
    await importRows([buy("AAPL")]);
    await importRows([buy("AAPL", APPLE, { quantity: "5" })]);
    const { suggestions } = await listInstruments(actor);
    expect(suggestions.map(({ keep, merge }) => [keep.symbol, merge.symbol].sort())).toEqual([
      ["AAPL", "APPLE INC"],
      ["AAA", "BBB"],
      ["SHEL", "SHEL"],
    ]);
  });
});

describe("a person", () => {
  it("changes a symbol from a day on: rows before that day under the new one are another's", async () => {
    await importRows([buy("FB", "US30303M1027")]);
    const id = BigInt((await one("FB")).id);
    expect(await changeSymbol(actor, id, { symbol: "meta", place: "usd", validFrom: "2025-06-09" })).toMatchObject({ ok: true });
    await importRows([
      buy("META", undefined, { quantity: "4", tradeTime: "2025-07-01T10:00:00.000Z" }),
      buy("META", undefined, { quantity: "100", tradeTime: "2025-01-01T10:00:00.000Z" }),
    ]);
    const meta = await one("META");
    expect([meta.id, meta.heldIn[0]?.units]).toEqual([id.toString(), "5"]);
    expect((await getInstrument(actor, id))?.transactions.map(({ symbol }) => symbol)).toEqual(["META", "FB"]);
    expect(await instrumentOf(actor, buy("META", undefined, { tradeTime: "2025-01-01T10:00:00.000Z" }))).toBeNull();
  });

  it("can't give a name that belongs to another instrument, and is told whose it is", async () => {
    await importRows([buy("AAPL", APPLE), buy("ORCL", ORACLE)]);
    const oracle = BigInt((await one("ORCL")).id);
    expect(await changeSymbol(actor, oracle, { symbol: "AAPL", place: "USD", validFrom: "2025-01-01" })).toMatchObject({
      ok: false,
      fieldErrors: { symbol: expect.stringMatching(/AAPL@USD already belongs to another instrument \(AAPL\).*merge/) },
    });
    expect(await addAlias(actor, oracle, { kind: "isin", value: APPLE, place: "" })).toMatchObject({ ok: false });
  });

  it("adds a mistyped ISIN with a warning, and removes it again, but never the last name", async () => {
    await importRows([buy("AAPL")]);
    const id = BigInt((await one("AAPL")).id);
    expect(await addAlias(actor, id, { kind: "isin", value: "us0378331004", place: "" })).toMatchObject({
      message: expect.stringMatching(/check digit/),
    });
    const [isin, symbol] = (await one("AAPL")).aliases.map((alias) => BigInt(alias.id));
    expect(await removeAlias(actor, isin ?? 0n)).toMatchObject({ ok: true });
    expect(await removeAlias(actor, symbol ?? 0n)).toMatchObject({ ok: false, message: expect.stringMatching(/only name/) });
    expect(names(await one("AAPL"))).toEqual(["symbol:AAPL@USD"]);
  });

  it("edits name and asset type", async () => {
    await importRows([buy("AAPL")]);
    await editInstrument(actor, BigInt((await one("AAPL")).id), { name: "Apple", assetType: "etf" });
    expect(await one("AAPL")).toMatchObject({ name: "Apple", assetType: "etf" });
  });

  it("finds the instruments of rows from before instruments were kept", async () => {
    await importRows([buy("AAPL", APPLE)]);
    await db.owner.query("DELETE FROM instruments WHERE user_id = $1", [actor.userId]);
    expect((await listInstruments(actor)).unknown).toBe(1);
    await findInstruments(actor);
    expect(await listInstruments(actor)).toMatchObject({ unknown: 0, instruments: [{ symbol: "AAPL" }] });
  });

  it("can neither see nor change another's instruments, and has their own of the same names", async () => {
    await importRows([buy("AAPL", APPLE), buy("ORCL")]);
    const [apple, oracle] = [await one("AAPL"), await one("ORCL")];
    const ada = actor;
    const { actor: bob } = await db.signUp("Bob");
    const id = BigInt(apple.id);
    expect(await listInstruments(bob)).toEqual({ instruments: [], suggestions: [], unknown: 0 });
    expect([await getInstrument(bob, id), await instrumentOf(bob, buy("AAPL", APPLE))]).toEqual([null, null]);
    const answers = [
      await editInstrument(bob, id, { name: "Taken", assetType: "etf" }),
      await mergeInstruments(bob, id, BigInt(oracle.id)),
      await undoMerge(bob, id),
      await changeSymbol(bob, id, { symbol: "X", place: "USD", validFrom: "2025-01-01" }),
      await addAlias(bob, id, { kind: "isin", value: ORACLE, place: "" }),
      await removeAlias(bob, BigInt(apple.aliases[0]?.id ?? 0)),
    ];
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => false));
    actor = bob;
    accountId = await db.account(bob, { broker: "file" });
    await importRows([buy("AAPL", APPLE)]);
    expect(await all()).toHaveLength(1);
    actor = ada;
    expect(await one("AAPL")).toEqual(apple);
  });
});
