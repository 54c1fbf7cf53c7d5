import { describe, expect, it } from "vitest";
import {
  cashOf,
  draftsOf,
  holdsUnderDamage,
  keysOf,
  kindsOf,
  read,
  recognised,
  refusalsOf,
  skipsOf,
  unitsOf,
} from "../table/preset-harness";
import { buildWorkbook } from "../table/workbook-builder";
import { etoro } from ".";

const HEADER = "Date,Type,Details,Amount,Units,Realized Equity Change,Realized Equity,Balance,Position ID,Asset type,NWA";
const rows = (...lines: string[]) => read(etoro, [HEADER, ...lines].join("\n"));
const only = (line: string) => draftsOf(rows(line))[0];

const OPEN = "09/01/2024 15:37:16,Open Position,ACME/USD,50.00,0.25,0.00,100.00,50.00,111,Stocks,0.00";
const CLOSE = "16/01/2024 20:08:09,Position closed,ACME/USD,61.27,0.25,11.27,111.27,111.27,111,Stocks,0.00";

describe("recognising eToro", () => {
  it.each([
    ["the activity", HEADER],
    ["the activity of 2022", "Date,Type,Details,Amount,Realized Equity Change,Realized Equity,Balance,Position ID,NWA"],
    [
      "the activity of 2025",
      "Date,Type,Details,Amount in (USD),Units / Contracts,Realized Equity Change,Realized Equity,Balance in (USD),Position ID,Asset type,NWA",
    ],
    [
      "closed positions",
      "Position ID,Action,Long / Short,Amount,Units / Contracts,Open Date,Close Date,Leverage,Spread Fees (USD),Profit(USD),Type,ISIN,Notes",
    ],
  ])("%s", (_name, header) => expect(recognised(etoro, `${header}\n`)).toBeGreaterThan(5));
});

describe("positions", () => {
  it("are bought and sold for what was put in and taken out", () => {
    const drafts = draftsOf(rows(OPEN, CLOSE));
    expect(drafts).toMatchObject([
      {
        tradeType: "buy",
        assetType: "stock",
        symbol: "ACME",
        quantity: "0.25",
        price: "200",
        currency: "USD",
        tradeTime: "2024-01-09T15:37:16.000Z",
        meta: { netAmount: "-50", externalId: "etoro:111:open", positionEffect: "open" },
      },
      { tradeType: "sell", quantity: "-0.25", meta: { netAmount: "61.27", brokerGain: "11.27", groupId: "etoro:111" } },
    ]);
    expect(cashOf(drafts)).toEqual({ USD: "11.27" });
    expect(unitsOf(drafts)).toEqual({});
  });

  it("closed in parts keep each part", () => {
    const part = CLOSE.replace("20:08:09", "21:00:00").replace("0.25", "0.10");
    expect(new Set(keysOf(rows(OPEN, CLOSE, part))).size).toBe(3);
    expect(keysOf(rows(CLOSE, OPEN))).toEqual(keysOf(rows(OPEN, CLOSE)).reverse());
  });

  it.each([
    ["Stocks", "stock"],
    ["ETF", "etf"],
    ["Crypto", "crypto"],
    ["CFD", "cfd"],
    ["Indices", "cfd"],
    ["", "stock"],
  ])("in %s are of the type %s", (written, assetType) => {
    expect(only(OPEN.replace("Stocks", written))?.assetType).toBe(assetType);
  });

  it("with a decimal comma in the money and a point in the units are read cell by cell", () => {
    const line = '18/05/2020 04:09:41,Open Position,ACME/USD," 1 200,00 ",65.359477," 0,00 "," 1 757,95 "," 1 157,95 ",222,CFD," 0,00 "';
    expect(only(line)).toMatchObject({ quantity: "65.359477", meta: { netAmount: "-1200" } });
  });

  it("in an account of euros are in euros", () => {
    const header = HEADER.replace("Amount", "Amount in (EUR)");
    expect(draftsOf(read(etoro, `${header}\n${OPEN}`))[0]?.currency).toBe("EUR");
  });
});

