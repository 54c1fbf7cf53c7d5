import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, multiply, round } from "@/lib/money/decimal";
import type { InstrumentBook } from "../books";
import { type BookFields, bookOf, disposalOf, price, rate, roundTrip, stepOf, unitFlow } from "./book-builder";
import { VALUE_DECIMALS } from "./exact";
import { ValuationFrame } from "./frame";
import { instrumentDays } from "./instrument-days";
import { type PriceEntry, pricesOf } from "./prices";
import { RateTable } from "./rates";
import { stories, told } from "./story-builder";

const SPAN = { from: "2025-01-02", to: "2025-01-05" };

function daysOf(book: BookFields, prices: PriceEntry[], { rates = new RateTable([]), span = SPAN } = {}) {
  const whole = bookOf(book);
  return instrumentDays(whole, pricesOf(whole, prices), new ValuationFrame("EUR", rates, span));
}

describe("an instrument day by day", () => {
  it("is worth its units × price at the end of each UTC day, from the day before the range on", () => {
    const steps = [stepOf("2025-01-01", "10", "100"), stepOf("2025-01-03T23:59:59.999Z", "4", "40"), stepOf("2025-01-04", "0", "0")];
    const days = daysOf({ steps }, [price("2025-01-01", "10"), price("2025-01-02", "11")]);
    expect(days.values).toEqual(["100", "110", "44", "0", "0"]);
    expect(days.gaps).toEqual([]);
    expect(days.fx).toBeNull();
  });

  it("counts the units of all accounts, and short ones as negative", () => {
    const steps = [stepOf("2025-01-01", "10", "100"), stepOf("2025-01-01", "-3", "-30", { accountId: "2" })];
    expect(daysOf({ steps }, [price("2025-01-01", "10")]).values[0]).toBe("70");
  });

  it("takes prices in percent as such, and multiplies by the multiplier", () => {
    const steps = [stepOf("2025-01-01", "1000", "990")];
    expect(daysOf({ steps, priceUnit: "percent" }, [price("2025-01-01", "99.5")]).values[0]).toBe("995");
    expect(daysOf({ steps, multiplier: decimal("100") }, [price("2025-01-01", "2.5")]).values[0]).toBe("250000");
  });

  it("has no value, never 0, on a day without a price while units are held, and a gap that says so", () => {
    const steps = [stepOf("2025-01-01", "10", "100"), stepOf("2025-01-05", "0", "0")];
    const days = daysOf({ steps }, [price("2025-01-04", "11")]);
    expect(days.values).toEqual([null, null, null, "110", "0"]);
    expect(days.gaps).toEqual([
      { subject: "acme", label: "ACME", reason: "no-price", message: "There is no price of ACME.", from: "2025-01-01", to: "2025-01-03" },
    ]);
  });

  it("has no value without a rate, and tells which currency lacks it", () => {
    const usd = price("2025-01-01", "10", { currency: "USD" });
    const days = daysOf({ steps: [stepOf("2025-01-01", "10", "100", { currency: "USD" })] }, [usd], {
      rates: new RateTable([rate("2025-01-03", "EUR", "USD", "1.25")]),
    });
    expect(days.values).toEqual([null, null, "80", "80", "80"]);
    expect(days.gaps).toMatchObject([{ reason: "no-rate", label: "USD", from: "2025-01-01", to: "2025-01-02" }]);
  });

  it("has no value after a split by an unknown ratio, until a new price comes", () => {
    const reshapings = [{ at: "2025-01-03T00:00:00.000Z", rowId: "5", factor: null }];
    const days = daysOf({ steps: [stepOf("2025-01-01", "10", "100")], reshapings }, [price("2025-01-01", "10"), price("2025-01-05", "6")]);
    expect(days.values).toEqual(["100", "100", null, null, "60"]);
    expect(days.gaps).toMatchObject([{ reason: "unknown-split", from: "2025-01-03", to: "2025-01-04" }]);
  });

  it("tells since when a price or a rate is an old one", () => {
    const steps = [stepOf("2025-01-01", "10", "100")];
    const span = { from: "2025-01-02", to: "2025-01-12" };
    expect(daysOf({ steps }, [price("2025-01-01", "10")], { span }).stale).toMatchObject([
      { reason: "stale-price", from: "2025-01-09", to: "2025-01-12" },
    ]);
    const prices = [price("2025-01-01", "10", { currency: "USD" }), price("2025-01-08", "10", { currency: "USD" })];
    const rates = new RateTable([rate("2025-01-01", "EUR", "USD", "1.25")]);
    expect(daysOf({ steps }, prices, { span, rates }).stale).toMatchObject([
      { reason: "stale-rate", label: "USD", from: "2025-01-07", to: "2025-01-12" },
    ]);
  });

  it("knows what was paid and received from cost and gains, for long and short lots and for capital that was returned", () => {
    const flowsOf = (book: BookFields) => daysOf(book, []).flows;
    expect(flowsOf(roundTrip("10", ["2025-01-02", "10"], ["2025-01-04", "12"]))).toEqual([
      { day: "2025-01-02", amount: "100" },
      { day: "2025-01-04", amount: "-120" },
    ]);
    const short = { steps: [stepOf("2025-01-02", "-10", "-100"), stepOf("2025-01-04", "0", "0")] };
    expect(flowsOf({ ...short, disposals: [disposalOf("2025-01-04", "100", "70", { quantity: decimal("-10") })] })).toEqual([
      { day: "2025-01-02", amount: "-100" },
      { day: "2025-01-04", amount: "70" },
    ]);
    const returned = [stepOf("2025-01-01", "10", "100"), stepOf("2025-01-03", "10", "85")];
    expect(flowsOf({ steps: returned })).toEqual([{ day: "2025-01-03", amount: "-15" }]);
  });

  it("takes charges of trades for charges, not for money put in", () => {
    const steps = [stepOf("2025-01-02", "10", "101", { charges: decimal("1") }), stepOf("2025-01-04", "0", "0", { charges: decimal("3") })];
    const days = daysOf({ steps, disposals: [disposalOf("2025-01-04", "118", "101")] }, []);
    expect(days.flows.map(({ amount }) => amount)).toEqual(["100", "-120"]);
    expect(days.charges.map(({ amount }) => amount)).toEqual(["1", "2"]);
  });

  it("values units delivered at the price of their day, else at what they had cost, else says that nobody knows", () => {
    const steps = [stepOf("2025-01-02", "10", "70")];
    const delivered = (flows: InstrumentBook["flows"], prices: PriceEntry[]) => daysOf({ steps, flows }, prices);
    const priced = delivered([unitFlow("2025-01-02", "10", "70")], [price("2025-01-02", "9")]);
    expect([priced.external, priced.flows]).toEqual([
      [{ day: "2025-01-02", inflow: "90", outflow: "0" }],
      [{ day: "2025-01-02", amount: "90" }],
    ]);
    expect(delivered([unitFlow("2025-01-02", "10", "70")], []).external[0]?.inflow).toBe("70");
    const unknown = delivered([unitFlow("2025-01-02", "10", null)], []);
    expect(unknown.external).toEqual([{ day: "2025-01-02", inflow: null, outflow: null }]);
    expect(unknown.gaps).toContainEqual(expect.objectContaining({ reason: "unknown-value", from: "2025-01-02" }));
  });

  it("splits units that come and go on one day into what came in and what went out", () => {
    const flows = [unitFlow("2025-01-03", "10", "70"), unitFlow("2025-01-03", "-4", "-28")];
    expect(daysOf({ flows }, [price("2025-01-02", "9")]).external).toEqual([{ day: "2025-01-03", inflow: "90", outflow: "36" }]);
  });

  it("survives a price of 0, a quantity of 10^-18, days far apart, and prices missing for years", () => {
    const span = { from: "1971-01-01", to: "2030-12-31" };
    const steps = [stepOf("0001-01-01", "0.000000000000000001", "1"), stepOf("2029-01-01", "3", "1")];
    const days = daysOf({ steps }, [price("1990-01-01", "0"), price("2029-06-01", "5"), price("9999-01-01", "7")], { span });
    expect(new Set(days.values)).toEqual(new Set([null, "0", "15"]));
    expect(days.values.at(-1)).toBe("15");
    expect(days.gaps).toMatchObject([{ from: "1970-12-31", to: "1989-12-31" }]);
  });

  it("is, whatever the story, units × price × rate of each day, and its flows are what was paid", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { book, prices, rates, span, days } = told(story);
        const series = pricesOf(book, prices);
        const part = instrumentDays(book, series, new ValuationFrame("EUR", rates, span));
        for (const [index, { day, quantity, paid }] of days.entries()) {
          const [at, into] = [series.at(day), rates.at("USD", "EUR", day)];
          const product = at && into && round(multiply(quantity, at.price, into.rate), VALUE_DECIMALS);
          expect(part.values[index + 1]).toBe(quantity === "0" ? "0" : product);
          if (book.flows.some((flow) => flow.at.startsWith(day))) continue;
          const amount = into && round(multiply(paid, into.rate), VALUE_DECIMALS);
          expect(part.flows.find((flow) => flow.day === day)?.amount ?? "0").toBe(amount);
        }
        expect(JSON.parse(JSON.stringify(part))).toEqual(part);
        expect(JSON.stringify(part)).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });
});
