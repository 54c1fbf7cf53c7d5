import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, add, compare, decimal, multiply, negate, subtract, ZERO } from "@/lib/money/decimal";
import { bookOf, cashOf, incomeOf, moneyFlow, price, rate, roundTrip, stepOf } from "./book-builder";
import { addDays } from "./calendar";
import { cashDays } from "./cash-days";
import { ValuationFrame } from "./frame";
import { type PartGain, partGain, portfolioGain } from "./gains";
import { instrumentDays } from "./instrument-days";
import { pricesOf } from "./prices";
import { RateTable } from "./rates";
import { stories, told } from "./story-builder";
import { sumDays } from "./sum-days";

const amounts = (gain: PartGain) => Object.fromEntries(Object.entries(gain).map(([part, { amount }]) => [part, amount]));
const DUST = decimal("0.00000000001");
const isDust = (value: string | null) => value !== null && compare(absolute(decimal(value)), DUST) <= 0;

describe("the gain of an instrument over a period", () => {
  const SPAN = { from: "2025-01-02", to: "2025-01-05" };
  const rates = new RateTable([
    rate("2025-01-01", "USD", "EUR", "0.8"),
    rate("2025-01-03", "USD", "EUR", "1"),
    rate("2025-01-05", "USD", "EUR", "0.5"),
  ]);

  it("is what price, income and rates made, less charges", () => {
    const book = bookOf({
      steps: [
        stepOf("2025-01-01", "10", "100", { currency: "USD" }),
        stepOf("2025-01-04", "10", "100", { currency: "USD", charges: decimal("2") }),
      ],
      income: [incomeOf("2025-01-04", "10", "1", { currency: "USD" })],
    });
    const prices = pricesOf(book, [price("2025-01-01", "10", { currency: "USD" }), price("2025-01-04", "12", { currency: "USD" })]);
    const gain = partGain(instrumentDays(book, prices, new ValuationFrame("EUR", rates, SPAN)));
    // 100 × (1 − 0.8) on the 3rd, 20 × 1 by price on the 4th, 120 × (0.5 − 1) on the 5th; 2 of charges leave the flows for the charges.
    expect(amounts(gain)).toEqual({
      valueFrom: "80",
      valueTo: "60",
      flows: "-2",
      price: "22",
      income: "10",
      charges: "3",
      fx: "-40",
      total: "-11",
    });
  });

  it("in its own currency has no FX effect", () => {
    const book = bookOf(roundTrip("10", ["2025-01-02", "10"], ["2025-01-04", "12"]));
    const gain = partGain(instrumentDays(book, pricesOf(book, [price("2025-01-02", "10")]), new ValuationFrame("EUR", rates, SPAN)));
    expect(amounts(gain)).toMatchObject({ flows: "-20", price: "20", fx: "0", total: "20" });
  });

  it("says which price or rate is missing where it isn't computable", () => {
    const book = bookOf({ steps: [stepOf("2025-01-01", "10", "100")] });
    const gain = partGain(instrumentDays(book, pricesOf(book, [price("2025-01-03", "10")]), new ValuationFrame("EUR", rates, SPAN)));
    expect(gain.total).toEqual({ amount: null, reason: "There is no price of ACME from 2025-01-01 to 2025-01-02." });
    expect(gain.valueTo.amount).toBe("100");
  });

  it("is, whatever the story, the sum of its parts, and of the gains of the periods that it is cut into", () => {
    fc.assert(
      fc.property(stories, fc.nat(), (story, seed) => {
        const { book, prices, rates: table, span } = told(story);
        const part = instrumentDays(book, pricesOf(book, prices), new ValuationFrame("EUR", table, span));
        const middle = addDays(span.from, seed % story.length);
        const [whole, first, second] = [span, { from: span.from, to: middle }, { from: addDays(middle, 1), to: span.to }].map((each) =>
          partGain(part, each),
        );
        for (const gain of [whole, first, second]) {
          if (!gain || gain.total.amount === null) continue;
          const of = amounts(gain);
          expect(add(of.price ?? ZERO, of.income ?? ZERO, negate(of.charges ?? ZERO), of.fx ?? ZERO)).toBe(of.total);
          const change = subtract(of.valueTo ?? ZERO, add(of.valueFrom ?? ZERO, of.flows ?? ZERO));
          expect(add(change, of.income ?? ZERO, negate(of.charges ?? ZERO))).toBe(of.total);
        }
        for (const key of ["price", "income", "charges", "fx", "total"] as const) {
          const [a, b] = [first?.[key].amount, second?.[key].amount];
          if (a != null && b != null && middle < span.to) expect(add(a, b)).toBe(whole?.[key].amount);
        }
      }),
    );
  });

  it("has as its FX effect what was held × the change of the rate, day by day", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { book, prices, rates: table, span, days } = told(story.map((day) => ({ ...day, price: day.price ?? "5" })));
        const series = pricesOf(book, prices);
        const part = instrumentDays(book, series, new ValuationFrame("EUR", table, span));
        let expected = ZERO;
        for (const [index, { day }] of days.entries()) {
          const before = days[index - 1];
          if (!before) continue;
          const held = multiply(before.quantity, series.at(before.day)?.price ?? ZERO);
          const change = subtract(table.at("USD", "EUR", day)?.rate ?? ZERO, table.at("USD", "EUR", before.day)?.rate ?? ZERO);
          expected = add(expected, multiply(held, change));
        }
        expect(isDust(subtract(partGain(part).fx.amount ?? decimal("9"), expected))).toBe(true);
      }),
    );
  });
});

describe("the gain of a portfolio over a period", () => {
  const table = new RateTable([rate("2025-01-01", "EUR", "USD", "1.25"), rate("2025-01-04", "EUR", "USD", "1")]);
  const frame = new ValuationFrame("EUR", table, { from: "2025-01-01", to: "2025-01-05" });

  it("of cash alone is interest, and what rates made of it", () => {
    const interest = incomeOf("2025-01-03", "10", "2", { currency: "USD", instrument: null, kind: "interest" });
    const flows = [moneyFlow("2025-01-01", "100", { currency: "USD" })];
    const cash = cashDays(cashOf({ "2025-01-01": "100", "2025-01-03": "8" }, { currency: "USD", flows, income: [interest] }), frame);
    const gain = portfolioGain(sumDays([cash], frame), [cash]);
    expect(amounts(gain)).toEqual({
      valueFrom: "0",
      valueTo: "108",
      flows: "80",
      price: "0",
      income: "8",
      charges: "1.6",
      fx: "21.6",
      total: "28",
    });
    expect(amounts(partGain(cash))).toMatchObject({ price: "0", income: "8", charges: "1.6", fx: "21.6", total: "28" });
  });

  it("is value less what was put in, and what its parts made", () => {
    const book = bookOf({ steps: [stepOf("2025-01-02", "10", "101", { charges: decimal("1") })] });
    const parts = [
      instrumentDays(book, pricesOf(book, [price("2025-01-02", "10"), price("2025-01-05", "12")]), frame),
      cashDays(cashOf({ "2025-01-01": "500", "2025-01-02": "-101" }, { flows: [moneyFlow("2025-01-01", "500")] }), frame),
    ];
    const gain = portfolioGain(sumDays(parts, frame), parts);
    expect(amounts(gain)).toEqual({
      valueFrom: "0",
      valueTo: "519",
      flows: "500",
      price: "20",
      income: "0",
      charges: "1",
      fx: "0",
      total: "19",
    });
  });
});
