import { describe, expect, it } from "vitest";
import { InstrumentIndex } from "./instrument-index";
import { unknownSymbols } from "./unknown-symbols";

const named = (symbol: string, more: object = {}) => ({ assetType: "stock", symbol, currency: "USD", lines: [2], total: 1, ...more });
const index = new InstrumentIndex([{ id: "1", mergedInto: null }], [{ instrumentId: "1", kind: "symbol", value: "AAPL@USD" }]);

describe("the symbols that a file leaves open", () => {
  it("are those of no instrument yet, with no code that tells them", () => {
    const names = [named("AAPL"), named("MSFT"), named("NVDA", { isin: "US67066G1040" })];
    expect(unknownSymbols(names, index).map(({ symbol }) => symbol)).toEqual(["MSFT"]);
  });

  it("are one question each, however they are written, the commonest first", () => {
    const names = [named("tsla", { lines: [9] }), named("MSFT", { total: 5 }), named("TSLA ", { lines: [4], total: 2 })];
    expect(unknownSymbols(names, index)).toEqual([
      { symbol: "MSFT", assetType: "stock", currency: "USD", lines: [2], total: 5 },
      { symbol: "TSLA", assetType: "stock", currency: "USD", lines: [4, 9], total: 3 },
    ]);
  });

  it("are two where they are traded in two currencies", () => {
    expect(unknownSymbols([named("VOD"), named("VOD", { currency: "GBP" })], index)).toHaveLength(2);
  });

  it("are no balances of cash", () => {
    expect(unknownSymbols([named("EUR", { assetType: "cash" })], index)).toEqual([]);
  });
});
