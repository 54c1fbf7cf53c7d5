import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormatItem, ParseContext } from "@/lib/formats/types";
import { altered, outcomeOf } from "@/test/broker-pages";
import { ACTIVITIES, KNOWN_SYMBOLS, POSITIONS } from "@/test/simulators/questrade-ledger";
import type { BrokerPage } from "../connector";
import { writePages } from "../pages";
import { questradePages } from "./format";

const ACTIVITY = {
  tradeDate: "2026-02-16T00:00:00.000000-05:00",
  transactionDate: "2026-02-16T00:00:00.000000-05:00",
  settlementDate: "2026-02-18T00:00:00.000000-05:00",
  action: "",
  symbol: "ACME.TO",
  symbolId: 101,
  description: "",
  currency: "CAD",
  quantity: 0,
  price: 0,
  grossAmount: 0,
  commission: 0,
  netAmount: 0,
  type: "",
};
type Fields = Partial<Record<keyof typeof ACTIVITY, string | number | null>>;

const SYMBOLS = [
  { symbolId: 101, symbol: "ACME.TO", securityType: "Stock", currency: "CAD", description: "ACME INC" },
  { symbolId: 102, symbol: "BOND", securityType: "Bond", currency: "CAD" },
  { symbolId: 103, symbol: "INDX", securityType: "Index", currency: "USD" },
];

function read(pages: readonly BrokerPage[], context?: ParseContext): FormatItem[] {
  const of = { broker: "questrade", account: { id: "1", name: "Margin" }, fetchedAt: "2026-03-01T12:00:00Z", since: null };
  const symbols = { stream: "symbols", body: JSON.stringify({ symbols: SYMBOLS }) };
  return [...questradePages.parse(writePages(of, [...pages, symbols]), context)].slice(1);
}
const activities = (...rows: readonly Fields[]): BrokerPage => ({
  stream: "activities",
  body: JSON.stringify({ activities: rows.map((row) => ({ ...ACTIVITY, ...row })) }),
});
const positions = (...rows: readonly object[]): BrokerPage => ({ stream: "positions", body: JSON.stringify({ positions: rows }) });
const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const holdings = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "holding" ? item.draft : []));
const rowOf = (fields: Fields) => drafts(read([activities(fields)]))[0];

