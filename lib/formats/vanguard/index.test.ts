import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import type { TransactionDraft } from "../types";
import { vanguard } from "./index";

const POSITIONS = "Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,";
const HISTORY =
  "Account Number,Trade Date,Settlement Date,Transaction Type,Transaction Description,Investment Name,Symbol,Shares,Share Price,Principal Amount,Commissions and Fees,Net Amount,Accrued Interest,Account Type,";
const SETTLEMENT = "VANGUARD FEDERAL MONEY MARKET INVESTOR CL";

const FILE = [
  POSITIONS,
  `11112222,ACME TOTAL MARKET ETF,ACM,10.5,250,2625,`,
  `11112222,${SETTLEMENT},VMFXX,1234.56,1,1234.56,`,
  `33334444,ACME INDEX FUND ADMIRAL,ACMEX,3.25,100,325,`,
  "",
  ",,,",
  HISTORY,
  "11112222,2025-05-23,2025-05-27,Buy,Buy,ACME TOTAL MARKET ETF,ACM,10.0,240.5,-2405.0,1.0,-2406.0,0.0,CASH,",
  `11112222,2025-05-24,2025-05-24,Sweep out,Sweep Out Of Settlement Fund,${SETTLEMENT},VMFXX,0.0,1.0,2406.0,0.0,2406.0,0.0,CASH,`,
  `11112222,2025-05-20,2025-05-20,Sweep in,Sweep Into Settlement Fund,${SETTLEMENT},VMFXX,0.0,1.0,-4000.0,0.0,-4000.0,0.0,CASH,`,
  "11112222,2025-05-19,2025-05-19,Funds Received,Electronic Bank Transfer,CASH,,0.0,0.0,4000.0,0.0,4000.0,0.0,CASH,",
  "11112222,2025-06-28,2025-06-28,Dividend,Dividend Received,ACME TOTAL MARKET ETF,ACM,0.0,0.0,12.5,0.0,12.5,0.0,CASH,",
  "11112222,2025-06-28,2025-06-28,Reinvestment,Dividend Reinvestment,ACME TOTAL MARKET ETF,ACM,0.05,250.0,-12.5,0.0,-12.5,0.0,CASH,",
  `11112222,2025-06-30,2025-06-30,Dividend,Dividend Received,${SETTLEMENT},VMFXX,0.0,1.0,3.21,0.0,3.21,0.0,CASH,`,
  `11112222,2025-06-30,2025-06-30,Reinvestment,Dividend Reinvestment,${SETTLEMENT},VMFXX,0.0,1.0,-3.21,0.0,-3.21,0.0,CASH,`,
  "33334444,2025-06-02,2025-06-02,Sell,Sell,ACME INDEX FUND ADMIRAL,ACMEX,-2.0,101.0,202.0,0.0,202.0,0.0,CASH,",
  "",
].join("\n");

/** A line of the history. */
const line = (type: string, { name = "ACME TOTAL MARKET ETF", symbol = "ACM", shares = "0.0", price = "0.0", net = "0.0" } = {}) =>
  `11112222,06/02/2025,06/03/2025,${type},${type},${name},${symbol},${shares},${price},${net},0.0,${net},0.0,CASH,`;
const rows = (...lines: string[]) => draftsIn(vanguard, [HISTORY, ...lines].join("\n"));
const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, price, meta }) =>
    [tradeType, assetType, symbol, quantity, price, meta.netAmount].join(" "),
  );

