import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type DecimalString, ZERO } from "@/lib/money/decimal";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { FormatError } from "../types";
import { bank, doubts, drafts, invst, of, read, reasons, refusals } from "./fixtures";
import { qif } from "./index";

describe("bank accounts", () => {
  it.each([
    ["T100.00 | PSalary | LIncome", "deposit", "100"],
    ["T-25.50 | N101 | PGrocer | LFood", "withdrawal", "-25.5"],
    ["T1.23 | LInt Inc", "interest", "1.23"],
    ["T-1.23 | LInt Exp", "interest", "-1.23"],
    ["T-5.00 | LBank Charge", "fee", "-5"],
    ["T7.00 | L_DivInc", "dividend", "7"],
  ])("%s is %s, cash %s", (fields, tradeType, netAmount) => {
    expect(drafts(read(bank(`D2/28/2025 | ${fields}`)))).toMatchObject([{ tradeType, meta: { netAmount } }]);
  });

  it("a record in parts is one row that keeps them", () => {
    const text = bank("D2/28/2025 | T-30.00 | PShop | SFood | EBread | $-20.00 | SHome | $-10.00");
    expect(drafts(read(text))).toMatchObject([
      {
        tradeType: "withdrawal",
        quantity: "-30",
        meta: {
          splits: [
            { category: "Food", memo: "Bread", amount: "-20" },
            { category: "Home", amount: "-10" },
          ],
        },
      },
    ]);
    expect(doubts(read(text.replace("$-10.00", "$-9.00")))).toEqual(["The parts of the record come to -29, its amount is -30."]);
  });

  it("a record of its own account is what the account opened with; one of another is a transfer", () => {
    const text = `!Account\nNGiro\nTBank\n^\n${bank("D2/28/2025 | T500.00 | POpening Balance | L[Giro]", "D2/28/2025 | T-50.00 | L[Savings]")}`;
    expect(drafts(read(text))).toMatchObject([
      { tradeType: "opening_balance", quantity: "500", meta: { netAmount: "500" } },
      { tradeType: "withdrawal", meta: { subtype: "transfer", netAmount: "-50" } },
    ]);
  });

  it("nothing moved is no row, and no amount is refused", () => {
    const items = read(bank("D2/28/2025 | T0.00 | PVOID", "D2/28/2025 | Phm"));
    expect(reasons(items)).toEqual(["The amount is 0."]);
    expect(refusals(items)).toMatchObject([{ problem: "The record has no amount." }]);
  });
});

