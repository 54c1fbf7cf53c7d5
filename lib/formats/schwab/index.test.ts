import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { describeSamples, readSample } from "@/test/samples";
import { recognise } from "../registry";
import { FormatError, type TransactionDraft } from "../types";
import { schwab } from "./index";

const HEADER = '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"';
const line = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(",");
const rows = (...lines: string[]) => draftsIn(schwab, [HEADER, ...lines].join("\n"));
const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, price, meta }) =>
    [tradeType, assetType, symbol, quantity, price, meta.netAmount].join(" "),
  );

const HISTORY = [
  '"Transactions  for account Individual ...901 as of 10/15/2025 08:00:00 ET"',
  HEADER,
  line("10/03/2025", "Sell", "ACME", "ACME CORP", "4", "$30.00", "$0.05", "$119.95"),
  line("10/02/2025", "Buy", "ACME", "ACME CORP", "10", "$25.00", "", "-$250.00"),
  line("10/01/2025", "MoneyLink Transfer", "", "Tfr SOME BANK, ADA EXAMPLE", "", "", "", "$1,000.00"),
  '"Transactions Total","","","","","","","$869.95"',
].join("\n");

const POSITIONS = `"Positions for account Individual ...901 as of 04:05 PM ET, 2025/09/30"

"Symbol","Description","Qty (Quantity)","Price","Mkt Val (Market Value)","Cost Basis","Gain $ (Gain/Loss $)","Asset Type",
"ACME","ACME CORP","10","$30.00","$300.00 ","$250.00 ","$50.00","Equity",
"SWVXX","SCHWAB VALUE ADVANTAGE MONEY FUND","1,200","1.00","$1,200.00","$1,200.00","$0.00","Cash and Money Market",
"ACME 11/20/2026 40.00 C","CALL ACME CORP","-1","1.50","-$150.00","-$120.00","-$30.00","Option",
"Cash & Cash Investments","--","--","--","-$500.00","--","--","Cash and Money Market",
"Positions Total","","--","--","$850.00","$1,330.00","--","--",
`;

