import { describe, expect, it } from "vitest";
import { transactionFormSchema } from "./form-schema";

const BUY = { tradeType: "buy", symbol: "ACME", quantity: "1", price: "10", currency: "EUR", date: "2025-01-31" };

/** The fields that are complained of. */
const wrong = (form: Record<string, string>) =>
  [...new Set(transactionFormSchema.safeParse(form).error?.issues.map((issue) => issue.path.join(".")))].sort();

describe("a typed transaction", () => {
  it("is told everything that is wrong with it at once", () => {
    expect(wrong({ tradeType: "buy", symbol: "", quantity: "ten", price: "", currency: "EURO", date: "2025-02-31" })).toEqual([
      "currency",
      "date",
      "price",
      "quantity",
      "symbol",
    ]);
  });

  it.each(["NaN", "Infinity", "1e999", "0x10", "1,000", "１２", "9".repeat(41)])("has no quantity of %s", (quantity) => {
    expect(wrong({ ...BUY, quantity })).toEqual(["quantity"]);
  });

  it("takes a dividend without a symbol, and no buy", () => {
    expect(wrong({ tradeType: "dividend", amount: "5", currency: "EUR", date: "2025-01-31" })).toEqual([]);
    expect(wrong({ ...BUY, symbol: "" })).toEqual(["symbol"]);
  });

  it("wants a reason for what a person corrects", () => {
    expect(wrong({ ...BUY, tradeType: "adjustment", amount: "" })).toEqual(["reason"]);
  });

  it("has a type of the table", () => {
    expect(wrong({ ...BUY, tradeType: "toString" })).toEqual(["tradeType"]);
  });
});
