import { describe, expect, it } from "vitest";
import type { HoldingView } from "@/lib/holdings/schema";
import { decimal } from "@/lib/money/decimal";
import { EVERYTHING, narrow, occurring, rowKey } from "./narrow";

const holding = (fields: Partial<HoldingView>): HoldingView => ({
  id: null,
  accountId: "1",
  accountName: "Broker A",
  assetType: "stock",
  symbol: "NET",
  isin: null,
  name: null,
  quantity: decimal("1"),
  avgPrice: null,
  currency: "USD",
  costValue: null,
  marketValue: null,
  gain: null,
  gainPercent: null,
  price: null,
  priceAt: null,
  asOf: "2026-10-30T00:00:00.000Z",
  dateOnly: true,
  origin: "ledger",
  reasons: {},
  ...fields,
});
const rows = [
  holding({ symbol: "NET", name: "Cloudflare", isin: "US18915M1071" }),
  holding({ symbol: "VWCE", assetType: "etf", currency: "EUR" }),
  holding({ symbol: "EUR", assetType: "cash", currency: "EUR", accountId: "2", accountName: "Broker B" }),
];
const symbols = (filter: Partial<typeof EVERYTHING>) => narrow(rows, { ...EVERYTHING, ...filter }).map((row) => row.symbol);

describe("narrowing the holdings", () => {
  it("leaves everything where nothing is asked", () => {
    expect(symbols({})).toEqual(["NET", "VWCE", "EUR"]);
  });

  it("finds a symbol, a name and an ISIN in any case", () => {
    expect([symbols({ q: " vwc " }), symbols({ q: "FLARE" }), symbols({ q: "us189" })]).toEqual([["VWCE"], ["NET"], ["NET"]]);
  });

  it("takes any of the chosen values of a kind, and all kinds together", () => {
    expect(symbols({ asset: ["etf", "cash"], currency: ["EUR"] })).toEqual(["VWCE", "EUR"]);
    expect(symbols({ currency: ["EUR"], account: ["2"] })).toEqual(["EUR"]);
  });

  it("offers only what occurs, once each", () => {
    expect(
      occurring(
        rows,
        (row) => row.currency,
        (row) => row.currency,
      ),
    ).toEqual([
      { value: "EUR", label: "EUR" },
      { value: "USD", label: "USD" },
    ]);
  });

  it("tells rows of the ledger apart, which have no id", () => {
    expect(new Set(rows.map(rowKey)).size).toBe(rows.length);
  });
});
