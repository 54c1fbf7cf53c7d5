import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { zerodha } from ".";

const HEADER = "symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time";
const EQUITY = "INFY,INE009A01021,2025-04-02,NSE,EQ,EQ,buy,false,10.000000,1500.250000,9001,8001,2025-04-02T09:30:00";
const tradebook = (...lines: string[]) => [HEADER, ...lines].join("\n");
const LEDGER = "particulars,posting_date,cost_center,voucher_type,debit,credit,net_balance";
const HOLDINGS =
  ",Symbol,ISIN,Sector,Quantity Available,Quantity Discrepant,Quantity Long Term,Quantity Pledged (Margin),Quantity Pledged (Loan),Average Price,Previous Closing Price,Unrealized P&L,Unrealized P&L Pct.";

describe("Zerodha's tradebook", () => {
  it.each([
    HEADER,
    `${HEADER},expiry_date`,
    HEADER.replace("auction", "auto_square"),
    LEDGER,
    HOLDINGS,
    "Instrument,Qty.,Avg. cost,LTP,Invested,Cur. val,P&L,Net chg.,Day chg.",
  ])("or another of its exports is known by %s", (header) => {
    expect(recognise(textBytes(`${header}\n`), "x.csv")?.code).toBe("zerodha");
  });

  it("gives trades at India's time, without charges, which it doesn't know", () => {
    const [row] = draftsIn(zerodha, tradebook(EQUITY));
    expect(row).toMatchObject({
      assetType: "stock",
      symbol: "INFY",
      quantity: "10",
      price: "1500.25",
      currency: "INR",
      tradeTime: "2025-04-02T04:00:00.000Z",
      meta: { netAmount: "-15002.5", externalId: "zerodha:NSE:2025-04-02:INFY:buy:9001", instrument: { isin: "INE009A01021" } },
    });
  });

  it("tells funds, exchange-traded funds, bonds, options and futures apart", () => {
    const drafts = draftsIn(
      zerodha,
      tradebook(
        "SOME INDEX FUND - DIRECT PLAN,INF123A01GR6,2025-01-03,BSE,MF,,buy,false,174.177000,14.352500,15,15,2025-01-03T00:00:00",
        "GOLDBEES,INF204KB17I5,2025-01-03,NSE,EQ,EQ,buy,false,1,60,16,16,2025-01-03T10:00:00",
        "SGBMAR29,IN0020200427,2025-01-03,NSE,EQ,GB,sell,false,1,7000,17,17,2025-01-03T10:00:00",
        "NIFTY2592324500CE,,2025-09-22,NSE,FO,,sell,false,75,100,1,11,2025-09-22T09:31:10",
        "RELIANCE25JAN1300PE,,2025-01-02,NSE,FO,,buy,false,250,12.5,2,12,2025-01-02T09:31:10",
        "BANKNIFTY25JANFUT,,2025-01-02,NSE,FO,,buy,false,15,50000,3,13,2025-01-02T09:31:10",
      ),
    );
    expect(drafts.map(({ assetType, quantity }) => [assetType, quantity])).toEqual([
      ["mutual_fund", "174.177"],
      ["etf", "1"],
      ["bond", "-1"],
      ["option", "-75"],
      ["option", "250"],
      ["future", "15"],
    ]);
    expect(drafts[0]).toMatchObject({ tradeTime: "2025-01-03T00:00:00.000Z", meta: { dateOnly: true } });
    expect(drafts[3]?.meta.instrument).toMatchObject({ underlying: "NIFTY", strike: "24500", putCall: "call" });
    expect(drafts[4]?.meta.instrument).toMatchObject({ underlying: "RELIANCE", strike: "1300", putCall: "put" });
    expect(drafts[5]?.meta.instrument).toMatchObject({ underlying: "BANKNIFTY" });
  });

  it("names the account that stands in the file's name", () => {
    expect(itemsIn(zerodha, tradebook(EQUITY), "tradebook-AB1234-EQ.csv")[0]).toMatchObject({
      kind: "statement",
      statement: { accountId: "AB1234" },
    });
  });

  it("has trades of lots for review", () => {
    const [row] = draftsIn(zerodha, tradebook("CRUDEOIL25JANFUT,,2025-01-02,MCX,COM,,buy,false,1,6000,3,13,2025-01-02T09:31:10"));
    expect(row?.meta.needsReview).toBe(true);
  });
});

describe("Zerodha's ledger", () => {
  const text = [
    LEDGER,
    "Opening Balance,,,,,,0.000000",
    "Funds added using UPI with reference number 111,2024-01-01,NSE-EQ - Z,Bank Receipts,0.000000,10000.000000,10000.000000",
    "Net settlement for Equity with settlement number: 2024001,2024-01-02,NSE-EQ - Z,Book Voucher,6000.000000,0.000000,4000.000000",
    "DP Charges for Sale of ITC on 03/01/2024,2024-01-03,NSE-EQ - Z,Journal Entry,15.340000,0.000000,3984.660000",
    "Payout of 3000.0/- to a bank as per withdrawal request,2024-03-01,NSE-EQ - Z,Bank Payments,3000.000000,0.000000,984.660000",
    "Something new,2024-03-02,NSE-EQ - Z,Journal Entry,0.000000,1.000000,985.660000",
    "Closing Balance,,,,,,985.660000",
  ].join("\n");

  it("gives what moved money beside trades, and leaves the trades to the tradebook", () => {
    expect(
      draftsIn(zerodha, text).map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount, meta.needsReview ?? false]),
    ).toEqual([
      ["deposit", "10000", "10000", false],
      ["fee", "0", "-15.34", false],
      ["withdrawal", "-3000", "-3000", false],
      ["other", "1", "1", true],
    ]);
    expect(itemsIn(zerodha, text).flatMap((item) => (item.kind === "skipped" ? [[item.line, item.reason]] : []))).toEqual([
      [2, "A balance, not a movement."],
      [4, "Settles trades, whose cash comes with the tradebook."],
      [8, "A balance, not a movement."],
    ]);
  });
});

