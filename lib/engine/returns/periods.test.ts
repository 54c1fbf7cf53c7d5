import { describe, expect, it } from "vitest";
import { PERIODS, rangeOf } from "./periods";

const ledger = { today: "2025-03-31", firstDay: "2019-05-06" };

describe("a period", () => {
  it.each([
    ["1M", "2025-03-01"],
    ["3M", "2025-01-01"],
    ["6M", "2024-10-01"],
    ["YTD", "2025-01-01"],
    ["1Y", "2024-04-01"],
    ["3Y", "2022-04-01"],
    ["5Y", "2020-04-01"],
    ["max", "2019-05-06"],
  ] as const)("%s begins the day after the one that today is compared with: %s", (period, from) => {
    expect(rangeOf(period, ledger)).toEqual({ period, from, to: "2025-03-31" });
  });

  it("never begins before the ledger does, and never ends after today", () => {
    for (const period of PERIODS) {
      const range = rangeOf(period, { today: "2025-03-31", firstDay: "2025-03-20", custom: { from: "1900-01-01", to: "2999-01-01" } });
      expect(range).toEqual({ period, from: period === "max" || period === "custom" ? "2025-03-20" : range.from, to: "2025-03-31" });
      expect(range.from >= "2025-03-20").toBe(true);
    }
  });

  it("of one's own has two bounds, either of which may be missing, or both the wrong way round", () => {
    const custom = (from?: string, to?: string) => {
      const range = rangeOf("custom", { ...ledger, custom: { from, to } });
      return [range.from, range.to];
    };
    expect(custom("2024-01-01", "2024-06-30")).toEqual(["2024-01-01", "2024-06-30"]);
    expect(custom("2024-06-30", "2024-01-01")).toEqual(["2024-01-01", "2024-06-30"]);
    expect(custom(undefined, "2024-06-30")).toEqual(["2019-05-06", "2024-06-30"]);
    expect(custom("2024-06-30")).toEqual(["2024-06-30", "2025-03-31"]);
    expect(rangeOf("custom", ledger)).toMatchObject({ from: "2019-05-06", to: "2025-03-31" });
  });

  it("of an empty ledger is today", () => {
    expect(rangeOf("max", { today: "2025-03-31", firstDay: null })).toMatchObject({ from: "2025-03-31", to: "2025-03-31" });
    expect(rangeOf("1Y", { today: "2025-03-31", firstDay: null })).toMatchObject({ from: "2025-03-31", to: "2025-03-31" });
  });

  it("doesn't go back to a slip of the pen, nor forward to one", () => {
    expect(rangeOf("max", { today: "2025-03-31", firstDay: "0024-01-01" }).from).toBe("1970-01-01");
    expect(rangeOf("max", { today: "2025-03-31", firstDay: "2925-01-01" })).toMatchObject({ from: "2025-03-31", to: "2025-03-31" });
  });
});
