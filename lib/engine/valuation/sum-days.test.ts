import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type DecimalString } from "@/lib/money/decimal";
import { bookOf, cashOf, moneyFlow, price, rate, stepOf } from "./book-builder";
import { addDays } from "./calendar";
import { cashDays } from "./cash-days";
import type { PartDays } from "./days";
import { ValuationFrame } from "./frame";
import { instrumentDays } from "./instrument-days";
import { pricesOf } from "./prices";
import { RateTable } from "./rates";
import { partReturnDays, returnDays } from "./return-days";
import { FIRST_DAY, stories, told } from "./story-builder";
import { replacePart, sumDays } from "./sum-days";

const SPAN = { from: "2025-01-02", to: "2025-01-04" };
const frame = new ValuationFrame("EUR", new RateTable([]), SPAN);
const funded = cashDays(
  cashOf({ "2025-01-01": "100", "2025-01-03": "50" }, { flows: [moneyFlow("2025-01-01", "100"), moneyFlow("2025-01-03", "50")] }),
  frame,
);
const unpriced = instrumentDays(bookOf({ steps: [stepOf("2025-01-03", "1", "1")] }), pricesOf(bookOf(), [price("2025-01-04", "7")]), frame);

/** Stories of several instruments, in one frame that spans them all. */
const portfolios = fc.array(stories, { minLength: 1, maxLength: 4 }).map((list) => {
  const all = new ValuationFrame("EUR", told(list[0] ?? []).rates, { from: FIRST_DAY, to: addDays(FIRST_DAY, 25) });
  const parts = list.map((story, index): PartDays => {
    const { book, prices } = told(story);
    const key = `i${index}`;
    return instrumentDays({ ...book, instrument: key }, pricesOf(book, prices), all);
  });
  return { frame: all, parts };
});

describe("the days of a portfolio", () => {
  it("are the sums of its parts; not computable where one part isn't, which the gaps tell", () => {
    const days = returnDays(sumDays([funded, unpriced], frame));
    expect(days.values).toEqual(["100", "100", null, "157"]);
    expect(days.gaps).toMatchObject([{ subject: "acme", from: "2025-01-03", to: "2025-01-03" }]);
    expect(days.inflows).toEqual(["0", "0", "50", "0"]);
    expect(days.invested).toEqual(["100", "100", "150", "150"]);
  });

  it("of no parts are 0", () => {
    expect(returnDays(sumDays([], frame))).toMatchObject({ values: ["0", "0", "0", "0"], invested: ["0", "0", "0", "0"] });
  });

  it("of a shorter range begin with the value and the money put in before it", () => {
    const days = returnDays(sumDays([funded], frame), { from: "2025-01-04", to: "2025-01-04" });
    expect(days).toMatchObject({ from: "2025-01-04", values: ["150", "150"], inflows: ["0", "0"], invested: ["150", "150"] });
    expect(returnDays(sumDays([funded], frame), { from: "1999-01-01", to: "2099-01-01" })).toMatchObject(SPAN);
  });

  it("lose sight of what was invested where it isn't known what came in", () => {
    const flows = [moneyFlow("2025-01-03", "30", { currency: "CHF" })];
    const unknown = cashDays(cashOf({}, { currency: "CHF", flows }), frame);
    const days = returnDays(sumDays([funded, unknown], frame));
    expect(days.inflows).toEqual(["0", "0", null, "0"]);
    expect(days.invested).toEqual(["100", "100", null, null]);
  });

  it("converted and then summed are what the sum of the shown parts is, exactly", () => {
    fc.assert(
      fc.property(portfolios, ({ frame: all, parts }) => {
        const { values } = returnDays(sumDays(parts, all));
        for (const [index, value] of values.entries()) {
          const shown = parts.map((part) => part.values[index] ?? null);
          const sum = shown.includes(null) ? null : add(...shown.flatMap((each): DecimalString[] => (each === null ? [] : [each])));
          expect(value).toBe(sum);
        }
      }),
    );
  });

  it("with one part exchanged, added or taken away are those of a sum made anew", () => {
    fc.assert(
      fc.property(portfolios, portfolios, ({ frame: all, parts }, other) => {
        const [first, ...rest] = parts;
        const replacement = other.parts[0];
        if (!first || !replacement) return;
        const changed = {
          ...replacement,
          subject: first.subject,
          gaps: replacement.gaps.map((gap) => ({ ...gap, subject: first.subject })),
        };
        const by = (a: { subject: string }, b: { subject: string }) => (a.subject < b.subject ? -1 : 1);
        const sorted = (days: ReturnType<typeof sumDays>) => ({ ...days, gaps: days.gaps.toSorted(by), stale: [] });
        const days = sumDays(parts, all);
        expect(sorted(replacePart(days, first, changed))).toEqual(sorted(sumDays([...rest, changed], all)));
        expect(sorted(replacePart(days, first, null))).toEqual(sorted(sumDays(rest, all)));
        expect(sorted(replacePart(sumDays(rest, all), null, first))).toEqual(sorted(sumDays([...rest, first], all)));
      }),
      { numRuns: 60 },
    );
  });

  it("are plain data: JSON and back changes nothing", () => {
    fc.assert(
      fc.property(portfolios, ({ frame: all, parts }) => {
        const days = sumDays(parts, all);
        expect(JSON.parse(JSON.stringify(days))).toEqual(days);
        expect(JSON.stringify(returnDays(days))).not.toMatch(/NaN|Infinity/);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the days of one part, seen as a portfolio", () => {
  it("take purchases and charges for what comes in, sales and income for what goes out", () => {
    const { book, prices, rates } = told([
      { price: "10", rate: "1", trade: 10, fee: "1", dividend: "0", delivered: 0 },
      { price: "12", rate: "1", trade: -4, fee: "0", dividend: "3.01", delivered: 0 },
    ]);
    const part = instrumentDays(book, pricesOf(book, prices), new ValuationFrame("EUR", rates, { from: FIRST_DAY, to: "2025-01-02" }));
    expect(partReturnDays(part)).toMatchObject({ values: ["0", "100", "72"], inflows: ["0", "101", "0"], outflows: ["0", "0", "51"] });
  });

  it("find no rate for what has none", () => {
    const rates = new RateTable([rate("2025-01-04", "EUR", "USD", "1")]);
    const steps = [stepOf("2025-01-02", "1", "10", { currency: "USD" })];
    const part = instrumentDays(bookOf({ steps }), pricesOf(bookOf(), []), new ValuationFrame("EUR", rates, SPAN));
    expect(partReturnDays(part).inflows).toEqual(["0", null, "0", "0"]);
  });
});
