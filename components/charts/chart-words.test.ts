import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { slice } from "@/test/performance-views";
import { describeAllocation, sliceColor } from "./allocation-words";
import type { TimeSeries } from "./chart-data";
import { axisFormat, formatValue } from "./chart-unit";
import { describeGaps, describeSeries } from "./chart-words";

const DAYS = ["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04"];
const series = (...values: (string | null)[]): TimeSeries => ({
  days: DAYS.slice(0, values.length),
  unit: { kind: "amount", currency: "EUR" },
  lines: [{ label: "Value", look: "area", color: 1, values: values.map((value) => (value === null ? null : decimal(value))) }],
});

describe("a time chart in words", () => {
  it("tells where a line begins and ends, and its extremes with their days", () => {
    expect(describeSeries(series("100", "80.5", "140", "120"), "en-GB")).toBe(
      "1 Jan 2025 to 4 Jan 2025. Value: from €100.00 to €120.00; lowest €80.50 on 2 Jan 2025, highest €140.00 on 3 Jan 2025.",
    );
  });

  it("says so when there is one value, none, or no day", () => {
    expect(describeSeries(series(null, "80.5"), "en-GB")).toContain("Value: €80.50 on 2 Jan 2025.");
    expect(describeSeries(series(null), "en-GB")).toContain("Value: not known on any of these days.");
    expect(describeSeries(series(), "en-GB")).toBe("There is nothing to show yet.");
  });

  it("counts the days left blank in the middle, not those before the beginning", () => {
    expect(describeGaps(series(null, "1", null, "2"))).toBe("1 day is left blank: not computable.");
    expect(describeGaps(series(null, "1", "2", null))).toBeNull();
    expect(describeGaps(series(null, null))).toBeNull();
  });
});

describe("values", () => {
  it("are written exactly, fractions as percentages", () => {
    expect(formatValue(decimal("0.1234"), { kind: "fraction", signed: true }, "en-GB")).toBe("+12.34%");
    expect(formatValue(decimal("0.00012345"), { kind: "price", currency: "USD" }, "en-GB")).toBe("US$0.00012345");
    expect(formatValue(null, { kind: "fraction" }, "en-GB")).toBe("—");
  });

  it("are short beside an axis", () => {
    expect(axisFormat({ kind: "amount", currency: "EUR" }, "en-GB")(120_000)).toBe("€120k");
    expect(axisFormat({ kind: "amount", currency: "USDT" }, "en-GB")(1500)).toBe("1.5k");
    expect(axisFormat({ kind: "fraction" }, "en-GB")(-0.025)).toBe("-2.5%");
  });
});

describe("an allocation in words", () => {
  const share = () => "20%";

  it("names the largest parts and counts the others", () => {
    const many = Array.from({ length: 7 }, (_, index) => slice(`Part ${index}`, "1"));
    expect(describeAllocation(many, "Currency", share)).toBe(
      "Allocation, currency: Part 0 20%, Part 1 20%, Part 2 20%, Part 3 20%, Part 4 20%, and 2 more.",
    );
    expect(describeAllocation([], "Currency", share)).toBe("Nothing here has a value yet.");
  });

  it("has a colour for every part, however many", () => {
    expect([sliceColor(0), sliceColor(7), sliceColor(8), sliceColor(-1)]).toEqual([1, 8, 1, 1]);
  });
});
