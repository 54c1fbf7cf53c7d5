import { describe, expect, it } from "vitest";
import { price, rate } from "../valuation/book-builder";
import { PriceSeries } from "../valuation/prices";
import { RateTable } from "../valuation/rates";
import { benchmark } from "./benchmark";

const SPAN = { from: "2025-01-02", to: "2025-01-04" };
const NO_RATES = new RateTable([]);

describe("a benchmark", () => {
  it("is what a unit made since the day before the range", () => {
    const series = new PriceSeries([price("2025-01-01", "100"), price("2025-01-03", "90"), price("2025-01-04", "120")]);
    expect(benchmark(series, SPAN, NO_RATES, "EUR")).toEqual({
      total: { amount: "0.2", reason: null },
      cumulative: ["0", "0", "-0.1", "0.2"],
    });
  });

  it("is measured in the base currency", () => {
    const series = new PriceSeries([price("2025-01-01", "100", { currency: "USD" })]);
    const rates = new RateTable([rate("2025-01-01", "USD", "EUR", "0.8"), rate("2025-01-04", "USD", "EUR", "1")]);
    expect(benchmark(series, SPAN, rates, "EUR").cumulative).toEqual(["0", "0", "0", "0.25"]);
  });

  it("may begin on the first day, but not later, and never from a price of 0", () => {
    const from = (day: string, amount = "100") => benchmark(new PriceSeries([price(day, amount)]), SPAN, NO_RATES, "EUR");
    expect(from("2025-01-02").cumulative).toEqual([null, "0", "0", "0"]);
    expect(from("2025-01-03").total.reason).toMatch(/no price, or no exchange rate, on 2025-01-02 or before/);
    expect(from("2025-01-01", "0")).toMatchObject({ total: { amount: null }, cumulative: [null, null, null, null] });
  });

  it("isn't computable without a rate, or when its last price is lost in a split", () => {
    const usd = new PriceSeries([price("2025-01-01", "100", { currency: "USD" })]);
    expect(benchmark(usd, SPAN, NO_RATES, "EUR").total.amount).toBeNull();
    const lost = new PriceSeries([price("2025-01-01", "100")], [{ at: "2025-01-03T00:00:00.000Z", rowId: "1", factor: null }]);
    expect(benchmark(lost, SPAN, NO_RATES, "EUR").total.reason).toMatch(/no price on 2025-01-04/);
  });
});
