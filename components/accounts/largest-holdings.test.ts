import { describe, expect, it } from "vitest";
import type { HoldingView } from "@/lib/holdings/schema";
import { decimal } from "@/lib/money/decimal";
import { largestHoldings } from "./largest-holdings";

function holding(symbol: string, currency: string, marketValue: string | null): HoldingView {
  return {
    id: null,
    accountId: "1",
    accountName: "Account",
    assetType: "stock",
    symbol,
    isin: null,
    name: null,
    quantity: decimal("1"),
    avgPrice: null,
    currency,
    costValue: null,
    marketValue: marketValue === null ? null : decimal(marketValue),
    gain: null,
    gainPercent: null,
    price: null,
    priceAt: null,
    asOf: "2025-01-01T00:00:00.000Z",
    dateOnly: true,
    origin: "broker",
    reasons: {},
  };
}

describe("the largest holdings", () => {
  it("are sorted by the size of their value, shorts included, unvalued ones last", () => {
    const rows = [
      holding("none", "USD", null),
      holding("small", "USD", "9"),
      holding("short", "USD", "-100"),
      holding("long", "USD", "20"),
    ];
    expect(largestHoldings(rows, 9).map((row) => row.symbol)).toEqual(["short", "long", "small", "none"]);
  });

  it("never compare yen with dollars: the currency with the most holdings comes first", () => {
    const rows = [holding("Tokyo", "JPY", "150000"), holding("A", "USD", "1"), holding("B", "USD", "2")];
    expect(largestHoldings(rows, 9).map((row) => row.symbol)).toEqual(["B", "A", "Tokyo"]);
  });

  it("are cut to what is asked for", () => {
    expect(largestHoldings([holding("A", "USD", "1"), holding("B", "USD", "2")], 1).map((row) => row.symbol)).toEqual(["B"]);
  });
});
