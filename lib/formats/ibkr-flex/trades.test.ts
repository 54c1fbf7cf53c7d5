import { describe, expect, it } from "vitest";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { element, flexOf, kinds, parse, rowsOf, trade, trades } from "./flex-builder";

const one = (attributes: Record<string, string>) => {
  const rows = rowsOf(trades(trade(attributes)));
  expect(rows).toHaveLength(1);
  return rows[0];
};

describe("a trade", () => {
  it("becomes a row with its units, its price and all that it moved in cash", () => {
    const row = one({});
    expect(row).toMatchObject({
      assetType: "stock",
      symbol: "ACME",
      quantity: "10",
      price: "100",
      currency: "USD",
      tradeType: "buy",
      tradeTime: "2025-01-15T15:30:00.000Z",
      meta: {
        source: "ibkr-flex",
        externalId: "ibkr:trade:1",
        externalIds: ["ibkr:trade:1", "ibkr:tx:2", "ibkr:exec:3"],
        netAmount: "-1001",
        grossAmount: "-1000",
        fees: [{ type: "commission", amount: "1", currency: "USD" }],
        settleDate: "2025-01-17",
        positionEffect: "open",
        fx: { rate: "0.9", from: "USD", to: "EUR" },
        instrument: { isin: "US0000000002", conid: "4711", name: "ACME CORP", exchange: "NYSE" },
      },
    });
    expect(row?.meta).not.toHaveProperty("multiplier");
    expect(row?.meta).not.toHaveProperty("dateOnly");
    expect(transactionMetaSchema.parse(row?.meta)).toEqual(row?.meta);
  });

  it("takes units away when it's a sale, whether the query prints the minus or not", () => {
    expect(one({ buySell: "SELL", quantity: "-10", openCloseIndicator: "C" })).toMatchObject({
      tradeType: "sell",
      quantity: "-10",
      meta: { positionEffect: "close" },
    });
    expect(one({ buySell: "SELL", quantity: "10" })).toMatchObject({ tradeType: "sell", quantity: "-10" });
  });

  it("asks for a look when a purchase takes units away", () => {
    expect(one({ quantity: "-10" })).toMatchObject({ quantity: "10", meta: { needsReview: true } });
  });

  it("adds up its cash effect when the query leaves netCash out", () => {
    expect(one({ netCash: "", taxes: "-5" })).toMatchObject({
      meta: { netAmount: "-1006", taxes: [{ type: "tax", amount: "5", currency: "USD" }] },
    });
    expect(one({ netCash: "", proceeds: "", multiplier: "100" })).toMatchObject({ meta: { netAmount: "-100001", multiplier: "100" } });
  });

  it("finds the price in the amounts when the query leaves it out, and says so", () => {
    expect(one({ tradePrice: "" })).toMatchObject({ price: "100", meta: { reasons: [expect.stringContaining("no price")] } });
    const fromCost = one({ tradePrice: "", tradeMoney: "", proceeds: "", netCash: "", cost: "1001", quantity: "3" });
    expect(fromCost).toMatchObject({ price: "333.33333333333333333333", meta: { netAmount: "-1001", grossAmount: "-1000" } });
  });

  it("leaves a commission in another currency to a row of its own", () => {
    const rows = rowsOf(trades(trade({ currency: "HKD", ibCommissionCurrency: "USD", netCash: "-1001" })));
    expect(rows).toMatchObject([
      { tradeType: "buy", currency: "HKD", meta: { netAmount: "-1000", groupId: "ibkr:trade:1" } },
      {
        tradeType: "fee",
        assetType: "cash",
        symbol: "USD",
        currency: "USD",
        quantity: "0",
        meta: { netAmount: "-1", groupId: "ibkr:trade:1", externalId: "ibkr:trade:1:fee" },
      },
    ]);
    expect(rows[0]?.meta).not.toHaveProperty("fees");
  });

  it("counts pence as hundredths of a pound", () => {
    expect(one({ currency: "GBX", ibCommissionCurrency: "GBP", netCash: "-1001", fxRateToBase: "0.012" })).toMatchObject({
      currency: "GBP",
      price: "1",
      meta: { netAmount: "-10.01", minorUnit: "GBX", fx: { rate: "1.2", from: "GBP", to: "EUR" } },
    });
  });

  it("quotes bonds in percent of their face", () => {
    expect(
      one({
        assetCategory: "BOND",
        quantity: "10000",
        tradePrice: "91.2",
        proceeds: "",
        netCash: "",
        ibCommission: "-6.5",
        accruedInt: "-12",
      }),
    ).toMatchObject({
      assetType: "bond",
      price: "91.2",
      meta: { priceUnit: "percent", netAmount: "-9126.5", accruedInterest: "-12" },
    });
  });

  it("moves no cash but the charges when it's a future", () => {
    expect(one({ assetCategory: "FUT", multiplier: "50", netCash: "", proceeds: "-50000" })).toMatchObject({
      assetType: "future",
      meta: { netAmount: "-1" },
    });
  });

  it("is a purchase that says what paid for it when dividends were reinvested", () => {
    expect(one({ notes: "P;R" })).toMatchObject({ tradeType: "buy", meta: { subtype: "dividend_reinvestment", netAmount: "-1001" } });
  });

  it("has the broker's realised gain, and its own time zone, when they are printed", () => {
    expect(one({ fifoPnlRealized: "-12.5", dateTime: "2025-01-15;10:30:00 UTC" })).toMatchObject({
      tradeTime: "2025-01-15T10:30:00.000Z",
      meta: { brokerGain: "-12.5" },
    });
  });

  it("joins tradeDate and tradeTime, and is of a day where there's no time", () => {
    expect(one({ dateTime: "", tradeDate: "20250115", tradeTime: "09:34:06" })?.tradeTime).toBe("2025-01-15T14:34:06.000Z");
    expect(one({ dateTime: "", tradeDate: "20250115" })).toMatchObject({ tradeTime: "2025-01-15T00:00:00.000Z", meta: { dateOnly: true } });
  });

  it("keeps an asset class that isn't known, and asks for a look", () => {
    expect(one({ assetCategory: "NEW" })).toMatchObject({
      assetType: "other",
      tradeType: "buy",
      meta: { rawAssetType: "NEW", needsReview: true },
    });
    expect(one({ subCategory: "ETF" })).toMatchObject({ assetType: "etf" });
  });

  it("takes 0, -, -- and N/A for no id at all", () => {
    expect(one({ tradeID: "0", transactionID: "--", ibExecID: "N/A" })?.meta).not.toHaveProperty("externalId");
    expect(one({ tradeID: "" })?.meta.externalId).toBe("ibkr:tx:2");
  });
});