describe("other bookings", () => {
  it("pay dividends and overnight fees to their position", () => {
    const drafts = draftsOf(
      rows(
        OPEN.replace("Stocks", "CFD"),
        "02/01/2024 00:10:33,Dividend,ACME/USD,0.17,-,0.17,0,0,111,CFD,0.00",
        '19/05/2020 00:51:22,Overnight fee,Daily,"(0,31)",-,"(0,31)",0,0,111,CFD,0.00',
        '20/05/2020 00:51:22,Overnight refund,Daily,"0,21",-,"0,21",0,0,111,CFD,0.00',
      ),
    );
    expect(drafts.slice(1).map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount])).toEqual([
      ["dividend", "ACME", "0", "0.17"],
      ["fee", "ACME", "0", "-0.31"],
      ["fee", "ACME", "0", "0.21"],
    ]);
  });

  it("keep two equal dividends of one position apart", () => {
    const dividend = "02/01/2024 00:10:33,Dividend,ACME/USD,0.17,-,0.17,0,0,111,Stocks,0.00";
    expect(new Set(keysOf(rows(dividend, dividend))).size).toBe(2);
  });

  it.each([
    ["Deposit", "100.00", "100.00", "deposit", "100"],
    ["Withdraw Request", "-100.11", "-100.11", "withdrawal", "-100.11"],
    ["Withdraw Request", "100.11", "0.00", "withdrawal", "-100.11"],
    ["Interest Payment", "0.08", "0.08", "interest", "0.08"],
    ["SDRT", "1.50", "-1.50", "tax", "-1.5"],
    ["Fee", "1.50", "-1.50", "fee", "-1.5"],
    ["Adjustment", "2.00", "2.00", "adjustment", "2"],
  ])("%s of %s, which changes the equity by %s, is a %s of %s", (type, amount, change, tradeType, net) => {
    const draft = only(`01/01/2024 05:50:54,${type},,${amount},-,${change},0,0,-,,0.00`);
    expect([draft?.tradeType, draft?.meta.netAmount, draft?.symbol]).toEqual([tradeType, net, "USD"]);
  });

  it("count a withdrawal's fee once, and money for copied portfolios not at all", () => {
    expect(
      skipsOf(
        rows(
          "03/01/2024 13:09:09,Withdraw Fee,-,0.00,-,0.00,0,0,-,,0.00",
          "03/01/2024 13:09:09,Withdrawal Conversion Fee,-,-1.36,-,0.00,0,0,-,,0.00",
          "03/01/2024 13:09:09,Start Copy,someone,-500.00,-,0.00,0,0,-,,0.00",
        ),
      ),
    ).toEqual([
      "2: The amount is 0.",
      "3: Part of the deposit or withdrawal that it was taken from.",
      "4: Money for copied portfolios stays the account's: nothing came or went.",
    ]);
  });

  it("give coins, and leave splits for review", () => {
    expect(only("03/01/2024 13:09:09,Staking,ADA/USD,5.00,10,5.00,0,0,333,Crypto,0.00")).toMatchObject({
      tradeType: "reward",
      quantity: "10",
      price: "0.5",
      meta: { netAmount: "0" },
    });
    expect(only("03/01/2024 13:09:09,corp action: Split,ACME/USD 10:1,0.00,-,0.00,0,0,111,Stocks,0.00")).toMatchObject({
      tradeType: "split",
      quantity: "0",
      meta: { needsReview: true, corporateAction: { ratio: { to: "10", from: "1" } } },
    });
  });

  it("that aren't known are kept, and those that can't be read refused", () => {
    expect(only("03/01/2024 13:09:09,Edit Stop Loss,ACME/USD,5.00,-,5.00,0,0,111,CFD,0.00")).toMatchObject({
      tradeType: "other",
      meta: { netAmount: "5", needsReview: true },
    });
    expect(
      refusalsOf(rows("03/01/2024 13:09:09,Open Position,ACME/USD,5.00,-,0,0,0,111,Stocks,0", "03/01/2024,Deposit,,x,-,0,0,0,-,,0")),
    ).toEqual(["2: Units is empty. A number of units.", '3: Amount: "x" is not valid. A number such as 1234.56.']);
    holdsUnderDamage(etoro, [HEADER, OPEN, CLOSE, "01/01/2024 05:50:54,Deposit,,100.00,-,100.00,0,0,-,,0.00"].join("\n"));
  });
});

