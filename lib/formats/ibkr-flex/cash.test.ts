import { describe, expect, it } from "vitest";
import { cashTransaction, cashTransactions, flexOf, kinds, parse, rowsOf } from "./flex-builder";

const one = (attributes: Record<string, string>) => rowsOf(cashTransactions(cashTransaction(attributes)))[0];

describe("a cash transaction", () => {
  it("of an instrument moves cash and no units", () => {
    expect(one({})).toMatchObject({
      tradeType: "dividend",
      assetType: "stock",
      symbol: "ACME",
      quantity: "0",
      price: "0",
      currency: "USD",
      tradeTime: "2025-01-20T00:00:00.000Z",
      meta: {
        netAmount: "12.5",
        externalId: "ibkr:tx:77",
        rawType: "Dividends",
        dateOnly: true,
        fx: { rate: "0.9", from: "USD", to: "EUR" },
      },
    });
  });

  it.each([
    ["Payment In Lieu Of Dividends", "dividend", "in_lieu"],
    ["Withholding Tax", "tax", "withholding"],
    ["Broker Interest Paid", "interest", undefined],
    ["Broker Interest Received", "interest", undefined],
    ["Bond Interest Received", "interest", "coupon"],
    ["Bond Interest Paid", "interest", "coupon"],
    ["Other Fees", "fee", undefined],
    ["Advisor Fees", "fee", "advisor"],
    ["Commission Adjustments", "fee", "commission"],
  ])("of the type %s is a row of the kind %s", (type, tradeType, subtype) => {
    expect(one({ type, amount: "-3" })).toMatchObject({ tradeType, meta: { netAmount: "-3", ...(subtype ? { subtype } : {}) } });
  });

  it.each(["Deposits & Withdrawals", "Deposits/Withdrawals"])("of the type %s is a deposit or a withdrawal, by its sign", (type) => {
    const cash = { type, symbol: "", assetCategory: "", conid: "" };
    expect(one({ ...cash, amount: "250" })).toMatchObject({
      tradeType: "deposit",
      assetType: "cash",
      symbol: "USD",
      quantity: "250",
      price: "1",
      meta: { netAmount: "250" },
    });
    expect(one({ ...cash, amount: "-250" })).toMatchObject({ tradeType: "withdrawal", quantity: "-250", meta: { netAmount: "-250" } });
  });

  it("without an instrument is about the currency itself", () => {
    expect(one({ type: "Other Fees", symbol: "", assetCategory: "", conid: "", amount: "-10" })).toMatchObject({
      tradeType: "fee",
      assetType: "cash",
      symbol: "USD",
      quantity: "0",
    });
  });

  it("of a type that isn't known is kept as it is, and asks for a look", () => {
    expect(one({ type: "Price Adjustments", amount: "1" })).toMatchObject({
      tradeType: "other",
      meta: { netAmount: "1", rawType: "Price Adjustments", needsReview: true, reasons: [expect.stringContaining("Price Adjustments")] },
    });
  });

  it("that returns capital isn't a dividend", () => {
    expect(one({ description: "ACME CASH DIVIDEND USD 0.1 PER SHARE (Return of Capital)" })).toMatchObject({
      tradeType: "return_of_capital",
    });
  });

  it("is of the day that is printed, whatever hour the broker's batch ran at", () => {
    expect(one({ dateTime: "20250120;202000" })).toMatchObject({ tradeTime: "2025-01-20T00:00:00.000Z", meta: { dateOnly: true } });
  });

  it("shares the group of its distribution with the tax on it", () => {
    const rows = rowsOf(
      cashTransactions(
        cashTransaction({ actionID: "5" }),
        cashTransaction({ actionID: "5", type: "Withholding Tax", amount: "-2", transactionID: "78" }),
      ),
    );
    expect(rows.map(({ meta }) => meta.groupId)).toEqual(["ibkr:action:5", "ibkr:action:5"]);
  });

  it("of level SUMMARY repeats the others, and is skipped", () => {
    expect(kinds(parse(flexOf(cashTransactions(cashTransaction({ levelOfDetail: "SUMMARY" }), cashTransaction()))))).toEqual([
      "skipped",
      "transaction",
    ]);
  });

  it("without an amount, a type or a date is refused", () => {
    for (const field of ["amount", "type", "dateTime"])
      expect(kinds(parse(flexOf(cashTransactions(cashTransaction({ [field]: "" })))))).toEqual(["refused"]);
  });
});