describe("files", () => {
  it("accounts stand before their transactions, lists are named once, securities give symbols and types", () => {
    const text = `!Option:AutoSwitch
!Account
NBroker
TPort
^
NChecking
TBank
^
!Clear:AutoSwitch
!Type:Security
NAcme Corp
SACM
TStock
^
NWorld Fund
SWLD
TMutual Fund
^
!Type:Cat
NFood
E
^
!Account
NBroker
TPort
^
${invst("D2/28/2025 | NBuy | YWorld Fund | I10 | Q1 | T10")}!Account
NChecking
TBank
^
${bank("D2/28/2025 | T-10.00 | L[Broker]")}!Type:Prices
"ACM",45 1/2," 2/28'25"
^
"ACM",46," 3/ 1'25"
^
`;
    const items = read(text);
    expect(items.flatMap((item) => (item.kind === "statement" ? [item.statement.accountId] : []))).toEqual(["Broker", "Checking"]);
    expect(drafts(items)[0]).toMatchObject({ symbol: "WLD", assetType: "mutual_fund", meta: { instrument: { name: "World Fund" } } });
    expect(reasons(items)).toEqual([
      "A list of accounts: 2 records.",
      "A list of securities: 2 records.",
      "The list “Type:Cat”: 1 record.",
      "A list of accounts: 1 record.",
      "A list of accounts: 1 record.",
      "Prices, which are not imported: 2 records.",
    ]);
  });

  it("without a currency every record waits for a person to name it", () => {
    const items = read(bank("D2/28/2025 | T1", "D2/28/2025 | T2"), {});
    expect(refusals(items)).toHaveLength(2);
    expect(refusals(items)[0]).toMatchObject({ problem: "The format has no currencies.", cause: { code: "missing-currency" } });
  });

  it.each([
    ["D1/15/25", "D1/2/25", "2025-01-02", "month first"],
    ["D15/1/25", "D1/2/25", "2025-02-01", "day first"],
    ["D1/15'25", "D1/ 2' 5", "2005-01-02", "an apostrophe"],
    ["D1/15/99", "D1/2/99", "1999-01-02", "the last century"],
    ["D1/15'2025", "D1/2'2025", "2025-01-02", "four digits"],
    ["D01.02.2025", "D02.01.2025", "2025-01-02", "dots, which are day first"],
    ["D2025-01-31", "D2025-02-01", "2025-02-01", "ISO"],
  ])("%s tells that %s is %s: %s", (told, asked, date) => {
    const items = read(bank(`${told} | T1`, `${asked} | T2`));
    expect(drafts(items)[1]?.tradeTime.slice(0, 10)).toBe(date);
    expect(doubts(items)).toEqual([]);
  });

  it("where nothing tells, the month is first, and every date that could be another asks to be looked at", () => {
    const items = read(bank("D1/ 2'25 | T1", "D3/3/25 | T2"));
    expect(drafts(items).map(({ tradeTime }) => tradeTime.slice(0, 10))).toEqual(["2025-01-02", "2025-03-03"]);
    expect(doubts(items)).toEqual(["Nothing in the file tells whether 1/2'25 has the day or the month first; it was read as 2025-01-02."]);
  });

  it("numbers are read as the file writes them", () => {
    expect(drafts(read(bank("D2/28/2025 | T1.234,50", "D2/28/2025 | T-3,25"))).map(({ meta }) => meta.netAmount)).toEqual([
      "1234.5",
      "-3.25",
    ]);
    expect(drafts(read(bank("D2/28/2025 | T1'234.50", "D2/28/2025 | T1,234.50"))).map(({ meta }) => meta.netAmount)).toEqual([
      "1234.5",
      "1234.5",
    ]);
  });

  it("any line ends, windows-1252 and blank lines are taken", () => {
    const text = bank("D2/28/2025 | T1 | PMüller");
    for (const file of [text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r"), text.replaceAll("\n", "\n\n")])
      expect(drafts(read(file))).toMatchObject([{ meta: { description: "Müller" } }]);
    expect(drafts([...qif.parse(Buffer.from(text, "latin1"), { assume: { currency: "USD" } })])).toMatchObject([
      { meta: { description: "Müller" } },
    ]);
  });

  it("a record that the file ends in asks to be looked at; one under an unknown header is refused", () => {
    expect(doubts(read("!Type:Bank\nD2/28/2025\nT5.00"))).toEqual(["The record isn't ended by a line ^, so the file may be cut off here."]);
    expect(refusals(read("!Type:Zoo\nD2/28/2025\nT5.00\n^\n"))).toMatchObject([
      { line: 2, problem: "The record stands under “!Type:Zoo”, which isn't known." },
    ]);
  });

  it("all that is wrong with a record is told at once", () => {
    const items = of("D13/45/2025 | NBuy | YAcme | Qten | T1");
    expect(refusals(items)).toMatchObject([
      { line: 2, problem: 'D: "13/45/2025" is no date. Q: "ten" is not valid. The record has no quantity.' },
    ]);
  });
});

describe("any file", () => {
  const record = fc.record({
    action: fc.constantFrom("Buy", "SellX", "DivX", "XIn", "ShrsIn", "ReinvDiv", "StkSplit", "MiscExp", "CGLongX", "Nonsense"),
    day: fc.integer({ min: 13, max: 28 }),
    quantity: fc.integer({ min: 1, max: 9999 }),
    cents: fc.integer({ min: 1, max: 10 ** 7 }),
  });
  const textOf = (records: readonly { action: string; day: number; quantity: number; cents: number }[]) =>
    invst(
      ...records.map(
        ({ action, day, quantity, cents }) =>
          `D1/${day}/2025 | N${action} | YAcme | Q${quantity} | T${(cents / 100).toFixed(2)} | L[Other]`,
      ),
    );

  it("has rows or a word for every record, and actions in X leave no cash", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        const items = read(textOf(records));
        expect(new Set(items.map(({ line }) => line)).size).toBe(records.length);
        const groups = new Map<string, DecimalString>();
        for (const { meta } of drafts(items))
          if (meta.groupId) groups.set(meta.groupId, add(groups.get(meta.groupId) ?? ZERO, meta.netAmount));
        expect([...groups.values()].every((sum) => sum === "0")).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("throws nothing but a FormatError when it is damaged", () => {
    const edit = fc.record({
      at: fc.nat(800),
      remove: fc.nat(10),
      insert: fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom("^", "!", "\n", "D", "1/2", "'")),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.array(edit, { minLength: 1, maxLength: 4 }), (records, edits) => {
        let text = textOf(records);
        for (const { at, remove, insert } of edits) text = text.slice(0, at) + insert + text.slice(at + remove);
        try {
          for (const { meta } of drafts(read(text))) expect(transactionMetaSchema.parse(meta)).toEqual(meta);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});