describe("the workbook", () => {
  const CLOSED = [
    [
      "Position ID",
      "Action",
      "Long / Short",
      "Amount",
      "Units / Contracts",
      "Open Date",
      "Close Date",
      "Leverage",
      "Profit(USD)",
      "Type",
      "ISIN",
      "Notes",
    ],
    [
      "111",
      "Buy Acme Inc",
      "Long",
      "50.00",
      "0.25",
      "09/01/2024 15:37:16",
      "16/01/2024 20:08:09",
      "1",
      "11.27",
      "Stocks",
      "US0000000101",
      "",
    ],
    ["444", "Sell Oil", "Short", "200.00", "2", "09/01/2024 10:00:00", "10/01/2024 10:00:00", "5", "12.00", "CFD", "", ""],
  ];
  const ACTIVITY = [
    HEADER.split(","),
    OPEN.split(","),
    CLOSE.split(","),
    "09/01/2024 10:00:00,Open Position,OIL/USD,200.00,2,0.00,0,0,444,CFD,0.00".split(","),
    "15/01/2024 00:10:33,Dividend,ACME/USD,0.17,-,0.17,0,0,111,Stocks,0.00".split(","),
  ];
  const DIVIDENDS = [
    [
      "Date of Payment",
      "Instrument Name",
      "Net Dividend Received (USD)",
      "Withholding Tax Rate (%)",
      "Withholding Tax Amount (USD)",
      "Position ID",
      "Type",
      "ISIN",
    ],
    ["15/01/2024", "Acme Inc", "0.17", "15%", "0.03", "111", "Stocks", "US0000000101"],
  ];

  it("gives the activity's rows the ISIN, the side and the tax that its other sheets know", () => {
    const items = read(
      etoro,
      buildWorkbook([
        { name: "Account Summary", rows: [["Name", "A. Person"]] },
        { name: "Closed Positions", rows: CLOSED },
        { name: "Account Activity", rows: ACTIVITY },
        { name: "Dividends", rows: DIVIDENDS },
      ]),
    );
    expect(kindsOf(items)).toEqual({ transaction: 4, skipped: 6 });
    expect(draftsOf(items)).toMatchObject([
      { tradeType: "buy", meta: { instrument: { isin: "US0000000101" } } },
      { tradeType: "sell" },
      { tradeType: "sell", symbol: "OIL", quantity: "-2", meta: { positionEffect: "open", netAmount: "-200" } },
      { tradeType: "dividend", meta: { netAmount: "0.17", taxes: [{ type: "withholding", amount: "0.03", currency: "USD" }] } },
    ]);
    expect(skipsOf(items)).toContain("2: A closed position: its trades are in the account activity.");
  });

  it("without an activity has its closed positions as trades", () => {
    const drafts = draftsOf(read(etoro, CLOSED.map((cells) => cells.join(",")).join("\n")));
    expect(drafts.map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount])).toEqual([
      ["buy", "US0000000101", "0.25", "-50"],
      ["sell", "US0000000101", "-0.25", "61.27"],
      ["sell", "Oil", "-2", "-200"],
      ["buy", "Oil", "2", "212"],
    ]);
    expect(drafts[0]?.meta.externalId).toBe("etoro:111:open");
  });
});