describe("Schwab's history", () => {
  it("is known by its header, under any preamble", () => {
    expect(recognise(textBytes(HISTORY), "x.csv")?.code).toBe("schwab");
    expect(recognise(textBytes(`${HEADER.replaceAll('"', "")}\n`), "x.csv")?.code).toBe("schwab");
    expect(recognise(textBytes(POSITIONS), "x.csv")?.code).toBe("schwab");
    expect(recognise(textBytes("Date,Action,Symbol,Description,Quantity,Price,Amount\n"), "x.csv")?.code).not.toBe("schwab");
  });

  it("names its account by the end of its number, from the first line or the file's name", () => {
    expect(itemsIn(schwab, HISTORY).find(({ kind }) => kind === "statement")).toMatchObject({
      statement: { accountId: "...901", name: "Individual" },
    });
    const named = itemsIn(
      schwab,
      HISTORY.split("\n").slice(1).join("\n"),
      ["Roth_Contributory_IRA_XXX803", "Transactions_20251015-080000.csv"].join("_"),
    );
    expect(named.find(({ kind }) => kind === "statement")).toMatchObject({
      statement: { accountId: "...803", name: "Roth Contributory IRA" },
    });
  });

  it("adds up to its own total", () => {
    expect(brief(draftsIn(schwab, HISTORY))).toEqual([
      "sell stock ACME -4 30 119.95",
      "buy stock ACME 10 25 -250",
      "deposit cash USD 1000 1 1000",
    ]);
    expect(add(...draftsIn(schwab, HISTORY).map(({ meta }) => meta.netAmount))).toBe("869.95");
    expect(unspokenLines(schwab, textBytes(HISTORY))).toEqual([]);
  });

  it("books a reinvestment as the payment and the purchase that it lists", () => {
    expect(
      brief(
        rows(
          line("10/31/2025", "Reinvest Dividend", "FNDX", "SOME FUND", "", "", "", "$102.30"),
          line("10/31/2025", "Reinvest Shares", "FNDX", "SOME FUND", "12.4", "$8.25", "", "-$102.30"),
        ),
      ),
    ).toEqual(["dividend stock FNDX 0 0 102.3", "buy stock FNDX 12.4 8.25 -102.3"]);
  });

  it("dates a late booking by when it happened", () => {
    const [split] = rows(line("07/15/2025 as of 07/12/2025", "Stock Split", "ACME", "ACME CORP", "9", "", "", ""));
    expect(split).toMatchObject({
      tradeType: "split",
      quantity: "9",
      tradeTime: "2025-07-12T00:00:00.000Z",
      meta: { dateOnly: true, bookedDate: "2025-07-15", netAmount: "0" },
    });
  });

  it.each([
    ["Cash Dividend", "dividend", undefined],
    ["Qualified Dividend", "dividend", "qualified"],
    ["Long Term Cap Gain", "dividend", "capital_gain_long"],
    ["Cash In Lieu", "dividend", "cash_in_lieu"],
    ["Return Of Capital", "return_of_capital", undefined],
    ["Bank Interest", "interest", undefined],
    ["Bond Interest", "interest", "coupon"],
    ["Margin Interest", "interest", "margin"],
    ["ADR Mgmt Fee", "fee", "adr"],
    ["NRA Tax Adj", "tax", "withholding"],
    ["Foreign Tax Paid", "tax", "withholding"],
  ])("%s is a row of cash alone", (action, tradeType, subtype) => {
    const [row] = rows(line("10/01/2025", action, "ACME", "ACME CORP", "", "", "", "-$1.50"));
    expect(row).toMatchObject({ tradeType, symbol: "ACME", quantity: "0", meta: { netAmount: "-1.5", rawType: action } });
    expect(row?.meta.subtype).toBe(subtype);
  });

  it("moves money by its sign and shares by theirs", () => {
    expect(
      brief(
        rows(
          line("10/01/2025", "MoneyLink Transfer", "", "", "", "", "", "-$30.00"),
          line("10/01/2025", "Wire Sent", "", "", "", "", "", "-$100.00"),
          line("10/01/2025", "Journal", "", "JOURNAL TO ...111", "", "", "", "-$7.00"),
          line("10/01/2025", "Journaled Shares", "ACME", "ACME CORP", "-877", "$22.91", "", ""),
          line("10/01/2025", "Security Transfer", "ACME", "ACME CORP", "5", "", "", ""),
          line("10/01/2025", "Security Transfer", "", "CASH", "", "", "", "$50.00"),
          line("10/01/2025", "Stock Plan Activity", "ACME", "ACME CORP", "57", "", "", ""),
        ),
      ),
    ).toEqual([
      "withdrawal cash USD -30 1 -30",
      "withdrawal cash USD -100 1 -100",
      "withdrawal cash USD -7 1 -7",
      "transfer_out stock ACME -877 22.91 0",
      "transfer_in stock ACME 5 0 0",
      "deposit cash USD 50 1 50",
      "transfer_in stock ACME 57 0 0",
    ]);
  });

  it("keeps both legs of an event in one group", () => {
    const legs = rows(
      line("06/10/2025", "Reverse Split", "TNY", "TINY PHARMA", "1", "", "", ""),
      line("06/10/2025", "Reverse Split", "890260999", "TINY PHARMA XXXREVERSE SPLIT EFF: 06/10/25", "-20", "", "", ""),
    );
    expect(brief(legs)).toEqual(["split stock TNY 1 0 0", "split stock 890260999 -20 0 0"]);
    expect(legs[0]?.meta.groupId).toBe(legs[1]?.meta.groupId);
    expect(legs[1]?.meta.instrument?.cusip).toBe("890260999");
  });

  it("counts options by the contract, and closes them whichever sign their end has", () => {
    const option = "ACME 11/20/2026 140.00 C";
    const traded = rows(
      line("11/20/2026", "Expired", option, "CALL ACME CORP", "2", "", "", ""),
      line("11/20/2026", "Expired", "XYZ 11/20/2026 10.00 P", "PUT XYZ", "1", "", "", ""),
      line("10/03/2026", "Sell to Open", option, "CALL ACME CORP", "2", "$6.40", "$1.30", "$1,278.70"),
    );
    expect(brief(traded)).toEqual([
      `option_expiration option ${option} 2 0 0`,
      "option_expiration option XYZ 11/20/2026 10.00 P 1 0 0",
      `sell option ${option} -2 6.4 1278.7`,
    ]);
    expect(traded[2]?.meta).toMatchObject({
      multiplier: "100",
      positionEffect: "open",
      fees: [{ amount: "1.3" }],
      instrument: { underlying: "ACME", expiry: "2026-11-20", strike: "140", putCall: "call" },
    });
    expect(traded.map(({ meta }) => meta.needsReview)).toEqual([undefined, true, undefined]);
    const bought = rows(
      line("11/20/2026", "Expired", option, "CALL ACME CORP", "2", "", "", ""),
      line("10/03/2026", "Buy to Open", option, "CALL ACME CORP", "2", "$6.40", "$1.30", "-$1,281.30"),
    );
    expect(bought[0]?.quantity).toBe("-2");
  });

  it("reads bonds in percent of their face", () => {
    const [bond] = rows(line("10/01/2025", "Buy", "912797999", "US TREASURY BILL 0% DUE 03/05/26", "10,000", "$98.50", "", "-$9,850.00"));
    expect(bond).toMatchObject({ assetType: "bond", quantity: "10000", price: "98.5", meta: { priceUnit: "percent", netAmount: "-9850" } });
  });

  it("keeps an unknown action for review, and refuses what can't be read", () => {
    const [odd] = rows(line("10/01/2025", "Moon Dividend", "ACME", "ACME CORP", "1", "", "", "$5.00"));
    expect(odd).toMatchObject({ tradeType: "other", quantity: "1", meta: { netAmount: "5", needsReview: true } });
    const [, refused] = itemsIn(
      schwab,
      [HEADER, line("10/01/2025", "Journal", "", "", "", "", "", "$1.00"), line("13/41/2025", "Buy", "A", "", "x", "", "", "")].join("\n"),
    );
    expect(refused).toMatchObject({ kind: "refused", line: 3, problem: expect.stringContaining('Date: "13/41/2025" is not valid.') });
    expect(refused).toMatchObject({ problem: expect.stringContaining('Quantity: "x" is not valid.') });
  });

  it("keeps equal lines apart", () => {
    const fee = line("04/21/2025", "Advisor Fee", "", "TO ADVISOR", "", "", "", "-$26.58");
    expect(rows(fee, fee)).toHaveLength(2);
  });
});

