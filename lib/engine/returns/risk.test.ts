import { describe, expect, it } from "vitest";
import { round } from "@/lib/money/decimal";
import { type DayStory, daysOf } from "./return-days-builder";
import { drawdown, volatility } from "./risk";
import { timeWeighted } from "./twr";

const of = (...values: string[]) =>
  timeWeighted(
    daysOf(
      "2025-01-01",
      "100",
      values.map((value): DayStory => [value]),
    ),
  );

describe("volatility", () => {
  it("is the standard deviation of the daily returns of a sample, for a year of 365 days", () => {
    // Returns of 10 %, −10 % and 10 %: mean 1/30, deviation 0.2/√3.
    const { amount } = volatility(of("110", "99", "108.9"));
    expect(amount && round(amount, 12)).toBe("2.206052281037");
    expect(volatility(of("110", "121")).amount).toBe("0");
  });

  it("takes two days", () => {
    expect(volatility(of("110")).reason).toMatch(/two days/);
  });

  it("isn't computable where the return isn't, for the same reason", () => {
    const result = timeWeighted(daysOf("2025-01-01", "0", [["5"], ["6"]]));
    expect(volatility(result).reason).toBe(result.total.reason);
  });

  it("leaves out days on which nothing was invested, and those that had to be taken together", () => {
    const gaps = timeWeighted(daysOf("2025-01-01", "0", [["0"], ["100", "100"], [null], ["150"], ["150"], ["150"]]));
    expect(volatility(gaps).amount).toBe("0");
  });
});

describe("the drawdown", () => {
  const deepest = (...values: string[]) => drawdown(of(...values), "2025-01-01");

  it("is the deepest fall below the height before it, from day to day, and when it was made good", () => {
    const { max, span, recovered, daily } = deepest("120", "90", "150", "75", "140", "150");
    expect(max.amount).toBe("-0.5");
    expect(span).toEqual({ from: "2025-01-03", to: "2025-01-04" });
    expect(recovered).toBe("2025-01-06");
    expect(daily.map((value) => value && round(value, 4))).toEqual(["0", "0", "-0.25", "0", "-0.5", "-0.0667", "0"]);
  });

  it("may start from the value before the first day, and last", () => {
    expect(deepest("80", "90")).toMatchObject({ max: { amount: "-0.2" }, span: { from: "2024-12-31", to: "2025-01-01" }, recovered: null });
  });

  it("is 0 where nothing ever fell", () => {
    expect(deepest("100", "110")).toMatchObject({ max: { amount: "0" }, span: null, recovered: null });
  });

  it("isn't one of money that was taken out", () => {
    expect(drawdown(timeWeighted(daysOf("2025-01-01", "100", [["10", "0", "90"]])), "2025-01-01").max.amount).toBe("0");
  });

  it("isn't computable where the return isn't, and leaves out days without a value", () => {
    const lost = timeWeighted(daysOf("2025-01-01", "100", [["90"], [null, "5"], ["80"]]));
    expect(drawdown(lost, "2025-01-01")).toMatchObject({ max: { amount: null }, daily: ["0", "-0.1", null, null] });
  });
});
