import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import type { TransactionDraft } from "../types";
import { merrill } from "./index";

const SPACED = '"Trade Date" ,"Settlement Date" ,"Account" ,"Description" ,"Type" ,"Symbol/ CUSIP" ,"Quantity" ,"Price" ,"Amount" ," " ';
const BARE = '"Settlement date","Description","Type","Symbol/ CUSIP","Quantity","Price","Amount"';
const NUMBERED =
  "Trade Date,Settlement Date,Pending/Settled,Account Nickname,Account #,Type,Description 1,Description 2,Symbol/CUSIP #,Quantity,Price ($),Amount ($)";

const FILE = [
  "Exported on: 08/11/2026 09:27 PM ET",
  "",
  "Selected account(s):CMA-Edge 00X-00000",
  "",
  SPACED,
  ",",
  '"08/05/2026" ,"08/05/2026" ,"CMA-Edge 00X-00000" ,"Dividend ACME INCOME ETF" ,"Dividends/ Interest" ,"ACME" ,"" ,"" ,"$43.10" ,"" ',
  '"08/05/2026" ,"08/05/2026" ,"CMA-Edge 00X-00000" ,"Reinvestment Program ACME INCOME ETF" ,"Other" ,"ACME" ,"" ,"" ,"-$43.10" ,"" ',
  '"08/05/2026" ,"08/05/2026" ,"CMA-Edge 00X-00000" ,"Reinvestment Share(s) ACME INCOME ETF" ,"Other" ,"ACME" ,"0.75" ,"" ,"$0.00" ,"" ',
  '"07/31/2026" ,"07/31/2026" ,"CMA-Edge 00X-00000" ,"Bank Interest ML BANK DEPOSIT PROGRAM" ,"Dividends/ Interest" ,"990286916" ,"" ,"" ,"$0.02" ,"" ',
  '"07/30/2026" ,"07/30/2026" ,"CMA-Edge 00X-00000" ,"Deposit ML BANK DEPOSIT PROGRAM" ,"Other" ,"990286916" ,"" ,"" ,"-$100.00" ,"" ',
  '"03/30/2026" ,"03/31/2026" ,"CMA-Edge 00X-00000" ,"Purchase ACME INCOME ETF" ,"Trades/Securities" ,"ACME" ,"100" ,"$57.00" ,"-$5,700.00" ,"" ',
  '"03/29/2026" ,"03/29/2026" ,"CMA-Edge 00X-00000" ,"Funds Received" ,"Transfers" ,"" ,"" ,"" ,"$6,000.00" ,"" ',
  '"Total activity from 03/29/2026" ,"" ,"" ,"" ,"" ,"" ,"" ,"" ,"$300.02" ,"" ',
].join("\r\n");

const line = (description: string, { symbol = "ACME", quantity = "--", amount = "--" } = {}) =>
  `"10/05/2026","${description}","","${symbol}","${quantity}","$57.00","${amount}"`;
const rows = (...lines: string[]) => draftsIn(merrill, [BARE, ...lines].join("\n"));
const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, price, meta }) =>
    [tradeType, assetType, symbol, quantity, price, meta.netAmount].join(" "),
  );

describe("Merrill's activity", () => {
  it.each([SPACED, BARE, NUMBERED])("is known by %s", (header) => {
    expect(recognise(textBytes(`"Exported on: 10/09/2026"\n\n${header}\n`), "x.csv")?.code).toBe("merrill");
  });

  it("is read between its preamble and its total, a reinvestment of two lines as one purchase", () => {
    const items = itemsIn(merrill, FILE);
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(items.find(({ kind }) => kind === "statement")).toMatchObject({ statement: { accountId: "00X-00000", name: "CMA-Edge" } });
    expect(items).toContainEqual(expect.objectContaining({ kind: "skipped", reason: "Part of the reinvestment on line 9." }));
    const drafts = draftsIn(merrill, FILE);
    expect(brief(drafts)).toEqual([
      "dividend etf ACME 0 0 43.1",
      "buy etf ACME 0.75 57.466666666667 -43.1",
      "interest cash USD 0 0 0.02",
      "buy etf ACME 100 57 -5700",
      "deposit cash USD 6000 1 6000",
    ]);
    expect(add(...drafts.map(({ meta }) => meta.netAmount))).toBe("300.02");
    expect(drafts.filter(({ meta }) => meta.needsReview)).toEqual([]);
    expect(unspokenLines(merrill, textBytes(FILE))).toEqual([]);
  });

  it("has its account above the table where the table has none, and leaves out what is pending", () => {
    const window = ['"Selected account(s): CMA-Edge 00X-00000"', "", BARE, line("Purchase ACME", { quantity: "4", amount: "-$228.00" })];
    expect(itemsIn(merrill, window.join("\n")).find(({ kind }) => kind === "statement")).toMatchObject({
      statement: { accountId: "00X-00000" },
    });
    const pending = `${NUMBERED}\n10/05/2026,10/06/2026,Pending,IRA,51X-00000,Purchase,Purchase,ACME CORP,ACME,1,10,-10\n`;
    expect(itemsIn(merrill, pending).at(-1)).toMatchObject({ kind: "skipped", reason: expect.stringContaining("pending") });
  });

  it.each([
    ["Sale ACME CORP", "-4", "$228.00", "sell stock ACME -4 57 228"],
    ["Short Sale ACME CORP", "-4", "$228.00", "sell stock ACME -4 57 228"],
    ["Security Transfer In ACME DIVIDEND FUND", "4", "$0.00", "transfer_in stock ACME 4 57 0"],
    ["Security Transfer Out ACME CORP", "-4", "--", "transfer_out stock ACME -4 57 0"],
    ["Reinvestment Share(s) ACME CORP", "0.5", "--", "reinvest stock ACME 0.5 57 0"],
    ["Stock Dividend ACME CORP", "2", "--", "stock_dividend stock ACME 2 57 0"],
    ["Exchange ACME CORP", "-4", "--", "merger stock ACME -4 57 0"],
    ["Foreign Tax Withholding ACME CORP", "--", "-$1.20", "tax stock ACME 0 0 -1.2"],
    ["Depository Bank (ADR) Fee ACME CORP", "--", "-$0.20", "fee stock ACME 0 0 -0.2"],
    ["ADR Fee ACME CORP", "--", "-$0.20", "fee stock ACME 0 0 -0.2"],
    ["Cash In Lieu of Shares ACME", "--", "$0.20", "dividend stock ACME 0 0 0.2"],
  ])("%s of %s units and %s is %s", (description, quantity, amount, expected) => {
    expect(brief(rows(line(description, { quantity, amount })))).toEqual([expected]);
  });

  it("keeps what it doesn't know for review", () => {
    expect(rows(line("Moon phase", { amount: "$5.00" }))).toMatchObject([
      { tradeType: "other", meta: { netAmount: "5", needsReview: true } },
    ]);
    expect(rows(line("Reinvestment Program ACME", { amount: "-$5.00" }))).toMatchObject([
      { tradeType: "adjustment", meta: { netAmount: "-5", needsReview: true } },
    ]);
  });

  it("says what is wrong with a line", () => {
    expect(itemsIn(merrill, `${BARE}\n${line("Purchase ACME", { quantity: "ten" })}\n`).at(-1)).toMatchObject({
      kind: "refused",
      line: 2,
      problem: 'Quantity: "ten" is not valid.',
      expected: "A number such as 1234.56.",
    });
  });

  it("throws nothing but a FormatError when it is damaged, and every line is spoken of", () => {
    fc.assert(
      fc.property(damaged(FILE), (file) => {
        expect(unspokenLines(merrill, file)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
