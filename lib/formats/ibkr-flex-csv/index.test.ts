import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { describeSamples, readSample } from "@/test/samples";
import { ibkrFlex } from "../ibkr-flex";
import { recognise } from "../registry";
import type { TransactionDraft } from "../types";
import { ibkrFlexCsv } from "./index";

const TRADES =
  '"ClientAccountID","CurrencyPrimary","AssetClass","SubCategory","Symbol","Description","ISIN","Multiplier","TradeID","DateTime","Quantity","TradePrice","Proceeds","Taxes","IBCommission","IBCommissionCurrency","NetCash","Open/CloseIndicator","Notes/Codes","Buy/Sell","TransactionID","LevelOfDetail"';
const BUY =
  '"U7654321","USD","STK","COMMON","ACME","ACME, CORP","US0000000019","1","501","2025-01-15;101112","10","100","-1000","0","-1","USD","-1001","O","","BUY","9001","EXECUTION"';
const EXCHANGE =
  '"U7654321","USD","CASH","","EUR.USD","EUR.USD","","1","502","2025-01-16;093000","-4000","1.1","4400","0","-1.8","EUR","0","","","SELL","9002","EXECUTION"';
const TOTAL =
  '"U7654321","USD","STK","COMMON","ACME","ACME, CORP","US0000000019","1","","","10","100","-1000","0","-1","USD","-1001","","","BUY","","SYMBOL_SUMMARY"';
const CASH =
  '"ClientAccountID","CurrencyPrimary","AssetClass","Symbol","ISIN","Description","Date/Time","SettleDate","Amount","Type","TransactionID","LevelOfDetail"';
const DIVIDEND =
  '"U7654321","USD","STK","ACME","US0000000019","ACME(US0000000019) CASH DIVIDEND USD 0.10 PER SHARE (Ordinary Dividend)","2025-03-14;202000","2025-03-14","4","Dividends","9003","DETAIL"';
const DEPOSIT =
  '"U7654321","EUR","","","","CASH RECEIPTS / ELECTRONIC FUND TRANSFERS","2025-01-02","2025-01-02","10000","Deposits/Withdrawals","9004","DETAIL"';
const POSITIONS =
  '"ClientAccountID","CurrencyPrimary","AssetClass","Symbol","ISIN","ReportDate","Quantity","MarkPrice","PositionValue","CostBasisPrice","CostBasisMoney","LevelOfDetail"';
const POSITION = '"U7654321","USD","STK","ACME","US0000000019","2025-03-31","10","110","1100","100.1","1001","SUMMARY"';
const LOT = '"U7654321","USD","STK","ACME","US0000000019","2025-03-31","10","110","1100","100.1","1001","LOT"';
const REPORT = '"ClientAccountID","CurrencyPrimary","LevelOfDetail","StartingCash","EndingCash"';
const PLAIN = [
  TRADES,
  BUY,
  EXCHANGE,
  TOTAL,
  CASH,
  DIVIDEND,
  DEPOSIT,
  POSITIONS,
  POSITION,
  LOT,
  REPORT,
  '"U7654321","USD","Currency","0","3403"',
].join("\n");

const framed = (code: string, [header = "", ...data]: string[]) => [
  `"BOS","${code}","a section"`,
  header,
  ...data,
  `"EOS","${code}","${data.length}"`,
];
const FRAMED = [
  '"BOF","U7654321","all","1","20250101","20250331","20250401;091213","100","100"',
  '"BOA","U7654321"',
  ...framed("TRNT", [TRADES, BUY, EXCHANGE, TOTAL]),
  ...framed("CTRN", [CASH, DIVIDEND, DEPOSIT]),
  '"EOA","U7654321"',
  '"EOF"',
].join("\n");
const CODED = [
  `"HEADER","TRNT",${TRADES}`,
  `"DATA","TRNT",${BUY}`,
  `"DATA","TRNT",${EXCHANGE}`,
  `"HEADER","CTRN",${CASH}`,
  `"DATA","CTRN",${DIVIDEND}`,
  `"DATA","CTRN",${DEPOSIT}`,
].join("\n");