describe("Schwab's positions", () => {
  it("are a snapshot of the day above them, with the cash", () => {
    const items = itemsIn(schwab, POSITIONS);
    expect(items.find(({ kind }) => kind === "snapshot")).toMatchObject({ asOf: "2025-09-30T00:00:00.000Z", dateOnly: true });
    expect(items.flatMap((item) => (item.kind === "holding" ? [item.draft] : []))).toMatchObject([
      { symbol: "ACME", assetType: "stock", quantity: "10", avgPrice: "25", costValue: "250", marketValue: "300", meta: { price: "30" } },
      { symbol: "SWVXX", assetType: "mutual_fund", quantity: "1200", avgPrice: "1" },
      { assetType: "option", quantity: "-1", avgPrice: "1.2", costValue: "-120", marketValue: "-150", meta: { multiplier: "100" } },
      { symbol: "USD", assetType: "cash", quantity: "-500" },
    ]);
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(unspokenLines(schwab, textBytes(POSITIONS))).toEqual([]);
  });

  it("of all accounts are a snapshot each", () => {
    const [, , header = "", acme = ""] = POSITIONS.split("\n");
    const text = [
      '"Positions for All-Accounts as of 09:15 AM ET, 2025/09/30"',
      "",
      '"Individual ...111"',
      header,
      acme,
      '"Account Total","","","","$300.00","","","",',
      "",
      '"Roth Contributory IRA ...222"',
      header,
      acme,
    ].join("\n");
    const told = itemsIn(schwab, text).flatMap((item) =>
      item.kind === "statement"
        ? [item.statement.accountId]
        : item.kind === "snapshot"
          ? [item.asOf.slice(0, 10)]
          : item.kind === "holding"
            ? [item.draft.symbol]
            : [],
    );
    expect(told).toEqual(["...111", "2025-09-30", "ACME", "...222", "2025-09-30", "ACME"]);
  });

  it("take the day from the file's name, and say how to mend where it isn't there", () => {
    const bare = POSITIONS.split("\n").slice(2).join("\n");
    expect(itemsIn(schwab, bare, "Individual-Positions-2025-09-30-120000.csv").find(({ kind }) => kind === "snapshot")).toMatchObject({
      asOf: "2025-09-30T00:00:00.000Z",
    });
    expect(() => itemsIn(schwab, bare)).toThrow(FormatError);
    expect(() => itemsIn(schwab, bare)).toThrow("The file doesn't say of which day its positions are.");
  });
});

