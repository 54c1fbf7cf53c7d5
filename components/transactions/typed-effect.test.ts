import { describe, expect, it } from "vitest";
import type { TransactionDraft } from "@/lib/formats/types";
import { decimal } from "@/lib/money/decimal";
import { typedEffect } from "./typed-effect";

describe("the line under a form", () => {
  it("says what selling ten will do", () => {
    expect(typedEffect({ tradeType: "sell", symbol: "NET", quantity: "10", price: "120", fee: "1", currency: "usd" }, null)).toEqual({
      units: "-10",
      cash: "1199",
      currency: "USD",
    });
  });

  it("counts money that is paid in as cash, not as units", () => {
    expect(typedEffect({ tradeType: "deposit", amount: "50.5", currency: "EUR" }, null)).toEqual({
      units: "0",
      cash: "50.5",
      currency: "EUR",
    });
  });

  it.each([
    ["nothing is typed", { tradeType: "buy", quantity: "", currency: "EUR" }],
    ["a number has thousands marks", { tradeType: "buy", quantity: "1,000", currency: "EUR" }],
    ["no type is chosen", { tradeType: "", quantity: "1", currency: "EUR" }],
    ["the currency is half typed", { tradeType: "buy", quantity: "1", currency: "E" }],
  ])("is silent while %s", (_when, typed) => {
    expect(typedEffect(typed, null)).toBeNull();
  });

  it("shows the broker's own net amount while no number of an imported row is touched", () => {
    const original: TransactionDraft = {
      assetType: "stock",
      symbol: "NET",
      quantity: decimal("3"),
      price: decimal("1.3333"),
      currency: "USD",
      tradeType: "buy",
      tradeTime: "2025-01-02T00:00:00.000Z",
      meta: { source: "ofx", netAmount: decimal("-4"), dateOnly: true },
    };
    expect(typedEffect({ tradeType: "buy", symbol: "NET", quantity: "3", price: "1.3333", currency: "USD" }, original)?.cash).toBe("-4");
  });
});
