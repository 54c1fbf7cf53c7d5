import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { enteredHolding } from "./entry";
import { type HoldingFacts, inOrder, sameInstrument, totalsOf, viewOf } from "./rules";
import type { HoldingInput } from "./schema";

const maybe = (text: string | null | undefined) => (text === null || text === undefined ? null : decimal(text));

interface Said extends Partial<Omit<HoldingFacts, "quantity" | "avgPrice" | "costValue" | "marketValue" | "price" | "multiplier">> {
  quantity?: string;
  avgPrice?: string;
  costValue?: string;
  marketValue?: string;
  price?: string;
  multiplier?: string;
}

const view = ({ quantity = "10", avgPrice, costValue, marketValue, price, multiplier, ...said }: Said = {}) =>
  viewOf({
    id: "7",
    accountId: "1",
    accountName: "Broker",
    assetType: "stock",
    symbol: "ACME",
    isin: null,
    name: null,
    currency: "USD",
    priceAt: null,
    priceUnit: null,
    asOf: "2025-03-01T00:00:00.000Z",
    dateOnly: true,
    origin: "broker",
    ...said,
    quantity: decimal(quantity),
    avgPrice: maybe(avgPrice),
    costValue: maybe(costValue),
    marketValue: maybe(marketValue),
    price: maybe(price),
    multiplier: maybe(multiplier),
  });

describe("a holding", () => {
  it("gains what its value is above its cost", () => {
    expect(view({ costValue: "1000", marketValue: "1250" })).toMatchObject({
      gain: "250",
      gainPercent: "25",
      avgPrice: "100",
      price: "125",
      reasons: {},
    });
  });

  it("that is short gains when its value falls", () => {
    const short = view({ quantity: "-10", costValue: "-1000", marketValue: "-800" });
    expect(short).toMatchObject({ gain: "200", gainPercent: "20", avgPrice: "100", price: "80" });
  });

  it("is worked out from prices where the list has no sums", () => {
    expect(view({ avgPrice: "2", price: "3", multiplier: "100" })).toMatchObject({ costValue: "2000", marketValue: "3000" });
    expect(view({ quantity: "5000", avgPrice: "98", price: "101", priceUnit: "percent" })).toMatchObject({
      costValue: "4900",
      marketValue: "5050",
    });
  });

  it("without a cost has no gain, and says why", () => {
    const { costValue, avgPrice, gain, gainPercent, reasons } = view({ marketValue: "5" });
    expect([costValue, avgPrice, gain, gainPercent]).toEqual([null, null, null, null]);
    expect(reasons).toMatchObject({ costValue: expect.stringContaining("broker's list"), gain: "Needs a cost." });
  });

  it("without a value has no gain, and says why", () => {
    expect(view({ origin: "manual", avgPrice: "5" })).toMatchObject({
      marketValue: null,
      price: null,
      priceAt: null,
      gain: null,
      reasons: { marketValue: "No market price was entered.", gain: "Needs a value." },
    });
  });

  it("that cost nothing has a gain and no percentage", () => {
    expect(view({ costValue: "0", marketValue: "5" })).toMatchObject({
      gain: "5",
      gainPercent: null,
      reasons: { gainPercent: expect.any(String) },
    });
  });

  it("of the ledger says of which day its price is", () => {
    expect(view({ origin: "ledger", costValue: "50", price: "6", priceAt: "2025-02-03T15:00:00.000Z" })).toMatchObject({
      marketValue: "60",
      priceAt: "2025-02-03T15:00:00.000Z",
      reasons: { marketValue: "At the last trade price of 2025-02-03." },
    });
  });

  it("that settles in cash has no value by the ledger, and the broker's where the broker gives one", () => {
    expect(view({ assetType: "future", origin: "ledger", costValue: "2", price: "5000" })).toMatchObject({
      costValue: null,
      marketValue: null,
      gain: null,
    });
    expect(view({ assetType: "future", costValue: "1", marketValue: "2" })).toMatchObject({ gain: "1" });
  });

  it("of cash is worth its amount, and has neither a cost nor a gain", () => {
    expect(view({ assetType: "cash", symbol: "USD", quantity: "-12.5", avgPrice: "1", costValue: "-12.5" })).toMatchObject({
      marketValue: "-12.5",
      avgPrice: null,
      costValue: null,
      gain: null,
      reasons: { costValue: "Cash has no cost." },
    });
  });
});

