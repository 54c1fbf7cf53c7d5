import { describe, expect, it } from "vitest";
import { cashOf, moneyFlow, rate } from "./book-builder";
import { cashDays } from "./cash-days";
import { ValuationFrame } from "./frame";
import { RateTable } from "./rates";

const SPAN = { from: "2025-01-02", to: "2025-01-04" };

describe("the cash of an account day by day", () => {
  it("is the sum of all changes so far, those before the range included, and debts are negative", () => {
    const days = cashDays(
      cashOf({ "2024-01-01": "100", "2025-01-02": "-130", "2025-01-09": "1" }),
      new ValuationFrame("EUR", new RateTable([]), SPAN),
    );
    expect(days.values).toEqual(["100", "-30", "-30", "-30"]);
    expect(days.flows).toEqual([{ day: "2025-01-02", amount: "-130" }]);
    expect(days.subject).toBe("cash:1:EUR");
  });

  it("is converted at the rate of each day", () => {
    const rates = new RateTable([rate("2025-01-01", "EUR", "USD", "1.25"), rate("2025-01-03", "EUR", "USD", "1")]);
    const days = cashDays(cashOf({ "2025-01-01": "100" }, { currency: "USD" }), new ValuationFrame("EUR", rates, SPAN));
    expect(days.values).toEqual(["80", "80", "100", "100"]);
    expect(days.fx).toEqual(["0", "0", "20", "20"]);
  });

  it("has no value without a rate, unless there is nothing", () => {
    const frame = new ValuationFrame("EUR", new RateTable([]), SPAN);
    const days = cashDays(cashOf({ "2025-01-02": "5", "2025-01-04": "-5" }, { currency: "CHF" }), frame);
    expect(days.values).toEqual(["0", null, null, "0"]);
    expect(days.gaps).toMatchObject([{ reason: "no-rate", label: "CHF", from: "2025-01-02", to: "2025-01-03" }]);
  });

  it("tells what came from outside and what went there since the beginning, up to the end of the range", () => {
    const flows = [
      moneyFlow("2020-01-01", "70"),
      moneyFlow("2025-01-03", "30"),
      moneyFlow("2025-01-03", "-10"),
      moneyFlow("2025-01-05", "1"),
    ];
    expect(cashDays(cashOf({}, { flows }), new ValuationFrame("EUR", new RateTable([]), SPAN)).external).toEqual([
      { day: "2020-01-01", inflow: "70", outflow: "0" },
      { day: "2025-01-03", inflow: "30", outflow: "10" },
    ]);
  });

  it("doesn't know what crossed the edge in a currency without a rate", () => {
    const flows = [moneyFlow("2025-01-03", "30", { currency: "CHF" })];
    expect(cashDays(cashOf({}, { currency: "CHF", flows }), new ValuationFrame("EUR", new RateTable([]), SPAN)).external).toEqual([
      { day: "2025-01-03", inflow: null, outflow: null },
    ]);
  });
});