const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, symbol, quantity, currency, meta }) =>
    [tradeType, symbol, quantity, currency, meta.netAmount, meta.externalId].join(" "),
  );
const ROWS = [
  "buy ACME 10 USD -1001 ibkr:trade:501",
  "fx_conversion EUR -4000 EUR -4000 ibkr:trade:502",
  "fx_conversion USD 4400 USD 4400 ibkr:trade:502:USD",
  "fee EUR 0 EUR -1.8 ibkr:trade:502:fee",
  "dividend ACME 0 USD 4 ibkr:tx:9003",
  "deposit EUR 10000 EUR 10000 ibkr:tx:9004",
];

describe("a Flex query in CSV", () => {
  it.each([
    ["tables one after the other", PLAIN],
    ["tables between records", FRAMED],
    ["lines that say what they are", CODED],
    [
      "a few fields",
      '"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","TradeMoney","CurrencyPrimary","IBCommission","IBCommissionCurrency"\n',
    ],
    ["payments alone", '"Type","SettleDate","ISIN","Description","Amount","CurrencyPrimary"\n'],
  ])("is known by %s", (_name, text) => {
    expect(recognise(textBytes(text), "x.csv")?.code).toBe("ibkr-flex-csv");
  });

  it.each([
    ["another broker's table", "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n"],
    ["names that anybody uses", "Date,Symbol,Quantity,Type,Amount,Currency\n"],
  ])("is not %s", (_name, text) => {
    expect(ibkrFlexCsv.recognises({ fileName: "", head: text, tables: [{ sheet: "", rows: [text.trim().split(",")] }] })).toBe(0);
  });

  it.each([
    ["plain", PLAIN],
    ["framed", FRAMED],
    ["coded", CODED],
  ])("gives the same rows, with the broker's ids (%s)", (_name, text) => {
    expect(brief(draftsIn(ibkrFlexCsv, text))).toEqual(ROWS);
    expect(itemsIn(ibkrFlexCsv, text).filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(unspokenLines(ibkrFlexCsv, textBytes(text))).toEqual([]);
  });

  it("gives the rows that the same query gives in XML", () => {
    const xml = `<FlexQueryResponse><FlexStatements count="1"><FlexStatement accountId="U7654321"><Trades>
<Trade accountId="U7654321" currency="USD" assetCategory="STK" subCategory="COMMON" symbol="ACME" description="ACME, CORP" isin="US0000000019" multiplier="1" tradeID="501" dateTime="2025-01-15;101112" quantity="10" tradePrice="100" proceeds="-1000" taxes="0" ibCommission="-1" ibCommissionCurrency="USD" netCash="-1001" openCloseIndicator="O" notes="" buySell="BUY" transactionID="9001" levelOfDetail="EXECUTION" />
</Trades></FlexStatement></FlexStatements></FlexQueryResponse>`;
    const [inXml] = draftsIn(ibkrFlex, xml);
    const [inCsv] = draftsIn(ibkrFlexCsv, `${TRADES}\n${BUY}`);
    expect(inCsv).toEqual({ ...inXml, meta: { ...inXml?.meta, source: "ibkr-flex-csv" } });
  });

  it("takes the account and the period from the first record, or the account from its column", () => {
    const first = (text: string, name?: string) => itemsIn(ibkrFlexCsv, text, name)[0];
    expect(first(FRAMED)).toMatchObject({ statement: { accountId: "U7654321", from: "2025-01-01", to: "2025-03-31" } });
    expect(first(PLAIN)).toMatchObject({ statement: { accountId: "U7654321" } });
    expect(first(PLAIN.replaceAll('"U7654321"', '"U1"'), "q_20250630.csv")).toMatchObject({
      statement: { accountId: "U1", to: "2025-06-30" },
    });
  });

  it("reads positions and balances as one snapshot, lots with the position they are of", () => {
    const all = itemsIn(ibkrFlexCsv, PLAIN);
    expect(all.filter(({ kind }) => kind === "snapshot")).toEqual([
      { kind: "snapshot", line: 9, asOf: "2025-03-31T00:00:00.000Z", dateOnly: true },
    ]);
    expect(all.flatMap((item) => (item.kind === "holding" ? [item.draft] : []))).toMatchObject([
      {
        symbol: "ACME",
        isin: "US0000000019",
        quantity: "10",
        avgPrice: "100.1",
        costValue: "1001",
        marketValue: "1100",
        meta: { lots: [{ quantity: "10" }] },
      },
      { symbol: "USD", assetType: "cash", quantity: "3403" },
    ]);
  });

  it("gives each account its own statement", () => {
    const text = [CASH, DEPOSIT, DEPOSIT.replace("U7654321", "U1111111").replace("9004", "9005"), DEPOSIT.replace("9004", "9006")].join(
      "\n",
    );
    const told = itemsIn(ibkrFlexCsv, text).flatMap((item) =>
      item.kind === "statement" ? [item.statement.accountId] : item.kind === "transaction" ? [item.draft.meta.externalId] : [],
    );
    expect(told).toEqual(["U7654321", "ibkr:tx:9004", "ibkr:tx:9006", "U1111111", "ibkr:tx:9005"]);
  });

  it("finds the symbol of an ISIN anywhere in the file", () => {
    const text = [
      '"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","CurrencyPrimary","IBCommission"',
      '"BUY","20250115","US0000000019","10","100","USD","-1"',
      '"BUY","20250115","US0000000027","1","5","USD","-1"',
      '"Type","SettleDate","ISIN","Description","Amount","CurrencyPrimary"',
      '"Dividends","20250314","US0000000019","ACME(US0000000019) CASH DIVIDEND USD 0.10 PER SHARE (Ordinary Dividend)","1","USD"',
    ].join("\n");
    expect(draftsIn(ibkrFlexCsv, text).map(({ symbol, assetType }) => [symbol, assetType])).toEqual([
      ["ACME", "stock"],
      ["US0000000027", "stock"],
      ["ACME", "stock"],
    ]);
  });

  it("takes a trade of no instrument for an exchange with the currency of its commission, and says so", () => {
    const text = [
      '"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","TradeMoney","CurrencyPrimary","IBCommission","IBCommissionCurrency"',
      '"SELL","20250115","","-1000","1.1","-1100","USD","-2","CHF"',
      '"SELL","20250115","","-1000","1.1","-1100","USD","-2","USD"',
    ].join("\n");
    const [header, ...items] = itemsIn(ibkrFlexCsv, text).slice(1);
    expect(header?.kind).toBe("skipped");
    expect(brief(items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : [])))).toEqual([
      "fx_conversion CHF -1000 CHF -1000 ",
      "fx_conversion USD 1100 USD 1100 ",
      "fee CHF 0 CHF -2 ",
    ]);
    expect(items[0]).toMatchObject({ draft: { meta: { needsReview: true, fx: { rate: "1.1", from: "CHF", to: "USD" } } } });
    expect(items.at(-1)).toMatchObject({ kind: "refused", line: 3, problem: 'symbol is "".' });
  });

  it("knows options without their class by their symbol", () => {
    const text = [
      "Symbol,Date/Time,Buy/Sell,Quantity,Price,Commission,CurrencyPrimary,LevelOfDetail",
      "ACME  250620C00030000,20250301;101500,SELL,-1,1.5,-1.05,USD,EXECUTION",
    ].join("\n");
    expect(draftsIn(ibkrFlexCsv, text)).toMatchObject([
      { tradeType: "sell", assetType: "option", quantity: "-1", price: "1.5", meta: { multiplier: "100", netAmount: "148.95" } },
    ]);
  });

  it("takes back what the broker cancelled", () => {
    const header =
      '"ClientAccountID","CurrencyPrimary","AssetClass","Symbol","TransactionType","TradeID","TradeDate","Quantity","TradePrice","IBCommission","OrigTradeID","Buy/Sell"';
    const text = [header, '"U1","USD","STK","ACME","TradeCancel","503","20250116","-10","100","1","501","BUY (Ca.)"'].join("\n");
    expect(itemsIn(ibkrFlexCsv, text).at(-1)).toMatchObject({
      kind: "cancellation",
      line: 2,
      externalIds: ["ibkr:trade:501", "ibkr:trade:501:fee"],
    });
  });

  it("says what is wrong with a line, and reads on", () => {
    const text = [
      CASH,
      DIVIDEND.replace('"4"', '"four"'),
      DIVIDEND.replace(',"DETAIL"', ""),
      DIVIDEND.replace('"USD"', '"dollars"'),
      DIVIDEND,
    ].join("\n");
    expect(itemsIn(ibkrFlexCsv, text).slice(2)).toMatchObject([
      { kind: "refused", line: 2, problem: 'amount is "four".', expected: "Expected a plain number such as 1234.56." },
      { kind: "refused", line: 3, problem: "The line has 11 cells where the header has 12 columns." },
      { kind: "refused", line: 4, problem: 'currency is "dollars".' },
      { kind: "transaction", line: 5 },
    ]);
    const headless = itemsIn(ibkrFlexCsv, ['"BOF","U1","q","1","20250101","20250331","","",""', BUY].join("\n"));
    expect(headless.at(-1)).toMatchObject({ kind: "refused", line: 2, problem: "No header stands before the line." });
  });

  it("keeps equal fills without ids apart", () => {
    const line = '"BUY","20250115","US0000000019","10","100","USD","-1"';
    const drafts = draftsIn(
      ibkrFlexCsv,
      ['"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","CurrencyPrimary","IBCommission"', line, line].join("\n"),
    );
    expect(drafts).toHaveLength(2);
    expect(drafts[0]).toEqual(drafts[1]);
  });

  it("throws nothing but a FormatError for damaged files, and speaks of every line", () => {
    fc.assert(
      fc.property(fc.oneof(damaged(PLAIN), damaged(FRAMED), damaged(CODED)), (file) => {
        expect(unspokenLines(ibkrFlexCsv, file)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describeSamples("real queries", () => {
  const read = (name: string) => [...ibkrFlexCsv.parse(readSample(`csv/${name}`), { fileName: name })];
  const drafts = (name: string) => read(name).flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));

  it("of trades hold eight purchases and three exchanges", () => {
    expect(read("ibkr-trades.csv").filter(({ kind }) => kind === "refused")).toEqual([]);
    const rows = drafts("ibkr-trades.csv");
    expect(rows.map(({ tradeType }) => tradeType).sort()).toEqual([
      ...Array(8).fill("buy"),
      ...Array(3).fill("fee"),
      ...Array(6).fill("fx_conversion"),
    ]);
    expect(add(...rows.filter(({ meta }) => meta.instrument?.isin === "US9220427424").map(({ quantity }) => quantity))).toBe("323");
    // What was exchanged is what was spent: the dollars are all but gone.
    expect(add(...rows.filter(({ currency }) => currency === "USD").map(({ meta }) => meta.netAmount))).toBe("0.732");
  });

  it("of payments hold dividends, substitutes, returned capital and taxes", () => {
    expect(read("ibkr-dividends.csv").filter(({ kind }) => kind === "refused")).toEqual([]);
    const rows = drafts("ibkr-dividends.csv");
    expect(rows).toHaveLength(11);
    expect(add(...rows.filter(({ currency }) => currency === "CHF").map(({ meta }) => meta.netAmount))).toBe("32.08");
  });
});
