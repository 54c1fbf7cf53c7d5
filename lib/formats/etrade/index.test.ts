import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import type { TransactionDraft } from "../types";
import { etrade } from "./index";

const OLD_HEADER = "TransactionDate,TransactionType,SecurityType,Symbol,Quantity,Amount,Price,Commission,Description";
const HEADER =
  "Activity/Trade Date,Transaction Date,Settlement Date,Activity Type,Description,Symbol,Cusip,Quantity #,Price $,Amount $,Commission,Category,Note";

const OLD = [
  "For Account:,####2641",
  "",
  OLD_HEADER,
  "",
  "12/31/19,Dividend,MF,ACMGX,5.834,-81.33,0,0,ACME GLOBAL FUND               REINVEST PRICE $ 13.94",
  "12/31/19,Dividend,MF,ACMGX,0,81.33,0,0,ACME GLOBAL FUND               L/T CAPITAL GAIN  RECORD 12/27/19",
  "12/30/19,Dividend,EQ,ACME,0,12.5,0,0,ACME CORP  RECORD 12/27/19 PAY 12/30/19  DIVIDEND RATE 0.25",
  "12/24/19,Bought,EQ,ACME,50,-1000.95,20,0.95,ACME CORP",
  "12/23/19,Sold Short,OPTN,ACME Dec 27 '19 $25 Put,-5,397.31,.8,2.69,PUT  ACME   12/27/19    25.000",
  "12/27/19,Option Expired,OPTN,ACME Dec 27 '19 $25 Put,5,0,0,0,PUT  ACME   12/27/19    25.000",
  "12/22/19,0, ,ACME Dec 27 '19 $30 Call,-1,354.48,3.55,0.52,CALL ACME   12/27/19    30.000",
  "12/20/19,Interest,MMF,MSBNK,-0.08,0.08,1,0,MORGAN STANLEY BANK N.A.",
  "12/19/19,Transfer,CASH,,0,-212.49,0,0,TRNSFR MARGIN TO CASH",
  "12/19/19,Transfer,CASH,,0,212.49,0,0,TRNSFR MARGIN TO CASH",
  "12/18/19,Transfer,CASH,,0,5000,0,0,ACH DEPOSIT REFID:1;",
].join("\n");

const NEW = [
  "All Transactions Activity Types",
  "",
  "Account Activity for Cap 1(-6084) -6354 from 2025-01-01 to 2025-12-31",
  "",
  "Total:,-40452.83",
  "",
  HEADER,
  "12/31/25,12/31/25,12/31/25,Interest Income,MORGAN STANLEY BANK N.A. (Period 12/01-12/31),MSBNK,--,,,0.09,0.0,--,--",
  "06/09/25,06/09/25,06/09/25,Online Transfer,ACH WITHDRAWL  REFID:1;,--,--,,,-280.0,0.0,--,--",
  "04/01/25,04/01/25,04/01/25,Adjustment,TRNSFR CASH TO MARGIN,--,--,,,63.46,0.0,--,--",
  "04/01/25,04/01/25,04/01/25,Adjustment,TRNSFR CASH TO MARGIN,--,--,,,-63.46,0.0,--,--",
  "03/31/25,03/31/25,03/31/25,Margin Interest,Thru 03/31/25 for 2 days,--,--,,,-63.46,0.0,--,--",
  "03/03/25,03/03/25,02/28/25,Option Expired,CALL ACME   02/28/25    38.000,ACME,--,2.0,,0.0,0.0,--,--",
  "02/28/25,02/28/25,03/03/25,Sold,ACME CORP UNSOLICITED TRADE,ACME,--,-200.0,28.99,5796.38,1.62,--,--",
  "02/20/25,02/20/25,02/21/25,Sold Short,CALL ACME   02/28/25    38.000,ACME,--,-2.0,2.13,424.98,1.02,--,--",
  "02/18/25,02/18/25,02/18/25,Qualified Dividend,ACME CORP,ACME,--,,,7.5,0.0,--,--",
  "02/18/25,02/18/25,02/18/25,Dividend Reinvestment,ACME CORP,ACME,--,0.25,30,-7.5,0.0,--,--",
  "02/17/25,02/17/25,02/17/25,Dividend Reinvestment,OTHER CORP,OTHR,--,0.1,30,-3,0.0,--,--",
  "02/14/25,02/14/25,02/14/25,Service Fee,ADV FEE 02/01-02/28,--,--,,,-2.00,0.0,--,--",
  "",
  '"This history is for your information only, and is no statement of account"',
].join("\n");

