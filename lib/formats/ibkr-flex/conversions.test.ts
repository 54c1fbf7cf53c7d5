import { describe, expect, it } from "vitest";
import { applyCancellations, flexOf, kinds, parse, rowsOf, trade, trades } from "./flex-builder";

const conversion = {
  assetCategory: "CASH",
  symbol: "USD.TWD",
  currency: "TWD",
  isin: "",
  quantity: "-100",
  tradePrice: "30",
  tradeMoney: "-3000",
  proceeds: "3000",
  netCash: "0",
  buySell: "SELL",
  ibCommission: "-2",
  ibCommissionCurrency: "USD",
  openCloseIndicator: "",
};

describe("a conversion of currencies", () => {
  it("is two rows of one group: what left in the one currency and what came in the other, and its commission", () => {
    const rows = rowsOf(trades(trade(conversion)));
    expect(rows).toMatchObject([
      {
        tradeType: "fx_conversion",
        assetType: "cash",
        symbol: "USD",
        currency: "USD",
        quantity: "-100",
        price: "1",
        meta: { netAmount: "-100", externalId: "ibkr:trade:1", fx: { rate: "30", from: "USD", to: "TWD" } },
      },
      {
        tradeType: "fx_conversion",
        assetType: "cash",
        symbol: "TWD",
        currency: "TWD",
        quantity: "3000",
        price: "1",
        meta: { netAmount: "3000", externalId: "ibkr:trade:1:TWD" },
      },
      { tradeType: "fee", symbol: "USD", quantity: "0", meta: { netAmount: "-2", externalId: "ibkr:trade:1:fee" } },
    ]);
    expect(new Set(rows.map(({ meta }) => meta.groupId)).size).toBe(1);
    const ids = rows.flatMap(({ meta }) => meta.externalIds ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has a row for a commission in the currency of the trade too", () => {
    expect(rowsOf(trades(trade({ ...conversion, ibCommissionCurrency: "TWD" })))[2]).toMatchObject({
      symbol: "TWD",
      meta: { netAmount: "-2" },
    });
  });

  it("is refused when the symbol isn't a pair that ends in the row's currency", () => {
    for (const symbol of ["USD", "USD.EUR", "", "A.B.TWD"])
      expect(kinds(parse(flexOf(trades(trade({ ...conversion, symbol })))))).toEqual(["refused"]);
  });
});

describe("a cancellation", () => {
  const cancel = {
    ...conversion,
    transactionType: "TradeCancel",
    buySell: "SELL (Ca.)",
    quantity: "100",
    tradeID: "",
    transactionID: "12",
    ibExecID: "",
    origTradeID: "1",
    origTransactionID: "2",
  };

  it("takes back all rows of the trade before it, and leaves the one that was booked anew under the same id", () => {
    const rebooked = { ...conversion, transactionID: "13", ibExecID: "4", quantity: "-101", proceeds: "3030" };
    const rows = applyCancellations(parse(flexOf(trades(trade(conversion), trade(cancel), trade(rebooked)))));
    expect(rows.map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
      ["USD", "-101"],
      ["TWD", "3030"],
      ["USD", "0"],
    ]);
  });

  it("takes back a trade in shares, and its commission", () => {
    const original = trade({ ibCommissionCurrency: "EUR" });
    const cancelled = trade({ buySell: "BUY (Ca.)", tradeID: "8", transactionID: "9", origTradeID: "1", origTransactionID: "0" });
    expect(applyCancellations(parse(flexOf(trades(original, cancelled))))).toEqual([]);
  });

  it("that doesn't say of what is refused", () => {
    expect(kinds(parse(flexOf(trades(trade({ ...cancel, origTradeID: "", origTransactionID: "0" })))))).toEqual(["refused"]);
  });
});
