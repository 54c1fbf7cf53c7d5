import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import type { FormatItem, TransactionDraft } from "../types";
import { ACTIONS_HEADER, FOREX_HEADER, HEAD, HISTORY, STATEMENT, TRADES_HEADER } from "./fixtures";
import { ibkrActivity } from "./index";

const rows = (...lines: string[]) => draftsIn(ibkrActivity, [HEAD, ...lines].join("\n"));
const items = (...lines: string[]) =>
  itemsIn(ibkrActivity, [HEAD, ...lines].join("\n")).filter(({ line }) => line > HEAD.split("\n").length);
const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, currency, meta }) =>
    [tradeType, assetType, symbol, quantity, currency, meta.netAmount].join(" "),
  );
const cashOf = (drafts: readonly TransactionDraft[], currency: string) =>
  add(...drafts.filter((each) => each.currency === currency).map(({ meta }) => meta.netAmount));
const unitsOf = (drafts: readonly TransactionDraft[], symbol: string) =>
  add(...drafts.filter((each) => each.symbol === symbol).map(({ quantity }) => quantity));
const holdings = (all: readonly FormatItem[]) => all.flatMap((item) => (item.kind === "holding" ? [item.draft] : []));

describe("an activity statement", () => {
  it("is known by its first line, and by its sections where that is missing", () => {
    expect(recognise(textBytes(STATEMENT), "x.csv")?.code).toBe("ibkr-activity");
    expect(recognise(textBytes(HISTORY), "x.csv")?.code).toBe("ibkr-activity");
    expect(recognise(textBytes(`${TRADES_HEADER}\n`), "x.csv")?.code).toBe("ibkr-activity");
    expect(recognise(textBytes("Statement,Header,Feldname,Feldwert\n"), "x.csv")?.code).toBe("ibkr-activity");
    expect(recognise(textBytes("DividendDetail,Header,DataDiscriminator,Currency,Symbol\n"), "x.csv")).toBeNull();
  });

  it("tells its account, base currency and period", () => {
    expect(itemsIn(ibkrActivity, STATEMENT)[0]).toEqual({
      kind: "statement",
      line: 1,
      statement: { accountId: "U7654321", currency: "EUR", from: "2025-01-01", to: "2025-03-31" },
    });
  });

  it("becomes rows that end in its own balances and positions", () => {
    const drafts = draftsIn(ibkrActivity, STATEMENT);
    expect(itemsIn(ibkrActivity, STATEMENT).filter(({ kind }) => kind === "refused")).toEqual([]);
    expect([cashOf(drafts, "EUR"), cashOf(drafts, "USD")]).toEqual(["5995.3", "3099.52"]);
    expect([unitsOf(drafts, "ACME"), unitsOf(drafts, "ACME 20JUN25 30 C")]).toEqual(["40", "-1"]);
    const held = holdings(itemsIn(ibkrActivity, STATEMENT));
    expect(held.map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
      ["EUR", "5995.3"],
      ["USD", "3099.52"],
      ["ACME", "40"],
      ["ACME 20JUN25 30 C", "-1"],
    ]);
  });

  it("has one snapshot, of the last day of its period, before the first position", () => {
    const all = itemsIn(ibkrActivity, STATEMENT).filter(({ kind }) => kind === "snapshot" || kind === "holding");
    expect(all[0]).toEqual({ kind: "snapshot", line: 17, asOf: "2025-03-31T00:00:00.000Z", dateOnly: true });
    expect(all.filter(({ kind }) => kind === "snapshot")).toHaveLength(1);
  });

  it("values a position as the broker does", () => {
    expect(holdings(itemsIn(ibkrActivity, STATEMENT)).at(-1)).toMatchObject({
      assetType: "option",
      avgPrice: "1.4895",
      costValue: "-148.95",
      marketValue: "-100",
      meta: {
        source: "ibkr-activity",
        multiplier: "100",
        instrument: { underlying: "ACME", strike: "30", expiry: "2025-06-20", putCall: "call" },
      },
    });
  });

  it("takes an order with its commission, in the time of New York, and skips the executions that it sums up", () => {
    const all = itemsIn(ibkrActivity, STATEMENT);
    const [buy] = draftsIn(ibkrActivity, STATEMENT);
    expect(buy).toMatchObject({
      tradeType: "buy",
      symbol: "ACME",
      quantity: "10",
      price: "100",
      tradeTime: "2025-01-15T15:11:12.000Z",
      meta: {
        netAmount: "-1002",
        fees: [{ type: "commission", amount: "2", currency: "USD" }],
        positionEffect: "open",
        instrument: { isin: "US0000000019", conid: "1234", name: "ACME CORP", exchange: "NASDAQ" },
      },
    });
    expect(all.find(({ line }) => line === 27)).toMatchObject({ kind: "skipped", reason: "Part of the order on line 26." });
  });

  it("takes executions where no order sums them up", () => {
    expect(brief(rows(TRADES_HEADER, 'Trades,Data,Trade,Stocks,USD,ACME,"2025-01-15, 10:11:12",-4,100,101,400,-1,401,0,4,C'))).toEqual([
      "sell stock ACME -4 USD 399",
    ]);
  });

  it("splits an exchange of currencies into two sides and a commission of one group", () => {
    const exchange = rows(FOREX_HEADER, 'Trades,Data,Order,Forex,USD,EUR.USD,"2025-01-10, 09:30:00","-4,000",1.1,,4400,-1.8,,,2,');
    expect(brief(exchange)).toEqual([
      "fx_conversion cash EUR -4000 EUR -4000",
      "fx_conversion cash USD 4400 USD 4400",
      "fee cash EUR 0 EUR -1.8",
    ]);
    expect(new Set(exchange.map(({ meta }) => meta.groupId)).size).toBe(1);
  });

  it("reads thousands, bonds in percent, and contracts by their size", () => {
    const traded = rows(
      TRADES_HEADER,
      'Trades,Data,Order,Bonds,USD,T 1 3/8 08/15/50,"2025-02-01, 10:00:00","2,000",50,50,-1000,-5,1005,0,0,O',
      'Trades,Data,Order,Futures,USD,MESH5,"2025-02-01, 10:00:00",1,6000,6000,-30000,-0.6,30000.6,0,0,O',
      'Trades,Data,Order,Options On Futures,USD,QZCL JAN26 52 P,"2025-02-01, 10:00:00",1,0.39,0,-390,-2.37,392.37,0,0,O',
    );
    expect(brief(traded)).toEqual([
      "buy bond T 1 3/8 08/15/50 2000 USD -1005",
      // The value of a future never changes hands.
      "buy future MESH5 1 USD -0.6",
      "buy option QZCL JAN26 52 P 1 USD -392.37",
    ]);
    expect(traded.map(({ meta }) => [meta.priceUnit, meta.multiplier])).toEqual([
      ["percent", undefined],
      [undefined, "5"],
      [undefined, "1000"],
    ]);
  });

  it("ends options as they ended, and delivers their stock", () => {
    const ended = rows(
      TRADES_HEADER,
      'Trades,Data,Order,Equity and Index Options,USD,ACME 21MAR25 30 P,"2025-03-21, 16:20:00",1,0,0,0,0,-148.95,148.95,0,A;C',
      'Trades,Data,Order,Stocks,USD,ACME,"2025-03-21, 16:20:00",100,30,29,-3000,0,2851.05,0,-100,A;O',
      'Trades,Data,Order,Equity and Index Options,USD,ACME 21MAR25 20 P,"2025-03-21, 16:20:00",1,0,0,0,0,-10,10,0,C;Ep',
    );
    expect(brief(ended)).toEqual([
      "option_assignment option ACME 21MAR25 30 P 1 USD 0",
      "buy stock ACME 100 USD -3000",
      "option_expiration option ACME 21MAR25 20 P 1 USD 0",
    ]);
    expect(ended[0]?.meta.groupId).toBe(ended[1]?.meta.groupId);
  });

  it("reads corporate actions leg by leg, with their ratio and group", () => {
    const merger = "OLD(US0000000027) Merged(Acquisition) WITH US0000000035 1 for 2";
    const legs = rows(
      ACTIONS_HEADER,
      `Corporate Actions,Data,Stocks,USD,2025-02-04,"2025-02-03, 20:25:00","${merger} (OLD, OLD INC, US0000000027)",-10,50,-200,5,`,
      `Corporate Actions,Data,Stocks,USD,2025-02-04,"2025-02-03, 20:25:00","${merger} (NEW, NEW INC, US0000000035)",5,0,150,0,`,
      'Corporate Actions,Data,Stocks,USD,2025-02-05,"2025-02-04, 20:25:00","PAR(US0000000043) Spinoff 1 for 4 (KID, KID INC, US0000000050)",3,0,30,0,',
      'Corporate Actions,Data,Stocks,USD,2025-02-05,"2025-02-04, 20:25:00","ODD(US0000000068) Wobbled (ODD, ODD INC, US0000000068)",1,0,0,0,',
    );
    expect(brief(legs)).toEqual([
      "merger stock OLD -10 USD 50",
      "merger stock NEW 5 USD 0",
      "spin_off stock KID 3 USD 0",
      "other stock ODD 1 USD 0",
    ]);
    expect(legs[0]?.meta.groupId).toBe(legs[1]?.meta.groupId);
    expect(legs[1]?.meta).toMatchObject({ corporateAction: { ratio: { to: "1", from: "2" } }, instrument: { isin: "US0000000035" } });
    expect(legs.map(({ meta }) => meta.needsReview)).toEqual([undefined, undefined, undefined, true]);
  });

  it("moves transferred units without cash, by direction or by sign", () => {
    const header =
      "Transfers,Header,Asset Category,Currency,Symbol,Date,Type,Direction,Xfer Company,Xfer Account,Qty,Xfer Price,Market Value,Realized P/L,Cash Amount,Code";
    const moved = rows(
      header,
      "Transfers,Data,Stocks,USD,ACME,2025-08-19,Internal,Out,--,U2222222,-15,--,-3000,0.00,0.00,",
      'Transfers,Data,Stocks,CAD,MAPL,2025-09-01,ATON,In,Other Broker,555,"1,383",--,"11,064.00",0.00,0.00,',
      "Transfers,Data,Total,,,,,,,,,,-3000,0,0,",
    );
    expect(brief(moved)).toEqual(["transfer_out stock ACME -15 USD 0", "transfer_in stock MAPL 1383 CAD 0"]);
    expect(moved.map(({ price }) => price)).toEqual(["200", "8"]);
  });

  it("books payments with their sign, and knows substitutes and returned capital", () => {
    const paid = rows(
      "Dividends,Header,Currency,Date,Description,Amount",
      "Dividends,Data,USD,2025-03-14,ACME(US0000000019) Payment in Lieu of Dividend (Ordinary Dividend),4",
      "Dividends,Data,USD,2025-03-15,ACME(US0000000019) Cash Dividend USD 0.10 per Share (Return of Capital),2",
      "Dividends,Data,USD,2025-03-16,ACME(US0000000019) Cash Dividend USD 0.10 per Share - Reversal (Ordinary Dividend),-2",
      "Broker Interest Paid,Header,Currency,Date,Description,Amount",
      "Broker Interest Paid,Data,USD,2025-03-05,USD Debit Interest for Feb-2025,-7",
      "Deposits & Withdrawals,Header,Currency,Settle Date,Description,Amount",
      "Deposits & Withdrawals,Data,EUR,2025-01-03,Disbursement,-100",
      "Commission Adjustments,Header,Currency,Date,Description,Amount,Code",
      "Commission Adjustments,Data,USD,2025-01-04,Commission Computed After Trade Reported (ACME),0.3,",
    );
    expect(paid.map(({ tradeType, meta }) => [tradeType, meta.subtype, meta.netAmount])).toEqual([
      ["dividend", "in_lieu", "4"],
      ["return_of_capital", undefined, "2"],
      ["dividend", undefined, "-2"],
      ["interest", undefined, "-7"],
      ["withdrawal", undefined, "-100"],
      ["fee", "commission", "0.3"],
    ]);
  });

  it("takes granted shares once, not again when they vest", () => {
    const granted = items(
      "Grant Activity,Header,Symbol,Report Date,Description,Award Date,Vesting Date,Quantity,Price,Value",
      "Grant Activity,Data,IBKR,2025-01-03,Stock Award Grant for Cash Deposit,2025-01-03,2026-01-03,0.5,80,40",
      "Grant Activity,Data,IBKR,2026-01-03,Stock Award Vesting,2025-01-03,2026-01-03,0.5,90,45",
      "Grant Activity,Data,Total,,,,,1,,85",
    );
    expect(granted.map(({ kind }) => kind)).toEqual(["skipped", "transaction", "skipped", "skipped"]);
    expect(granted[1]).toMatchObject({
      draft: { tradeType: "reward", quantity: "0.5", price: "80", meta: { netAmount: "0", needsReview: true } },
    });
  });

  it("says what is wrong with a line, and reads on", () => {
    const refused = items(
      "Dividends,Header,Currency,Date,Description,Amount",
      "Dividends,Data,USD,2025-02-30,ACME(US0000000019) Cash Dividend,4",
      "Dividends,Data,USD,2025-03-14,ACME(US0000000019) Cash Dividend,four",
      "Dividends,Data,USD,2025-03-14,ACME(US0000000019) Cash, Dividend,4",
      "Dividends,Data,USD,2025-03-14,ACME(US0000000019) Cash Dividend,4",
      "Trades,Data,Order,Stocks,USD,ACME",
    );
    expect(refused.slice(1)).toMatchObject([
      { kind: "refused", problem: 'Date: "2025-02-30" is not valid.', expected: "A date that exists, such as 2025-12-31." },
      { kind: "refused", problem: 'Amount: "four" is not valid.', expected: "A number such as 1234.56." },
      { kind: "refused", problem: "The line has more cells than its header has columns." },
      { kind: "transaction" },
      { kind: "refused", problem: "No header of the section stands before the line." },
    ]);
  });

  it("keeps equal fills apart and gives the same rows again", () => {
    const line = 'Trades,Data,Trade,Stocks,USD,ACME,"2025-01-15, 10:11:12",1,100,101,-100,-1,101,0,4,O';
    const twice = rows(TRADES_HEADER, line, line);
    expect(twice).toHaveLength(2);
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]?.meta.externalId).toBeUndefined();
  });
});