describe("Vanguard's download", () => {
  it.each([
    POSITIONS,
    HISTORY,
    HISTORY.replace("Commissions and Fees", "Commission Fees"),
    "Fund Account Number,Fund Name,Price,Shares,Total Value",
  ])("is known by %s", (header) => {
    expect(recognise(textBytes(`${header}\n`), "x.csv")?.code).toBe("vanguard");
  });

  it("is read in both its tables, account by account", () => {
    const items = itemsIn(vanguard, FILE);
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(items.flatMap((item) => (item.kind === "statement" ? [item.statement.accountId] : []))).toEqual([
      "11112222",
      "33334444",
      "11112222",
      "33334444",
    ]);
    expect(items.flatMap((item) => (item.kind === "holding" ? [item.draft] : []))).toMatchObject([
      { symbol: "ACM", assetType: "etf", quantity: "10.5", marketValue: "2625" },
      { symbol: "VMFXX", assetType: "mutual_fund", quantity: "1234.56" },
      { symbol: "ACMEX", assetType: "mutual_fund", quantity: "3.25" },
    ]);
    expect(brief(draftsIn(vanguard, FILE))).toEqual([
      "buy etf ACM 10 240.5 -2406",
      "sell mutual_fund VMFXX -2406 1 2406",
      "buy mutual_fund VMFXX 4000 1 -4000",
      "deposit cash USD 4000 1 4000",
      "dividend etf ACM 0 0 12.5",
      "buy etf ACM 0.05 250 -12.5",
      "dividend mutual_fund VMFXX 0 0 3.21",
      "buy mutual_fund VMFXX 3.21 1 -3.21",
      "sell mutual_fund ACMEX -2 101 202",
    ]);
    expect(unspokenLines(vanguard, textBytes(FILE))).toEqual([]);
  });

  it("keeps an account's cash at nothing, for it is in the settlement fund", () => {
    const own = draftsIn(vanguard, FILE).slice(0, -1);
    expect(add(...own.map(({ meta }) => meta.netAmount))).toBe("0");
    expect(add(...own.filter(({ symbol }) => symbol === "VMFXX").map(({ quantity }) => quantity))).toBe("1597.21");
  });

  it("dates the positions by the file's name, or by the newest transaction", () => {
    const asOf = (text: string, name?: string) => itemsIn(vanguard, text, name).find(({ kind }) => kind === "snapshot");
    expect(asOf(FILE, "OfxDownload 2025-07-15.csv")).toMatchObject({ asOf: "2025-07-15T00:00:00.000Z" });
    expect(asOf(FILE, "OfxDownload.csv")).toMatchObject({ asOf: "2025-06-30T00:00:00.000Z" });
    expect(() => itemsIn(vanguard, `${POSITIONS}\n1,ACME,ACM,1,2,2,\n`)).toThrow("The file doesn't say of which day its positions are.");
  });

  it.each([
    ["Capital gain (LT)", "dividend", "capital_gain_long"],
    ["Capital gain (ST)", "dividend", "capital_gain_short"],
    ["Interest", "interest", undefined],
    ["Fee", "fee", undefined],
    ["Withholding", "tax", "withholding"],
    ["Corp Action (Cash in Lieu)", "dividend", "cash_in_lieu"],
  ])("%s is a row of cash alone", (type, tradeType, subtype) => {
    const [row] = rows(line(type, { net: "-1.5" }));
    expect([row?.tradeType, row?.meta.subtype, row?.symbol, row?.quantity, row?.meta.netAmount]).toEqual([
      tradeType,
      subtype,
      "ACM",
      "0",
      "-1.5",
    ]);
  });

  it.each([
    ["Transfer (incoming)", "5", "0.0", "transfer_in etf ACM 5 240 0"],
    ["Transfer (outgoing)", "-5", "0.0", "transfer_out etf ACM -5 240 0"],
    ["Conversion (outgoing)", "-5", "-1200", "transfer_out etf ACM -5 240 0"],
    ["Rollover (incoming)", "0.0", "300", "deposit cash USD 300 1 300"],
    ["Transfer (outgoing)", "0.0", "-300", "withdrawal cash USD -300 1 -300"],
    ["Stock split", "10", "0.0", "split etf ACM 10 240 0"],
    ["Sell to open", "-1", "150", "sell etf ACM -1 240 150"],
  ])("%s of %s units and %s in cash is %s", (type, shares, net, expected) => {
    expect(brief(rows(line(type, { shares, net, price: "240" })))).toEqual([expected]);
  });

  it("keeps a type that it doesn't know for review", () => {
    expect(rows(line("Moon phase", { net: "5" }))).toMatchObject([{ tradeType: "other", meta: { netAmount: "5", needsReview: true } }]);
  });

  it("says what is wrong with a line", () => {
    expect(itemsIn(vanguard, `${HISTORY}\n${line("Buy", { shares: "ten" })}\n`).at(-1)).toMatchObject({
      kind: "refused",
      line: 2,
      problem: 'Shares: "ten" is not valid.',
      expected: "A number such as 1234.56.",
    });
  });
});