describe("an activity", () => {
  it.each<[string, Fields, string, string, string]>([
    ["a purchase", { type: "Trades", action: "Buy", quantity: 2, price: 5, netAmount: -10 }, "buy", "2", "-10"],
    ["a sale", { type: "Trades", action: "Sell", quantity: -2, price: 5, netAmount: 10 }, "sell", "-2", "10"],
    ["a trade whose action isn't known", { type: "Trades", action: "XYZ", quantity: -2, price: 5, netAmount: 10 }, "sell", "-2", "10"],
    ["a dividend", { type: "Dividends", action: "DIV", netAmount: 5 }, "dividend", "0", "5"],
    ["a dividend that is taken back", { type: "Dividends", action: "DIV", netAmount: -5 }, "dividend", "0", "-5"],
    ["a distribution without an action", { type: "Dividends", description: "DIST ON 56 SHS", netAmount: 5 }, "dividend", "0", "5"],
    ["a return of capital", { type: "Dividends", description: "RETURN OF CAPITAL", netAmount: 5 }, "return_of_capital", "0", "5"],
    ["a dividend in units", { type: "Dividends", action: "DIV", quantity: 3 }, "stock_dividend", "3", "0"],
    ["a tax on a dividend", { type: "Dividends", action: "NRT", netAmount: -1.5 }, "tax", "0", "-1.5"],
    ["units for a dividend", { type: "Dividends", action: "REI", quantity: 0.5, price: 10, netAmount: -5 }, "buy", "0.5", "-5"],
    ["units for a dividend that never was cash", { type: "Dividend reinvestment", action: "REI", quantity: 0.5 }, "reinvest", "0.5", "0"],
    ["interest paid", { type: "Interest", symbol: "", netAmount: -3 }, "interest", "0", "-3"],
    ["a fee", { type: "Fees and rebates", action: "FCH", symbol: "", netAmount: -3 }, "fee", "0", "-3"],
    ["a rebate", { type: "Fees and rebates", action: "FCH", symbol: "", netAmount: 3 }, "fee", "0", "3"],
    ["a contribution", { type: "Deposits", action: "CON", symbol: "", netAmount: 100 }, "deposit", "100", "100"],
    ["a contribution in kind", { type: "Deposits", action: "CON", quantity: 4 }, "transfer_in", "4", "0"],
    ["a withdrawal", { type: "Withdrawals", action: "WDR", symbol: "", netAmount: -100 }, "withdrawal", "-100", "-100"],
    ["units that leave", { type: "Transfers", action: "TFO", quantity: -4 }, "transfer_out", "-4", "0"],
    ["cash from elsewhere", { type: "Transfers", action: "TF6", symbol: "", netAmount: 7 }, "deposit", "7", "7"],
    ["a journal", { type: "Other", action: "BRW", quantity: -4 }, "journal", "-4", "0"],
    ["a split", { type: "Other", action: "DIS", description: "STK SPLIT ON 10 SHS", quantity: 50 }, "split", "50", "0"],
    ["a change of name", { type: "Corporate actions", action: "NAC", quantity: -4 }, "symbol_change", "-4", "0"],
    ["a merger", { type: "Corporate actions", description: "MERGER W/ BIG CO", quantity: -4, netAmount: 80 }, "merger", "-4", "80"],
    ["a spin-off", { type: "Corporate actions", description: "SPINOFF FROM BIG CO", quantity: 4 }, "spin_off", "4", "0"],
    ["cash for a fraction", { type: "Corporate actions", description: "CASH IN LIEU OF FRAC", netAmount: 1.1 }, "dividend", "0", "1.1"],
    ["a bond that matured", { type: "Corporate actions", description: "MATURED", quantity: -4, netAmount: 4 }, "redemption", "-4", "4"],
    ["a purchase without a type", { action: "Buy", quantity: 2, price: 5, netAmount: -10 }, "buy", "2", "-10"],
  ])("that is %s", (_what, fields, tradeType, quantity, netAmount) => {
    const row = rowOf(fields);
    expect([row?.tradeType, row?.quantity, row?.meta.netAmount, row?.meta.needsReview]).toEqual([
      tradeType,
      quantity,
      netAmount,
      undefined,
    ]);
  });

  it("is of a day, without a time and without an id", () => {
    const row = rowOf({ type: "Trades", action: "Buy", quantity: 2, price: 5, netAmount: -10 });
    expect(row).toMatchObject({
      tradeTime: "2026-02-16T00:00:00.000Z",
      meta: { dateOnly: true, settleDate: "2026-02-18", rawType: "Trades / Buy" },
    });
    expect(row?.meta.externalId).toBeUndefined();
  });

  it("has what was paid beside the units as its fees", () => {
    const row = rowOf({ type: "Trades", action: "Sell", quantity: -2, price: 5, grossAmount: 10, commission: -1, netAmount: 8.98 });
    expect(row?.meta.fees).toEqual([
      { type: "commission", amount: "1", currency: "CAD" },
      { type: "other", amount: "0.02", currency: "CAD" },
    ]);
  });

  it("has the tax that was withheld from a dividend", () => {
    expect(rowOf({ type: "Dividends", grossAmount: 10, netAmount: 8.5 })?.meta.taxes).toMatchObject([
      { type: "withholding", amount: "1.5" },
    ]);
  });

  it("that takes a trade back is a trade the other way round, for a person to look at", () => {
    const back = { type: "Trades", action: "Buy", quantity: -2, price: 5, netAmount: 10 };
    expect(rowOf(back)).toMatchObject({ tradeType: "sell", quantity: "-2", meta: { netAmount: "10", needsReview: true } });
    const sale = { type: "Trades", action: "Sell", quantity: 2, price: 5, netAmount: -10 };
    expect(rowOf(sale)).toMatchObject({ tradeType: "buy", quantity: "2", meta: { netAmount: "-10", needsReview: true } });
  });

  it("of a kind that isn't known is kept as it is, until a person says what it means", () => {
    const page = activities({ type: "Airdrops", action: "AIR", quantity: 2, netAmount: 1 });
    expect(drafts(read([page]))[0]).toMatchObject({
      tradeType: "other",
      quantity: "2",
      meta: { rawType: "Airdrops / AIR", needsReview: true },
    });
    const told = read([page], { assume: { tradeTypes: { "Airdrops / AIR": "reward" } } });
    expect(drafts(told)[0]).toMatchObject({ tradeType: "reward", quantity: "2" });
  });

  it("that splits tells the ratio", () => {
    const row = rowOf({ type: "Other", action: "DIS", description: "ACME STK SPLIT ON 10 SHS REC 01/02/26", quantity: 50 });
    expect(row?.meta.corporateAction).toMatchObject({ ratio: { to: "60", from: "10" } });
  });

  it("of an option is of contracts, by its name where the symbol is no longer known", () => {
    const option = { symbol: "T4Oct19P37.00", symbolId: 999, quantity: -2 };
    expect(rowOf({ ...option, type: "Trades", action: "Sell", price: 0.04, netAmount: 8 })).toMatchObject({
      assetType: "option",
      meta: { multiplier: "100", instrument: { underlying: "T", expiry: "2019-10-04", strike: "37", putCall: "put" } },
    });
    expect(rowOf({ ...option, type: "Other", action: "EXP" })?.tradeType).toBe("option_expiration");
  });

  it("of a bond has its price in percent when the amount says so", () => {
    const bond = {
      symbol: "BOND",
      symbolId: 102,
      type: "Trades",
      action: "Buy",
      quantity: 5000,
      price: 98.5,
      grossAmount: -4925,
      netAmount: -4925,
    };
    expect(rowOf(bond)).toMatchObject({ assetType: "bond", meta: { priceUnit: "percent" } });
  });

  it("without a day, or without a currency, is refused", () => {
    const nowhere = { tradeDate: "0001-01-01T00:00:00", transactionDate: null, settlementDate: "" };
    expect(read([activities(nowhere, { currency: null }, { quantity: "many" })]).map(({ kind }) => kind)).toEqual([
      "refused",
      "refused",
      "refused",
    ]);
  });
});

