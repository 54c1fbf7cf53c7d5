import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { isCusip, priceBasis, usInstrument, usOption } from "./us-listing";

describe("an option", () => {
  it.each([
    ["NVDA 11/20/2026 140.00 C", "NVDA", "2026-11-20", "140", "call"],
    ["-AAPL240119C150", "AAPL", "2024-01-19", "150", "call"],
    ["-XLU260710P44.5", "XLU", "2026-07-10", "44.5", "put"],
    ["AAPL  240119C00150000", "AAPL", "2024-01-19", "150", "call"],
    ["AAPL Jan 19 '24 $1,150 Put", "AAPL", "2024-01-19", "1150", "put"],
    ["CALL AAPL 01/19/24 150.000", "AAPL", "2024-01-19", "150", "call"],
    ["TSLA 1/5/2024 Call $240.00".replace("Call $240.00", "$240.00 Call"), "TSLA", "2024-01-05", "240", "call"],
  ])("%s is known", (name, underlying, expiry, strike, putCall) => {
    expect(usOption(name)).toEqual({ underlying, expiry, strike, putCall });
  });

  it.each(["AAPL", "BRK.B", "912797999", "CALL ME MAYBE INC", "NVDA 13/45/2026 1 C", `A 01/19/24 ${"9".repeat(60)} C`])(
    "%s is none",
    (name) => {
      expect(usOption(name)).toBeNull();
    },
  );
});

it.each([
  ["FXAIX", "FIDELITY 500 INDEX", "mutual_fund"],
  ["SPY", "SPDR S&P 500 ETF", "etf"],
  ["ACME", "ACME CORP", "stock"],
  ["912797999", "US TREASURY BILL 0% DUE 03/05/26", "bond"],
  ["890260999", "TINY PHARMA XXXREVERSE SPLIT EFF: 06/10/25", "stock"],
  ["BTC", "BITCOIN", "crypto"],
])("%s (%s) is of the kind %s", (symbol, name, assetType) => {
  expect(usInstrument(symbol, name).instrument.assetType).toBe(assetType);
});

it("a CUSIP is nine characters with digits, not a word", () => {
  expect(["037833100", "09070K200", "ABCDEFGHI", "AAPL", "12345678"].map(isCusip)).toEqual([true, true, false, false, false]);
});

it.each([
  ["10", "5", "50", false, {}],
  ["2", "6.4", "1280", true, { multiplier: "100" }],
  ["2", "640", "1280", true, {}],
  ["10000", "98.5", "9850", false, { priceUnit: "percent" }],
  ["1", "0", null, true, { multiplier: "100" }],
])("%s units at %s for %s (option: %s)", (units, price, value, isOption, basis) => {
  expect(priceBasis(decimal(units), decimal(price), value === null ? null : decimal(value), isOption)).toEqual(basis);
});