describe("the end of an option", () => {
  const option = {
    assetCategory: "OPT",
    symbol: "ACME  250117P00050000",
    underlyingSymbol: "ACME",
    strike: "50",
    expiry: "20250117",
    putCall: "P",
    multiplier: "100",
    transactionType: "BookTrade",
  };

  it.each([
    ["A", "option_assignment"],
    ["Ex", "option_exercise"],
    ["Ep;C", "option_expiration"],
  ])("with the code %s is an %s", (notes, tradeType) => {
    expect(
      one({ ...option, notes, buySell: "BUY", quantity: "1", tradePrice: "0", proceeds: "0", netCash: "0", ibCommission: "0" }),
    ).toMatchObject({
      tradeType,
      assetType: "option",
      quantity: "1",
      meta: { netAmount: "0", multiplier: "100", instrument: { underlying: "ACME", strike: "50", expiry: "2025-01-17", putCall: "put" } },
    });
  });

  it("shares a group with the shares it delivered", () => {
    const rows = rowsOf(
      trades(
        trade({ ...option, notes: "A", quantity: "1", tradePrice: "0", proceeds: "0", netCash: "0" }),
        trade({
          notes: "A",
          transactionType: "BookTrade",
          quantity: "100",
          tradePrice: "50",
          proceeds: "-5000",
          netCash: "-5000",
          tradeID: "9",
        }),
      ),
    );
    expect(rows.map(({ tradeType }) => tradeType)).toEqual(["option_assignment", "buy"]);
    expect(new Set(rows.map(({ meta }) => meta.groupId))).toEqual(new Set(["ibkr:option:ACME:2025-01-15:50"]));
  });
});

describe("levels of detail", () => {
  it("of executions make rows, and what sums them up is skipped with a reason", () => {
    const items = parse(
      flexOf(
        trades(
          trade({ levelOfDetail: "SYMBOL_SUMMARY" }),
          trade({ levelOfDetail: "ORDER" }),
          trade(),
          element("Lot", { levelOfDetail: "CLOSED_LOT", symbol: "ACME" }),
          element("Order", { symbol: "ACME" }),
          element("AssetSummary", { assetCategory: "STK" }),
          element("WashSale", { symbol: "ACME" }),
        ),
      ),
    );
    expect(kinds(items)).toEqual(["skipped", "skipped", "transaction", "skipped", "skipped", "skipped", "skipped"]);
  });

  it("of orders make rows where there are no executions", () => {
    expect(rowsOf(trades(trade({ levelOfDetail: "ORDER", tradeID: "" }), trade({ levelOfDetail: "ASSET_SUMMARY" })))).toHaveLength(1);
  });
});

describe("a trade that can't be read", () => {
  it("because its value has more digits than the ledger keeps is refused", () => {
    const huge = `1${"0".repeat(39)}`;
    expect(kinds(parse(flexOf(trades(trade({ quantity: huge, tradePrice: huge, proceeds: "", netCash: "" })))))).toEqual(["refused"]);
    expect(kinds(parse(flexOf(trades(trade({ currency: "GBX", ibCommissionCurrency: "GBX", netCash: `0.${"0".repeat(39)}1` })))))).toEqual([
      "refused",
    ]);
  });

  it.each([
    ["quantity", "NaN"],
    ["quantity", ""],
    ["quantity", "0"],
    ["tradePrice", "1e999"],
    ["tradePrice", "-1"],
    ["netCash", "1,234"],
    ["currency", ""],
    ["currency", "dollars"],
    ["currency", "constructor"],
    ["dateTime", "20250231;103000"],
    ["dateTime", "31/02/2025"],
    ["settleDateTarget", "20251399"],
    ["fxRateToBase", "x"],
  ])("because %s is %j is refused once, with its line, what was expected and how to mend it", (field, value) => {
    const items = parse(flexOf(trades(trade({ [field]: value }), trade({ tradeID: "5" }))));
    expect(kinds(items)).toEqual(["refused", "transaction"]);
    const [refused] = items.filter((item) => item.kind === "refused");
    expect(refused).toMatchObject({
      line: 6,
      problem: expect.stringContaining(field),
      mend: expect.any(String),
      raw: expect.stringContaining("<Trade"),
    });
    expect(refused).toMatchObject({ expected: expect.stringContaining("Expected") });
  });
});