describe("activities together", () => {
  const fill = { type: "Trades", action: "Buy", quantity: 2, price: 5, netAmount: -10 };

  it("that are equal are as many rows as one answer has, however often the broker repeats it", () => {
    expect(drafts(read([activities(fill, fill, fill)]))).toHaveLength(3);
    expect(drafts(read([activities(fill), activities(fill, fill), activities(fill)]))).toHaveLength(2);
  });

  it("that convert money are pairs, one for each conversion of the day", () => {
    const leg = (currency: string, netAmount: number) => ({ type: "FX conversion", action: "FXT", symbol: "", currency, netAmount });
    const rows = drafts(read([activities(leg("CAD", -100), leg("CAD", -200), leg("USD", 75), leg("USD", 150))]));
    expect(rows.map(({ meta }) => meta.groupId)).toEqual([1, 2, 1, 2].map((each) => `questrade:fx:2026-02-16:${each}`));
    expect(rows.map(({ symbol, quantity }) => `${symbol} ${quantity}`)).toEqual(["CAD -100", "CAD -200", "USD 75", "USD 150"]);
  });

  it("that journal units from one listing to the other are one event", () => {
    const rows = drafts(
      read([
        activities({ type: "Other", action: "BRW", quantity: -4 }, { type: "Other", action: "BRW", quantity: 4, symbol: "ACME.U.TO" }),
      ]),
    );
    expect(new Set(rows.map(({ meta }) => meta.groupId)).size).toBe(1);
  });
});