const EDUCATION = [
  "Fund Account Number,Fund Name,Price,Shares,Total Value",
  "974400000-02,ACME 2040 Portfolio,$19.64,100.5,$1973.82",
  "",
  "Account Number,Trade Date,Process Date,Transaction Type,Transaction Description,Investment Name,Share Price,Shares,Gross Amount,Net Amount",
  "974400000-02,10/01/2025,10/01/2025,Recurring Contribution,Recurring Contribution,ACME 2040 Portfolio,$20,10,$200,$200",
  "974400000-02,10/02/2025,10/02/2025,Exchange Out Age-Based,Exchange Out,ACME 2040 Portfolio,$20,-5,$-100,$-100",
  "974400000-02,10/02/2025,10/02/2025,Exchange In Age-Based,Exchange In,ACME Income Portfolio,$10,10,$100,$100",
  "974400000-02,10/03/2025,10/03/2025,Qualified w/d Acct Owner,Qualified w/d Acct Owner ACH,ACME Income Portfolio,$10,-2,$-20,$-20",
].join("\n");

it("the download of a plan books what comes in and goes out as money and units", () => {
  const drafts = draftsIn(vanguard, EDUCATION);
  expect(brief(drafts)).toEqual([
    "deposit cash USD 200 1 200",
    "buy mutual_fund ACME 2040 Portfolio 10 20 -200",
    "sell mutual_fund ACME 2040 Portfolio -5 20 100",
    "buy mutual_fund ACME Income Portfolio 10 10 -100",
    "sell mutual_fund ACME Income Portfolio -2 10 20",
    "withdrawal cash USD -20 1 -20",
  ]);
  expect(add(...drafts.map(({ meta }) => meta.netAmount))).toBe("0");
  expect(itemsIn(vanguard, EDUCATION).find(({ kind }) => kind === "holding")).toMatchObject({
    draft: { quantity: "100.5", marketValue: "1973.82" },
  });
});

describe("Vanguard's custom activity report", () => {
  const REPORT = [
    "Custom report created on: 01/15/2026 10:00 AM",
    "",
    "Settlement date,Trade date,Symbol,Name,Type,Account type,Quantity,Price,Commission & fees**,Amount",
    '01/03/2025,01/02/2025,—,Cash,Contribution,IRA,—,—,Free,"$4,974.00"',
    '01/06/2025,01/03/2025,ACM,ACME TOTAL MARKET ETF,Buy,IRA,20.5,$240.00,Free,"($4,920.00)"',
    "",
    '"**Some commissions and fees are not part of this report, for which ask the broker that sent it."',
  ].join("\n");

  it("has the account in its name", () => {
    expect(recognise(textBytes(REPORT), "x.csv")?.code).toBe("vanguard");
    const items = itemsIn(vanguard, REPORT, "customActivityReport 12345678.csv");
    expect(items.find(({ kind }) => kind === "statement")).toMatchObject({ statement: { accountId: "12345678" } });
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(brief(draftsIn(vanguard, REPORT))).toEqual(["deposit cash USD 4974 1 4974", "buy etf ACM 20.5 240 -4920"]);
    expect(unspokenLines(vanguard, textBytes(REPORT))).toEqual([]);
  });
});

it("a damaged file of Vanguard's throws nothing but a FormatError, and every line of it is spoken of", () => {
  fc.assert(
    fc.property(fc.oneof(damaged(FILE), damaged(EDUCATION)), (file) => {
      expect(unspokenLines(vanguard, file)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