const PORTFOLIO = `Account Summary
Account,Net Account Value,Total Gain $,Total Gain %,Day's Gain Unrealized $,Day's Gain Unrealized %
"Individual Brokerage -2203",5000,1,2,3,4

View Summary - All Positions
Filters applied:,None

Symbol,Last Price $,Change $,Change %,Quantity,Price Paid $,Day's Gain $,Total Gain $,Total Gain %,Value $
ACME,30,-0.1,-0.3,100,20.5,-10,950,46.3,3000
02/18/2025,30,-0.1,-0.3,100,20.5,-10,950,46.3,3000
IWM Feb 27 '26 $260 Put,2.5,0,0,-1,2.13,0,-37,0,-250
CASH,,,,,,,,,2250
TOTAL,,,,,,,913,,5000

Generated at May 4 2026 02:47 PM ET
`;

const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, price, meta }) =>
    [tradeType, assetType, symbol, quantity, price, meta.netAmount].join(" "),
  );

describe("E*TRADE's transactions", () => {
  it.each([OLD_HEADER, HEADER, HEADER.replace("Commission", "Commission,Fees")])("are known by %s", (header) => {
    expect(recognise(textBytes(`All Transactions Activity Types\n\n${header}\n`), "x.csv")?.code).toBe("etrade");
  });

  it("are read as the older file has them", () => {
    const items = itemsIn(etrade, OLD);
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(items.find(({ kind }) => kind === "statement")).toMatchObject({ statement: { accountId: "2641" } });
    const drafts = draftsIn(etrade, OLD);
    expect(brief(drafts)).toEqual([
      "buy mutual_fund ACMGX 5.834 13.940692492287 -81.33",
      "dividend mutual_fund ACMGX 0 0 81.33",
      "dividend stock ACME 0 0 12.5",
      "buy stock ACME 50 20 -1000.95",
      "sell option ACME Dec 27 '19 $25 Put -5 0.8 397.31",
      "option_expiration option ACME Dec 27 '19 $25 Put 5 0 0",
      "sell option ACME Dec 27 '19 $30 Call -1 3.55 354.48",
      "interest mutual_fund MSBNK 0 0 0.08",
      "journal cash USD -212.49 1 -212.49",
      "journal cash USD 212.49 1 212.49",
      "deposit cash USD 5000 1 5000",
    ]);
    expect(drafts.filter(({ meta }) => meta.needsReview)).toEqual([]);
    expect(drafts.slice(0, 2).map(({ meta }) => meta.subtype)).toEqual(["dividend_reinvestment", "capital_gain_long"]);
    expect(drafts[4]?.meta).toMatchObject({
      multiplier: "100",
      positionEffect: "open",
      fees: [{ amount: "2.69" }],
      instrument: { underlying: "ACME", expiry: "2019-12-27", strike: "25", putCall: "put" },
    });
    expect(unspokenLines(etrade, textBytes(OLD))).toEqual([]);
  });

  it("are read as the newer file has them, its options under the names of the older", () => {
    const items = itemsIn(etrade, NEW);
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(items.find(({ kind }) => kind === "statement")).toMatchObject({ statement: { accountId: "6354", name: "Cap 1(-6084)" } });
    const drafts = draftsIn(etrade, NEW);
    expect(brief(drafts)).toEqual([
      "interest stock MSBNK 0 0 0.09",
      "withdrawal cash USD -280 1 -280",
      "journal cash USD 63.46 1 63.46",
      "journal cash USD -63.46 1 -63.46",
      "interest cash USD 0 0 -63.46",
      "option_expiration option ACME Feb 28 '25 $38 Call 2 0 0",
      "sell stock ACME -200 28.99 5796.38",
      "sell option ACME Feb 28 '25 $38 Call -2 2.13 424.98",
      "dividend stock ACME 0 0 7.5",
      "buy stock ACME 0.25 30 -7.5",
      "reinvest stock OTHR 0.1 30 0",
      "fee cash USD 0 0 -2",
    ]);
    expect(add(...drafts.filter(({ assetType }) => assetType === "option").map(({ quantity }) => quantity))).toBe("0");
    expect(unspokenLines(etrade, textBytes(NEW))).toEqual([]);
  });

  it.each([
    ["Stock Split", "10", "", "split stock ACME 10 0 0"],
    ["Reorganization", "-10", "250", "merger stock ACME -10 0 250"],
    ["Transfer", "10", "", "transfer_in stock ACME 10 0 0"],
    ["Transfer", "-10", "", "transfer_out stock ACME -10 0 0"],
    ["Foreign Tax", "", "-1.5", "tax stock ACME 0 0 -1.5"],
    ["Cash-In-Lieu", "", "1.5", "dividend stock ACME 0 0 1.5"],
  ])("%s of %s units and %s in cash is %s", (type, quantity, amount, expected) => {
    const line = `06/02/25,06/02/25,06/02/25,${type},ACME CORP,ACME,--,${quantity},,${amount},0.0,--,--`;
    expect(brief(draftsIn(etrade, `${HEADER}\n${line}\n`))).toEqual([expected]);
  });

  it("keep a type that isn't known for review", () => {
    const line = "06/02/25,06/02/25,06/02/25,Moon Phase,ACME CORP,ACME,--,,,5,0.0,--,--";
    expect(draftsIn(etrade, `${HEADER}\n${line}\n`)).toMatchObject([{ tradeType: "other", meta: { netAmount: "5", needsReview: true } }]);
  });

  it("say what is wrong with a line", () => {
    const line = "06/02/25,06/02/25,06/02/25,Bought,ACME CORP,ACME,--,ten,,5,0.0,--,--";
    expect(itemsIn(etrade, `${HEADER}\n${line}\n`).at(-1)).toMatchObject({
      kind: "refused",
      line: 2,
      problem: 'Quantity #: "ten" is not valid.',
      expected: "A number such as 1234.56.",
    });
  });
});