describe("positions", () => {
  const ACME = {
    symbol: "ACME.TO",
    symbolId: 101,
    openQuantity: 10,
    currentMarketValue: 110,
    currentPrice: 11,
    averageEntryPrice: 10,
    totalCost: 100,
  };

  it("are a snapshot of the moment of asking, in the currency of their symbol", () => {
    const items = read([positions(ACME)]);
    expect(items[0]).toMatchObject({ kind: "snapshot", asOf: "2026-03-01T12:00:00Z", dateOnly: false });
    expect(holdings(items)).toMatchObject([
      { symbol: "ACME.TO", quantity: "10", avgPrice: "10", currency: "CAD", costValue: "100", marketValue: "110", meta: { price: "11" } },
    ]);
  });

  it("that are short are worth less than nothing", () => {
    expect(holdings(read([positions({ ...ACME, openQuantity: -10, totalCost: 100, currentMarketValue: null })]))).toMatchObject([
      { quantity: "-10", costValue: "-100", marketValue: "-110" },
    ]);
  });

  it("that are being reorganised are for a person to look at, and those of a kind that isn't known keep their word for it", () => {
    const [acme, index] = holdings(read([positions({ ...ACME, isUnderReorg: true }, { ...ACME, symbol: "INDX", symbolId: 103 })]));
    expect(acme?.meta.needsReview).toBe(true);
    expect(index).toMatchObject({ assetType: "other", currency: "USD", meta: { rawAssetType: "Index" } });
  });

  it("whose currency isn't told are refused, and those that are closed are none", () => {
    expect(read([positions({ ...ACME, symbolId: 999 }, { ...ACME, openQuantity: 0 })]).map(({ kind }) => kind)).toEqual([
      "snapshot",
      "refused",
      "skipped",
    ]);
  });

  it("have the cash of each currency beside them", () => {
    const balances = {
      stream: "balances",
      body: '{"perCurrencyBalances":[{"currency":"CAD","cash":12.3400000000000001},{"currency":"USD","cash":0}]}',
    };
    expect(holdings(read([positions(), balances]))).toMatchObject([{ assetType: "cash", symbol: "CAD", quantity: "12.3400000000000001" }]);
  });
});

describe("whatever an answer holds", () => {
  const word = fc.constantFrom(
    "Trades",
    "Other",
    "DIS",
    "EXP",
    "STK SPLIT ON 9 SHS",
    "T4Oct19P37.00",
    "CAD",
    "2026-02-16",
    "1e30",
    "-5",
    "x",
  );
  const value = fc.oneof(word, fc.double(), fc.integer(), fc.jsonValue({ maxDepth: 1 }));
  const keys = [...Object.keys(ACTIVITY), "openQuantity", "currentMarketValue", "currentPrice", "averageEntryPrice", "totalCost"];
  const row = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.dictionary(fc.constantFrom(...keys), value));

  it("each of its rows is exactly one row, skipped or refused, and nothing throws", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const unique = [...new Set(rows.map((each) => JSON.stringify(each)))].map((text): unknown => JSON.parse(text));
        const page = { stream: "activities", body: JSON.stringify({ activities: unique }) };
        expect(read([page])).toHaveLength(unique.length);
        expect(read([positions(...(rows as object[]))])).toHaveLength(rows.length + 1);
      }),
    );
  });

  it("has an outcome, however it is altered", () => {
    const answers = {
      positions: { positions: POSITIONS },
      symbols: { symbols: KNOWN_SYMBOLS },
      balances: { perCurrencyBalances: [{ currency: "CAD", cash: 12.5 }] },
      activities: { activities: ACTIVITIES },
    };
    fc.assert(
      fc.property(altered(answers), (each) => {
        expect(outcomeOf(questradePages, "questrade", each)).not.toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
