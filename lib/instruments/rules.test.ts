import { describe, expect, it } from "vitest";
import { draft } from "@/test/factories";
import { aliasesOf, aliasKey, contradict, namedOf } from "./rules";

const keys = (named: Parameters<typeof aliasesOf>[0]) => aliasesOf(named).map(aliasKey);
const STOCK = { assetType: "stock", symbol: "AAPL", currency: "USD" };

describe("the names of a row", () => {
  it("come with the surest first: codes of authorities, the broker's own, the symbol at its exchange, the symbol in its currency", () => {
    const all = { isin: "US0378331005", figi: "BBG000B9XRY4", wkn: "865985", conid: "265598", exchange: "NASDAQ" };
    expect(keys({ ...STOCK, ...all, brokerId: "17", source: "trading212" })).toEqual([
      "isin:US0378331005",
      "cusip:037833100",
      "figi:BBG000B9XRY4",
      "wkn:865985",
      "conid:265598",
      "trading212:17",
      "symbol:AAPL@XNAS",
      "symbol:AAPL@USD",
    ]);
  });

  it("are written in one way, whatever the spaces and letters", () => {
    expect(keys({ ...STOCK, symbol: " aapl ", isin: "us 0378331005 " })).toContain("isin:US0378331005");
    expect(keys({ ...STOCK, symbol: " aapl " })).toEqual(["symbol:AAPL@USD"]);
  });

  it("have no symbol where the symbol is the ISIN itself", () => {
    expect(keys({ ...STOCK, symbol: "GB0002634946" })).toEqual(["isin:GB0002634946"]);
  });

  it("have no symbol where the row is older than the symbol's present meaning", () => {
    expect(keys({ ...STOCK, early: true })).toEqual([]);
  });

  it("of contracts and coins are kinds of their own", () => {
    expect(keys({ ...STOCK, assetType: "cfd" })).toEqual(["symbol_cfd:AAPL@USD"]);
    expect(keys({ ...STOCK, assetType: "crypto", symbol: "ETH" })).toEqual(["symbol_crypto:ETH@USD"]);
  });

  it("keep a mistyped ISIN as it is, and look for no CUSIP in it", () => {
    expect(keys({ ...STOCK, isin: "US0378331004" })).toEqual(["isin:US0378331004", "symbol:AAPL@USD"]);
  });

  it("are none for cash, conversions and what no database would keep", () => {
    expect(namedOf(draft({ assetType: "cash", symbol: "EUR" }))).toBeNull();
    expect(namedOf(draft({ assetType: "forex", tradeType: "fx_conversion", symbol: "EUR.USD" }))).toBeNull();
    expect(keys({ ...STOCK, brokerId: "x".repeat(300), source: "ofx" })).toEqual(["symbol:AAPL@USD"]);
  });
});

describe("two sets of names", () => {
  const isin = (value: string) => ({ kind: "isin", value });
  const cusip = (value: string) => ({ kind: "cusip", value });

  it("contradict each other by two ISINs", () => expect(contradict([isin("A")], [isin("B")])).toBe(true));
  it("don't when one of several ISINs is common", () => expect(contradict([isin("A")], [isin("B"), isin("A")])).toBe(false));
  it("don't by other CUSIPs under a common ISIN", () => expect(contradict([isin("A"), cusip("1")], [isin("A"), cusip("2")])).toBe(false));
  it("contradict each other by two CUSIPs where an ISIN is missing", () =>
    expect(contradict([cusip("1")], [isin("A"), cusip("2")])).toBe(true));
  it("don't by symbols", () => expect(contradict([{ kind: "symbol", value: "A@USD" }], [{ kind: "symbol", value: "B@USD" }])).toBe(false));
});