describe("E*TRADE's portfolio", () => {
  it("is a snapshot of the day below the table", () => {
    expect(recognise(textBytes(PORTFOLIO), "x.csv")?.code).toBe("etrade");
    const items = itemsIn(etrade, PORTFOLIO);
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(items.filter(({ kind }) => kind === "snapshot" || kind === "statement")).toMatchObject([
      { statement: { accountId: "2203", name: "Individual Brokerage" } },
      { asOf: "2026-05-04T00:00:00.000Z" },
    ]);
    expect(items.flatMap((item) => (item.kind === "holding" ? [item.draft] : []))).toMatchObject([
      { symbol: "ACME", quantity: "100", avgPrice: "20.5", costValue: "2050", marketValue: "3000" },
      { symbol: "IWM Feb 27 '26 $260 Put", assetType: "option", quantity: "-1", marketValue: "-250" },
      { symbol: "USD", assetType: "cash", quantity: "2250" },
    ]);
    expect(unspokenLines(etrade, textBytes(PORTFOLIO))).toEqual([]);
  });

  it("takes the day from the file's name where the line below is missing", () => {
    const bare = PORTFOLIO.replace(/Generated at.*/, "");
    expect(itemsIn(etrade, bare, "PortfolioDownload 2026-05-05.csv").find(({ kind }) => kind === "snapshot")).toMatchObject({
      asOf: "2026-05-05T00:00:00.000Z",
    });
    expect(() => itemsIn(etrade, bare, "PortfolioDownload.csv")).toThrow("The file doesn't say of which day its positions are.");
  });
});

it("a damaged file of E*TRADE's throws nothing but a FormatError, and every line of it is spoken of", () => {
  fc.assert(
    fc.property(fc.oneof(damaged(OLD), damaged(NEW), damaged(PORTFOLIO)), (file) => {
      expect(unspokenLines(etrade, file)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