describe("a total", () => {
  const cash = view({ assetType: "cash", symbol: "USD", quantity: "40" });

  it("sums each currency on its own, cash included", () => {
    const rows = [view({ costValue: "10", marketValue: "15" }), cash, view({ costValue: "7", marketValue: "5", currency: "EUR" })];
    expect(totalsOf(rows)).toEqual([
      { currency: "EUR", cost: "7", value: "5", gain: "-2", complete: true, withoutCost: 0, withoutValue: 0 },
      { currency: "USD", cost: "10", value: "55", gain: "5", complete: true, withoutCost: 0, withoutValue: 0 },
    ]);
  });

  it("counts the rows that lack a figure, and takes the gain only of those that have both", () => {
    const rows = [view({ costValue: "10", marketValue: "15" }), view({ costValue: "100" }), view({ marketValue: "1000" })];
    expect(totalsOf(rows)).toEqual([
      { currency: "USD", cost: "110", value: "1015", gain: "5", complete: false, withoutCost: 1, withoutValue: 1 },
    ]);
  });

  it("of nothing known is not known, rather than 0", () => {
    expect(totalsOf([view()])).toEqual([
      { currency: "USD", cost: null, value: null, gain: null, complete: false, withoutCost: 1, withoutValue: 1 },
    ]);
    expect(totalsOf([])).toEqual([]);
  });
});

it("a list has its instruments by symbol, then cash, and nothing that is not held", () => {
  const rows = [
    view({ assetType: "cash", symbol: "AUD" }),
    view({ symbol: "ZED" }),
    view({ symbol: "ONE" }),
    view({ symbol: "GONE", quantity: "0" }),
  ];
  expect(inOrder(rows).map(({ symbol }) => symbol)).toEqual(["ONE", "ZED", "AUD"]);
});

it("an instrument is the same by its ISIN, or by type and symbol where one of the two has none", () => {
  const acme = { assetType: "stock", symbol: "ACME", isin: "US0000000001", currency: "USD" };
  expect(sameInstrument(acme, { ...acme, symbol: "ACME.US" })).toBe(true);
  expect(sameInstrument(acme, { ...acme, isin: null, symbol: "acme" })).toBe(true);
  expect(sameInstrument(acme, { ...acme, isin: "US0000000002" })).toBe(false);
  expect(sameInstrument(acme, { ...acme, currency: "EUR" })).toBe(false);
});

describe("what a person enters", () => {
  const input: HoldingInput = {
    assetType: "stock",
    symbol: "ACME",
    isin: "",
    name: "",
    quantity: decimal("10"),
    avgPrice: decimal("150"),
    currency: "USD",
    marketPrice: null,
    multiplier: null,
  };

  it("is stored with its cost, and without a value when there is no price", () => {
    expect(enteredHolding(input, "2025-03-01")).toEqual({
      assetType: "stock",
      symbol: "ACME",
      isin: null,
      quantity: "10",
      avgPrice: "150",
      currency: "USD",
      costValue: "1500",
      marketValue: null,
      meta: { source: "manual" },
    });
  });

  it("in pence is stored in pounds, the unit kept", () => {
    expect(enteredHolding({ ...input, currency: "GBX", marketPrice: decimal("200") }, "2025-03-01")).toMatchObject({
      currency: "GBP",
      avgPrice: "1.5",
      costValue: "15",
      marketValue: "20",
      meta: { price: "2", priceDate: "2025-03-01", minorUnit: "GBX" },
    });
  });

  it("counts contracts by their multiplier, and keeps the one that the row has", () => {
    const option: HoldingInput = { ...input, assetType: "option", avgPrice: decimal("3"), multiplier: decimal("100") };
    expect(enteredHolding(option, "2025-03-01")).toMatchObject({ costValue: "3000", meta: { multiplier: "100" } });
    const kept = enteredHolding({ ...option, multiplier: null }, "2025-03-01", { multiplier: decimal("50"), priceUnit: "unit" });
    expect(kept).toMatchObject({ costValue: "1500", meta: { multiplier: "50" } });
  });

  it("is priced in percent where the row is already", () => {
    const known = { multiplier: null, priceUnit: "percent" } as const;
    expect(
      enteredHolding({ ...input, assetType: "bond", quantity: decimal("5000"), avgPrice: decimal("98") }, "2025-03-01", known),
    ).toMatchObject({
      costValue: "4900",
      meta: { priceUnit: "percent" },
    });
  });

  it("of cash is a balance of the currency, whatever else was typed", () => {
    expect(enteredHolding({ ...input, assetType: "cash", symbol: "my cash" }, "2025-03-01")).toMatchObject({
      symbol: "USD",
      quantity: "10",
      avgPrice: null,
      costValue: null,
      marketValue: "10",
    });
  });
});