describe("Schwab's equity awards", () => {
  const awards = [
    '"Date","Action","Symbol","Description","Quantity","FeesAndCommissions","DisbursementElection","Amount","AwardDate","AwardId","VestDate","VestFairMarketValue","Type","Shares","SalePrice"',
    line("03/20/2025", "Sale", "ACME", "Share Sale", "10", "$0.05", "", "$1,499.95", "", "", "", "", "", "", ""),
    line("", "", "", "", "", "", "", "", "", "", "", "", "RS", "10", "$150.00"),
    line("03/17/2025", "Deposit", "ACME", "RS", "15", "", "", "", "", "", "", "", "", "", ""),
    line("", "", "", "", "", "", "", "", "11/22/2023", "A-1", "03/15/2025", "$140.35", "", "", ""),
    line("03/15/2025", "Lapse", "ACME", "Restricted Stock Lapse", "30", "", "", "", "", "", "", "", "", "", ""),
    line("03/21/2025", "Wire Transfer", "", "Cash Disbursement", "", "$15.00", "", "-$1,400.00", "", "", "", "", "", "", ""),
  ].join("\n");

  it("come with the shares that were left, at what they were worth, and tell of their awards in the lines below", () => {
    expect(recognise(textBytes(awards), "x.csv")?.code).toBe("schwab");
    expect(brief(draftsIn(schwab, awards))).toEqual([
      "sell stock ACME -10 150 1499.95",
      "transfer_in stock ACME 15 140.35 0",
      "withdrawal cash USD -1400 1 -1400",
    ]);
    const reasons = itemsIn(schwab, awards).flatMap((item) => (item.kind === "skipped" && item.line > 1 ? [item.reason] : []));
    expect(reasons).toEqual([
      "Part of line 2: of which award it was.",
      "Part of line 4: of which award it was.",
      "Awards that vested: the shares that were left after taxes come with a line Deposit.",
    ]);
    expect(unspokenLines(schwab, textBytes(awards))).toEqual([]);
  });
});

describe("a damaged file of Schwab's", () => {
  it("throws nothing but a FormatError, and speaks of every line", () => {
    fc.assert(
      fc.property(fc.oneof(damaged(HISTORY), damaged(POSITIONS)), (file) => {
        expect(unspokenLines(schwab, file)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describeSamples("a real history", () => {
  it("is read line by line", () => {
    const items = [...schwab.parse(readSample("csv/schwab.csv"))];
    const drafts = items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(drafts).toHaveLength(119);
    expect(drafts.filter(({ meta }) => meta.needsReview)).toEqual([]);
    // Six reinvestments of one fund, and a sale out of it.
    expect(add(...drafts.filter(({ symbol }) => symbol === "FIHBX").map(({ quantity }) => quantity))).toBe("-507.208");
  });
});
