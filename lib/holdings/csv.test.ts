import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { holdingLine, holdingsHeader } from "./csv";
import type { HoldingView } from "./schema";

const holding: HoldingView = {
  id: "1",
  accountId: "2",
  accountName: "Broker, A",
  assetType: "stock",
  symbol: "NET",
  isin: null,
  name: "Cloudflare",
  quantity: decimal("-3.5"),
  avgPrice: decimal("100"),
  currency: "USD",
  costValue: decimal("-350"),
  marketValue: null,
  gain: null,
  gainPercent: null,
  price: null,
  priceAt: null,
  asOf: "2026-10-30T00:00:00.000Z",
  dateOnly: true,
  origin: "broker",
  reasons: { marketValue: "No price." },
};

describe("the holdings as a spreadsheet", () => {
  it("have a cell for each column, numbers to the last digit, and nothing for what is not known", () => {
    expect(holdingLine(holding)).toBe('"Broker, A",stock,NET,,Cloudflare,-3.5,100,USD,-350,,,,,,2026-10-30,broker\r\n');
    expect(holdingsHeader().split(",")).toHaveLength(16);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("never run %j as a formula", (symbol) => {
    expect(holdingLine({ ...holding, symbol })).toContain(`'${symbol}`);
  });

  it("keep the instant of a list that has one", () => {
    expect(holdingLine({ ...holding, asOf: "2026-10-30T21:05:00.000Z", dateOnly: false })).toContain("2026-10-30T21:05:00.000Z");
  });
});