describe("Zerodha's holdings", () => {
  const text = [
    ",Client ID,AB1234,,,,,,,,,,",
    ",Equity Holdings Statement as on 2026-03-31,,,,,,,,,,,",
    ",Invested Value,12000,,,,,,,,,,",
    HOLDINGS,
    ",EXAMPLEIND,INE000A01000,FMCG,10.0000,0.0000,10.0000,2.0000,0.0000,900.0000,1000.0000,1200.0000,11.1111",
    ",GONE,INE000B01000,IT,0,0,0,0,0,80,100,0,0",
  ].join("\n");

  it("are a snapshot of the day above the table, pledged units included", () => {
    const items = itemsIn(zerodha, text);
    expect(items).toContainEqual({ kind: "snapshot", line: 4, asOf: "2026-03-31T00:00:00.000Z", dateOnly: true });
    expect(items).toContainEqual({
      kind: "holding",
      line: 5,
      draft: {
        assetType: "stock",
        symbol: "EXAMPLEIND",
        isin: "INE000A01000",
        quantity: "12",
        avgPrice: "900",
        currency: "INR",
        costValue: "10800",
        marketValue: "12000",
        meta: { source: "zerodha", instrument: { isin: "INE000A01000" }, price: "1000" },
      },
    });
    expect(items).toContainEqual(expect.objectContaining({ kind: "skipped", line: 6, reason: "The position in GONE has no units." }));
    expect(items).toContainEqual(expect.objectContaining({ kind: "statement", statement: { accountId: "AB1234", currency: "INR" } }));
  });

  it("of Kite need a day in the file's name", () => {
    const kite = 'Instrument,Qty.,Avg. cost,LTP,Invested,Cur. val,P&L,Net chg.,Day chg.\n"INFY",5,1500,1600,7500,8000,500,6.67,0.5\n';
    expect(() => itemsIn(zerodha, kite, "holdings.csv")).toThrow("of which day it is");
    expect(itemsIn(zerodha, kite, "holdings 2026-03-31.csv").map(({ kind }) => kind)).toEqual(["snapshot", "holding"]);
  });

  it("of a workbook are one snapshot, and its combined sheet adds nothing", () => {
    const cell = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    const sheet = (rows: string[][]) =>
      strToU8(`<worksheet><sheetData>${rows.map((cells) => `<row>${cells.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`);
    const header = ["Symbol", "ISIN", "Quantity Available", "Average Price", "Previous Closing Price"];
    const stock = ["EXAMPLEIND", "INE000A01000", "10", "900", "1000"];
    const fund = ["SOME FUND", "INF000A01000", "11", "90", "100"];
    const title = (name: string) => [`${name} Holdings Statement as on 2026-03-31`];
    const sheets = [
      ["Equity", [title("Equity"), header, stock]],
      ["Mutual Funds", [title("Mutual Funds"), header, fund]],
      ["Combined", [title("Combined"), header, stock, fund]],
    ] as const;
    const book = zipSync({
      "xl/workbook.xml": strToU8(
        `<workbook><sheets>${sheets.map(([name], at) => `<sheet name="${name}" r:id="r${at}"/>`).join("")}</sheets></workbook>`,
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        `<Relationships>${sheets.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/s${at}.xml"/>`).join("")}</Relationships>`,
      ),
      ...Object.fromEntries(sheets.map(([, rows], at) => [`xl/worksheets/s${at}.xml`, sheet(rows.map((cells) => [...cells]))])),
    });
    const items = [...zerodha.parse(book)];
    expect(items.filter(({ kind }) => kind === "snapshot")).toHaveLength(1);
    expect(items.flatMap((item) => (item.kind === "holding" ? [[item.draft.symbol, item.draft.assetType]] : []))).toEqual([
      ["EXAMPLEIND", "stock"],
      ["SOME FUND", "mutual_fund"],
    ]);
    expect(items.filter((item) => item.kind === "skipped" && item.reason.includes("another sheet"))).toHaveLength(2);
  });
});

describe("any file of Zerodha", () => {
  it("has an outcome for every line, however damaged", () => {
    const ledger = `${LEDGER}\nFunds added,2024-01-01,Z,Bank Receipts,0,10,10\nDP Charges,2024-01-03,Z,Journal Entry,15.34,0,-5\n`;
    fc.assert(
      fc.property(fc.oneof(damaged(tradebook(EQUITY, EQUITY.replace("9001", "9002"))), damaged(ledger)), (bytes) => {
        expect(unspokenLines(zerodha, bytes)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