describe("a statement of several accounts", () => {
  const text = `Statement,Header,Field Name,Field Value
Statement,Data,Period,"January 1, 2025 - March 31, 2025"
Account Information,Header,Field Name,Field Value
Account Information,Data,Account,"U1111111, U2222222"
Account Information,Data,Base Currency,USD
Trades,Header,DataDiscriminator,Asset Category,Currency,Account,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code
Trades,Data,Order,Stocks,USD,U1111111,ACME,"2025-01-15, 10:11:12",1,100,101,-100,-1,101,0,0,O
Trades,Data,Order,Stocks,USD,U2222222,ACME,"2025-01-15, 10:11:12",2,100,101,-200,-1,201,0,0,O
Deposits & Withdrawals,Header,Currency,Account,Settle Date,Description,Amount
Deposits & Withdrawals,Data,USD,U1111111,2025-01-02,Electronic Fund Transfer,1000
Deposits & Withdrawals,Data,Total,,,,1000
`;

  it("gives each account its rows", () => {
    const told = itemsIn(ibkrActivity, text).flatMap((item) =>
      item.kind === "statement"
        ? [item.statement.accountId]
        : item.kind === "transaction"
          ? [`${item.draft.tradeType} ${item.draft.meta.netAmount}`]
          : [],
    );
    expect(told).toEqual(["U1111111", "buy -101", "deposit 1000", "U2222222", "buy -201", ""]);
    expect(unspokenLines(ibkrActivity, textBytes(text))).toEqual([]);
  });
});

