import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, round } from "@/lib/money/decimal";
import { addDays } from "../valuation/calendar";
import { daysOf } from "./return-days-builder";
import { moneyWeighted, xirr } from "./xirr";

const rateOf = (...flows: [day: string, amount: string][]) => xirr(flows.map(([day, amount]) => ({ day, amount: decimal(amount) })));

describe("the money-weighted return", () => {
  it("is the yearly rate that other programs find", () => {
    const short = rateOf(["2010-01-01", "-200"], ["2010-12-31", "210"]);
    expect(short.amount && round(short.amount, 8)).toBe("0.05014075");
    const long = rateOf(
      ["2002-11-30", "-4398"],
      ["2007-06-11", "200"],
      ["2008-05-11", "270"],
      ["2009-05-01", "280"],
      ["2010-06-01", "280"],
      ["2011-05-02", "300"],
      ["2012-04-30", "330"],
      ["2012-12-06", "14508"],
    );
    expect(Math.abs(Number(long.amount) - 0.1444629967)).toBeLessThan(1e-4);
  });

  it("counts the end of a range as the start of the next day, as hledger does: 12.72 % a year", () => {
    const year = Array.from({ length: 365 }, (_, index): [string, string] => [index < 151 ? "100" : "200", "0"]);
    year[0] = ["100", "100"];
    year[151] = ["200", "100"];
    year[364] = ["220", "0"];
    const rate = moneyWeighted(daysOf("2017-01-01", "0", year));
    expect(rate.amount && round(rate.amount, 4)).toBe("0.1272");
  });

  it("is exact where the rate is a round one", () => {
    expect(rateOf(["2025-01-01", "-100"], ["2026-01-01", "110"]).amount).toBe("0.1");
    expect(rateOf(["2025-01-01", "-100"], ["2026-01-01", "100"]).amount).toBe("0");
    expect(rateOf(["2025-01-01", "-100"], ["2026-01-01", "50"]).amount).toBe("-0.5");
    expect(rateOf(["2026-01-01", "110"], ["2025-01-01", "-40"], ["2025-01-01", "-60"]).amount).toBe("0.1");
    expect(rateOf(["2025-01-01", "100"], ["2026-01-01", "-110"]).amount).toBe("0.1");
  });

  it.each<[string, [string, string][], RegExp]>([
    ["there is nothing", [], /Nothing was put in/],
    [
      "everything cancels out within its day",
      [
        ["2025-01-01", "-5"],
        ["2025-01-01", "5"],
      ],
      /Nothing was put in/,
    ],
    [
      "nothing came back",
      [
        ["2025-01-01", "-5"],
        ["2025-02-01", "-5"],
      ],
      /nothing came back/,
    ],
    [
      "nothing was put in",
      [
        ["2025-01-01", "5"],
        ["2025-02-01", "5"],
      ],
      /nothing was put in/,
    ],
    [
      "it would be astronomical",
      [
        ["2025-01-01", "-1"],
        ["2025-01-02", "2"],
      ],
      /too short a time/,
    ],
    [
      "nearly everything was lost within days",
      [
        ["2025-01-01", "-1000"],
        ["2025-01-05", "1"],
      ],
      /too short a time/,
    ],
    [
      "no rate fits",
      [
        ["2025-01-01", "-100"],
        ["2026-01-01", "200"],
        ["2027-01-01", "-150"],
      ],
      /No yearly rate/,
    ],
    [
      "several rates fit",
      [
        ["2017-01-01", "-100"],
        ["2018-01-01", "230"],
        ["2019-01-01", "-132"],
      ],
      /10 %, 20 %/,
    ],
  ])("says why there is none where %s", (_, flows, reason) => {
    const rate = rateOf(...flows);
    expect(rate.amount).toBeNull();
    expect(rate.reason).toMatch(reason);
  });

  it("finds the one rate where money went in and out in turns and only one fits", () => {
    const rate = rateOf(["2025-01-01", "-100"], ["2025-07-01", "150"], ["2025-08-01", "-80"], ["2026-01-01", "40"]);
    expect(rate.amount).not.toBeNull();
  });

  it("gets back the rate at which money was put in and grew, whatever came in between", () => {
    const payment = fc.record({ gap: fc.integer({ min: 1, max: 400 }), amount: fc.integer({ min: 1, max: 100_000 }) });
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 300 }), fc.array(payment, { minLength: 1, maxLength: 12 }), (percent, payments) => {
        const rate = percent / 100;
        let day = "2015-01-01";
        let worth = 0;
        const flows: [string, string][] = [];
        for (const { gap, amount } of payments) {
          flows.push([day, `-${amount}`]);
          worth = (worth + amount) * (1 + rate) ** (gap / 365);
          day = addDays(day, gap);
        }
        flows.push([day, worth.toFixed(10)]);
        expect(Number(rateOf(...flows).amount)).toBeCloseTo(rate, 5);
      }),
      { numRuns: 60 },
    );
  });

  it("always ends, with a rate or a reason, whatever the payments", () => {
    const flow = fc.record({ day: fc.integer({ min: 0, max: 20_000 }), cents: fc.integer({ min: -1_000_000, max: 1_000_000 }) });
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 12 }), (flows) => {
        const rate = rateOf(...flows.map(({ day, cents }): [string, string] => [addDays("1970-01-01", day), (cents / 100).toFixed(2)]));
        expect(rate.amount === null).toBe(rate.reason !== null);
        if (rate.amount !== null) expect(Number(rate.amount)).toBeGreaterThan(-1);
      }),
      { numRuns: 200 },
    );
  });

  it("isn't computable where the range starts or ends without a value, or a payment has none", () => {
    expect(moneyWeighted(daysOf("2025-01-01", null, [["1"]])).reason).toMatch(/2024-12-31/);
    expect(moneyWeighted(daysOf("2025-01-01", "1", [["1"], [null]])).reason).toMatch(/2025-01-02/);
    expect(moneyWeighted(daysOf("2025-01-01", "1", [["1", null], ["1"]])).reason).toMatch(/2025-01-01/);
  });
});
