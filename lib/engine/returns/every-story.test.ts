import fc from "fast-check";
import { expect, it } from "vitest";
import { cashOf, moneyFlow } from "../valuation/book-builder";
import { addDays } from "../valuation/calendar";
import { cashDays } from "../valuation/cash-days";
import type { Computed } from "../valuation/computed";
import { ValuationFrame } from "../valuation/frame";
import { partGain, portfolioGain } from "../valuation/gains";
import { instrumentDays } from "../valuation/instrument-days";
import { pricesOf } from "../valuation/prices";
import { RateTable } from "../valuation/rates";
import { partReturnDays, returnDays } from "../valuation/return-days";
import { stories, type Told, told } from "../valuation/story-builder";
import { sumDays } from "../valuation/sum-days";
import { benchmark } from "./benchmark";
import { drawdown, volatility } from "./risk";
import { timeWeighted } from "./twr";
import { moneyWeighted } from "./xirr";

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/;

/** Every figure that can be told of an instrument and some cash. */
function figuresOf({ book, prices, span, rates }: Told, cash: [offset: number, amount: string, currency: string][]): Computed[] {
  const frame = new ValuationFrame("EUR", rates, { from: addDays(span.from, -3), to: addDays(span.to, 3) });
  const balances = cash.map(([offset, amount, currency]) => {
    const day = addDays(span.from, offset);
    return cashDays(
      cashOf({ [day]: amount }, { currency, accountId: String(offset), flows: [moneyFlow(day, amount, { currency })] }),
      frame,
    );
  });
  const parts = [instrumentDays(book, pricesOf(book, prices), frame), ...balances];
  const days = sumDays(parts, frame);
  return [returnDays(days), returnDays(days, { from: span.from, to: span.from }), ...parts.map((part) => partReturnDays(part))].flatMap(
    (range) => {
      const returns = timeWeighted(range);
      const comparison = benchmark(pricesOf(book, prices), range, rates, "EUR");
      const gains = [portfolioGain(days, parts, range), ...parts.map((part) => partGain(part, range))].flatMap((gain) =>
        Object.values<Computed>({ ...gain }),
      );
      return [returns.total, moneyWeighted(range), volatility(returns), drawdown(returns, range.from).max, comparison.total, ...gains];
    },
  );
}

const cash = fc.array(
  fc.tuple(
    fc.integer({ min: -5, max: 20 }),
    fc.constantFrom("1000", "-1000", "0.000000000000000001", "99999999999999999999"),
    fc.constantFrom("EUR", "USD", "CHF"),
  ),
  { maxLength: 3 },
);

it("Every figure of every story is a number, or a sentence that says why there is none", () => {
  fc.assert(
    fc.property(stories, cash, fc.boolean(), (story, balances, hasRates) => {
      const whole = told(story);
      for (const { amount, reason } of figuresOf(hasRates ? whole : { ...whole, rates: new RateTable([]) }, balances)) {
        if (amount === null) expect(reason).toMatch(/^[A-Z].*[.?]$/);
        else {
          expect(reason).toBeNull();
          expect(amount).toMatch(DECIMAL);
        }
      }
    }),
    { numRuns: 150 },
  );
});