describe("a transaction history", () => {
  it("is kept in the base currency, with the price in its own beside it", () => {
    const drafts = draftsIn(ibkrActivity, HISTORY);
    expect(brief(drafts)).toEqual([
      "sell stock ACME -4 EUR 107.1",
      "buy stock ACME 10 EUR -225.9",
      "fx_conversion cash EUR -1.8 EUR -1.8",
      "deposit cash EUR 1000 EUR 1000",
      "other cash EUR 1 EUR 1",
    ]);
    expect(drafts[1]).toMatchObject({
      price: "22.5",
      meta: { quoted: { price: "25", currency: "USD" }, fx: { rate: "0.9", from: "USD", to: "EUR" }, fees: [{ amount: "0.9" }] },
    });
    expect(drafts[4]?.meta.reasons).toEqual(['The type "Moon Phase" isn\'t known.']);
  });

  it("takes the account's whole number from the file's name", () => {
    const account = (fileName?: string) => {
      const [first] = itemsIn(ibkrActivity, HISTORY, fileName);
      return first?.kind === "statement" ? first.statement.accountId : null;
    };
    expect(account("U7654321.TRANSACTIONS.1Y.csv")).toBe("U7654321");
    expect(account("U1234567.TRANSACTIONS.1Y.csv")).toBe("U***54321");
    expect(account()).toBe("U***54321");
  });

  it("is refused line by line where it names no base currency, until a person says it", () => {
    const bare = HISTORY.replace("Summary,Data,Base Currency,EUR\n", "");
    const refused = itemsIn(ibkrActivity, bare).filter(({ kind }) => kind === "refused");
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ problem: "Base Currency is empty.", cause: { code: "missing-currency" } });
    const said = [...ibkrActivity.parse(textBytes(bare), { assume: { currency: "CHF" } })].flatMap((item) =>
      item.kind === "transaction" ? [item.draft.currency] : [],
    );
    expect(said).toEqual(["CHF", "CHF", "CHF", "CHF", "CHF"]);
  });
});

describe("a damaged statement", () => {
  it("throws nothing but a FormatError, and speaks of every line", () => {
    fc.assert(
      fc.property(fc.oneof(damaged(STATEMENT), damaged(HISTORY)), (file) => {
        expect(unspokenLines(ibkrActivity, file)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
