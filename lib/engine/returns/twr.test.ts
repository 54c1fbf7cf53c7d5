import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, add, compare, type DecimalString, decimal, multiply, ONE, round, subtract } from "@/lib/money/decimal";
import { addDays } from "../valuation/calendar";
import type { ReturnDays } from "../valuation/days";
import { type DayStory, daysOf } from "./return-days-builder";
import { timeWeighted } from "./twr";

const totalOf = (opening: string | null, ...stories: DayStory[]) => timeWeighted(daysOf("2025-01-01", opening, stories)).total;

describe("the time-weighted return", () => {
  it("matches the client index of Portfolio Performance, the accumulated one to the last digit told", () => {
    const { daily, total } = timeWeighted(
      daysOf("2011-12-31", "0", [
        ["10000", "10000"],
        ["10230"],
        ["10630", "200"],
        ["9995.59", "0", "400"],
        ["10289.58"],
        ["10583.57"],
        ["16179.56", "5400"],
        ["11600", "0", "3697.04"],
        ["10596.15"],
      ]),
    );
    // Its amounts are cents, its expectations what the cents were rounded from: alike to six decimals.
    const told = [
      "0",
      "0.023",
      "0.019175455",
      "-0.0220517",
      "0.0294117647",
      "0.0285714286",
      "0.012261967",
      "-0.0545454545",
      "-0.0865384615",
    ];
    for (const [index, expected] of told.entries()) {
      const difference = absolute(subtract(daily[index + 1] ?? decimal("9"), decimal(expected)));
      expect(compare(difference, decimal("0.0000005"))).toBe(-1);
    }
    expect(total.amount && round(total.amount, 9)).toBe("-0.056182678");
  });

  it("lets what comes in earn from the start of its day, and what goes out until the end of its day", () => {
    expect(totalOf("1000", ["20", "0", "990"]).amount).toBe("0.01");
    expect(totalOf("1000", ["2020", "1000"]).amount).toBe("0.01");
    expect(totalOf("100", ["2089.16", "2000"]).amount?.slice(0, 9)).toBe("-0.005161");
    expect(totalOf("100", ["100"], ["210", "100"], ["220"]).amount).toBe("0.1");
  });

  it("is 10 % where both halves of the money made the same, whatever the money-weighted one is", () => {
    const halfYear = Array.from({ length: 151 }, (): DayStory => ["100"]);
    const { total } = timeWeighted(daysOf("2017-01-01", "0", [["100", "100"], ...halfYear.slice(1), ["200", "100"], ["220"]]));
    expect(total.amount).toBe("0.1");
  });

  it("leaves out the days before the first funding, and those on which everything is gone", () => {
    const story = daysOf("2025-01-01", "0", [["0"], ["0"], ["110", "100"], ["0", "0", "110"], ["0"], ["55", "50"]]);
    const { total, daily } = timeWeighted(story);
    expect(daily).toEqual([null, null, null, "0.1", "0", null, "0.1"]);
    expect(total.amount).toBe("0.21");
  });

  it("is a total loss when nothing is left, and nothing less certain ever is", () => {
    expect(totalOf("100", ["0"]).amount).toBe("-1");
  });

  it.each<[string, string | null, DayStory[], RegExp]>([
    ["nothing was ever there", "0", [["0"], ["0"]], /Nothing was invested from 2025-01-01 to 2025-01-02/],
    ["there is a value and no money that made it", "0", [["10"]], /On 2025-01-01 there was nothing.*deposit missing/],
    ["a day starts in debt", "-50", [["10"]], /On 2025-01-01 there was nothing, or less/],
    ["more than everything is lost", "100", [["-1"]], /More than everything was lost on 2025-01-01/],
    ["the value at the start isn't known", null, [["10"], ["11"]], /missing on 2024-12-31/],
    ["the value at the end isn't known", "10", [["11"], [null]], /missing on 2025-01-02/],
    ["it isn't known what came in", "10", [["20", null], ["21"]], /missing on 2025-01-01/],
    ["money moves on a day without a value", "10", [[null, "5"], ["16"]], /missing on 2025-01-01/],
    ["money moves right after days without a value", "10", [[null], ["16", "5"]], /missing on 2025-01-01/],
  ])("isn't computable, and says why, where %s", (_, opening, stories, reason) => {
    const total = totalOf(opening, ...stories);
    expect(total.amount).toBeNull();
    expect(total.reason).toMatch(reason);
  });

  it("bridges days without a value when no money moved on them", () => {
    const { total, cumulative, daily } = timeWeighted(daysOf("2025-01-01", "100", [["110"], [null], [null], ["121"]]));
    expect(cumulative).toEqual(["0", "0.1", null, null, "0.21"]);
    expect(daily).toEqual([null, "0.1", null, null, null]);
    expect(total.amount).toBe("0.21");
  });

  it("chains over a period that is cut in two as it does over the whole", () => {
    const money = fc.integer({ min: 10_000, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));
    const day = fc.tuple(money, fc.oneof(fc.constant("0"), money), fc.oneof(fc.constant("0"), money));
    fc.assert(
      fc.property(money, fc.array(day, { minLength: 2, maxLength: 6 }), fc.nat(), (opening, stories, seed) => {
        const whole = daysOf("2025-01-01", opening, stories);
        const at = 1 + (seed % (stories.length - 1));
        const [first, second] = [cut(whole, 0, at), cut(whole, at, stories.length)].map((part) => timeWeighted(part).total.amount);
        const total = timeWeighted(whole).total.amount;
        const linked = subtract(multiply(add(ONE, first ?? ONE), add(ONE, second ?? ONE)), ONE);
        expect(isClose(linked, total ?? decimal("9"))).toBe(true);
      }),
    );
  });
});

function cut(days: ReturnDays, from: number, to: number): ReturnDays {
  const part = <Each>(list: readonly Each[]) => list.slice(from, to + 1);
  return {
    ...days,
    from: addDays(days.from, from),
    to: addDays(days.from, to - 1),
    values: part(days.values),
    inflows: [decimal("0"), ...part(days.inflows).slice(1)],
    outflows: [decimal("0"), ...part(days.outflows).slice(1)],
  };
}

/** Alike to nine digits: a part's return is told to twenty decimals, and what follows may multiply what is behind them. */
function isClose(a: DecimalString, b: DecimalString): boolean {
  const scale = add(ONE, absolute(a));
  return compare(absolute(subtract(a, b)), multiply(scale, decimal("0.0000001"))) <= 0;
}
