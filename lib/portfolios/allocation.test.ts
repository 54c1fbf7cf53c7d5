import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { allocate, type Valued } from "./allocation";

const holding = (assetType: string, value: string | null, currency = "EUR"): Valued => ({
  assetType,
  currency,
  marketValue: value === null ? null : decimal(value),
});

describe("the allocation of a portfolio", () => {
  it("adds up exactly per asset type, the largest first", () => {
    const [euros] = allocate([holding("etf", "0.1"), holding("stock", "70"), holding("etf", "29.9")], ["EUR"]);
    expect(euros).toEqual({
      currency: "EUR",
      total: "100",
      slices: [
        { assetType: "stock", holdings: 1, value: "70", share: "70", length: "70" },
        { assetType: "etf", holdings: 2, value: "30", share: "30", length: "30" },
      ],
    });
  });

  it("keeps currencies apart and in the order asked for", () => {
    const allocations = allocate([holding("stock", "1", "USD"), holding("cash", "5", "EUR")], ["EUR", "USD", "CHF"]);
    expect(allocations.map(({ currency, total }) => [currency, total])).toEqual([
      ["EUR", "5"],
      ["USD", "1"],
    ]);
  });

  it("leaves out holdings without a value instead of counting them as nothing", () => {
    const [euros] = allocate([holding("stock", "10"), holding("bond", null)], ["EUR"]);
    expect(euros?.slices.map((slice) => slice.assetType)).toEqual(["stock"]);
  });

  it("gives a short position its negative share of the total", () => {
    const [euros] = allocate([holding("stock", "150"), holding("option", "-50")], ["EUR"]);
    expect(euros?.slices.map(({ share, length }) => [share, length])).toEqual([
      ["150", "75"],
      ["-50", "25"],
    ]);
  });

  it("has no shares where the total is zero or negative", () => {
    const [euros] = allocate([holding("stock", "50"), holding("cash", "-50")], ["EUR"]);
    expect(euros?.slices.map((slice) => slice.share)).toEqual([null, null]);
  });
});
