import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, add, compare, decimal, multiply, subtract } from "@/lib/money/decimal";
import type { Lot } from "../books";
import { bookOf, disposalOf, price, rate } from "./book-builder";
import { disposalGain, lotGain } from "./lot-gains";
import { PriceSeries } from "./prices";
import { RateTable } from "./rates";

const table = new RateTable([rate("2025-01-01", "USD", "EUR", "0.8"), rate("2025-06-01", "USD", "EUR", "0.9")]);

describe("the gain of a closed lot in the base currency", () => {
  it("takes each side at the rate of its own day, and tells what the rates made", () => {
    const gain = disposalGain(disposalOf("2025-06-01", "150", "100", { currency: "USD" }), table, "EUR");
    expect(gain).toMatchObject({
      proceedsBase: { amount: "135" },
      costBase: { amount: "80" },
      gainBase: { amount: "55" },
      fxBase: { amount: "10" },
    });
  });

  it("of a short lot has its proceeds first and its cost last", () => {
    const short = disposalOf("2025-06-01", "150", "100", { currency: "USD", quantity: decimal("-1") });
    const gain = disposalGain(short, table, "EUR");
    expect(gain).toMatchObject({
      proceedsBase: { amount: "120" },
      costBase: { amount: "90" },
      gainBase: { amount: "30" },
      fxBase: { amount: "-15" },
    });
  });

  it("prefers the rates that the rows recorded", () => {
    const fx = { from: "USD", to: "EUR", rate: decimal("1") };
    const gain = disposalGain(
      disposalOf("2025-06-01", "150", "100", { currency: "USD", fx, acquiredFx: { ...fx, rate: decimal("0.5") } }),
      table,
      "EUR",
    );
    expect(gain).toMatchObject({ proceedsBase: { amount: "150" }, costBase: { amount: "50" }, fxBase: { amount: "50" } });
  });

  it("has its charges at the rate of the closing day", () => {
    const closed = disposalOf("2025-06-01", "150", "100", { currency: "USD", charges: decimal("10") });
    expect(disposalGain(closed, table, "EUR").chargesBase.amount).toBe("9");
  });

  it("lacks only the figures that a missing rate is part of, and says which rate", () => {
    const late = new RateTable([rate("2025-06-01", "USD", "EUR", "0.9")]);
    const gain = disposalGain(disposalOf("2025-06-01", "150", "100", { currency: "USD" }), late, "EUR");
    expect(gain.proceedsBase.amount).toBe("135");
    expect(gain.gainBase).toEqual({ amount: null, reason: "There is no exchange rate from USD to EUR on 2025-01-01 or before." });
  });

  it("is the gain at the later day's rate and the FX effect, for long and short lots", () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 }).map((number) => (number / 100).toFixed(2));
    fc.assert(
      fc.property(cents, cents, fc.boolean(), (proceeds, cost, isShort) => {
        const disposal = disposalOf("2025-06-01", proceeds, cost, { currency: "USD", quantity: decimal(isShort ? "-2" : "2") });
        const { gainBase, fxBase } = disposalGain(disposal, table, "EUR");
        expect(add(multiply(disposal.gain, decimal("0.9")), fxBase.amount ?? decimal("9"))).toBe(gainBase.amount);
      }),
    );
  });
});

describe("the gain of an open lot", () => {
  const lot: Lot = {
    id: "1",
    accountId: "1",
    instrument: "acme",
    currency: "USD",
    acquiredAt: "2025-01-01T00:00:00.000Z",
    dateOnly: true,
    quantity: decimal("10"),
    cost: decimal("100"),
    charges: decimal("0"),
    costKnown: true,
    fx: null,
  };
  const prices = new PriceSeries([price("2025-06-01", "12", { currency: "USD" })]);
  const on = (day: string, rates = table, series = prices) => lotGain(lot, bookOf(), { prices: series, rates, base: "EUR", day });

  it("is value less cost, in its currency and in the base currency, with the part that the rate made", () => {
    expect(on("2025-06-02")).toMatchObject({
      value: { amount: "120" },
      gain: { amount: "20" },
      valueBase: { amount: "108" },
      costBase: { amount: "80" },
      gainBase: { amount: "28" },
      fxBase: { amount: "10" },
      price: { day: "2025-06-01" },
    });
  });

  it("isn't computable without a price or a rate, which it says", () => {
    expect(on("2025-05-01").gain).toEqual({ amount: null, reason: "There is no price of ACME on 2025-05-01 or before." });
    const split = [{ at: "2025-06-02T00:00:00.000Z", rowId: "5", factor: null }];
    const lost = new PriceSeries([price("2025-06-01", "12", { currency: "USD" })], split);
    expect(on("2025-06-03", table, lost).value.reason).toMatch(/split or merger/);
    const without = on("2025-06-02", new RateTable([]));
    expect(without.gain.amount).toBe("20");
    expect(without.gainBase.reason).toMatch(/no exchange rate from USD to EUR on 2025-06-02/);
  });

  it("is what was paid for a contract that is margined, which has no value of its own", () => {
    const fee: Lot = { ...lot, cost: decimal("3"), charges: decimal("3") };
    const market = { prices, rates: table, base: "EUR", day: "2025-06-02" };
    expect(lotGain(fee, bookOf({ assetType: "future" }), market)).toMatchObject({
      value: { amount: "0" },
      gain: { amount: "-3" },
      valueBase: { amount: "0" },
      costBase: { amount: "2.4" },
      gainBase: { amount: "-2.4" },
    });
    const unpriced = { ...market, prices: new PriceSeries([]), rates: new RateTable([]) };
    expect(lotGain(fee, bookOf({ assetType: "cfd" }), unpriced)).toMatchObject({ value: { amount: "0" }, valueBase: { amount: "0" } });
  });

  it("converts a price that is quoted in another currency than the lot's", () => {
    const series = new PriceSeries([price("2025-06-01", "9", { currency: "EUR" })]);
    const gain = on("2025-06-02", table, series);
    expect(gain.valueBase.amount).toBe("90");
    expect(compare(absolute(subtract(gain.value.amount ?? decimal("0"), decimal("100"))), decimal("0.000000000000001"))).toBe(-1);
  });
});
