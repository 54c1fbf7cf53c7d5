import { describe, expect, it } from "vitest";
import { dayPoint } from "@/test/performance-views";
import { type ChartMark, isDrawable, lineOf, marksByDay } from "./chart-data";

const look = { label: "Value", look: "line", color: 1 } as const;
const mark = (day: string): ChartMark => ({ day, kind: "in", text: day });

describe("a line", () => {
  it("keeps what isn't known, and no more digits than can be told apart", () => {
    const series = [dayPoint("2025-01-01"), dayPoint("2025-01-02", { value: "1234.5678", twr: "0.123456789012345678901" })];
    expect(lineOf(series, "value", look).values).toEqual([null, "1234.5678"]);
    expect(lineOf(series, "twr", look).values).toEqual([null, "0.123456789012"]);
  });

  it("can be drawn from two values on", () => {
    const unit = { kind: "fraction" } as const;
    const of = (...values: (string | undefined)[]) => {
      const series = values.map((value, index) => dayPoint(`2025-01-0${index + 1}`, value === undefined ? {} : { value }));
      return isDrawable({ days: series.map(({ day }) => day), lines: [lineOf(series, "value", look)], unit });
    };
    expect([of(), of("1"), of("1", undefined), of("1", undefined, "2")]).toEqual([false, false, false, true]);
  });
});

describe("marks", () => {
  const days = ["2025-01-03", "2025-01-06", "2025-01-07"];

  it("stand on their day, several on one", () => {
    expect(marksByDay(days, [mark("2025-01-06"), mark("2025-01-06")]).get(1)).toHaveLength(2);
  });

  it("stand on the day after, where theirs is not in the series", () => {
    expect([...marksByDay(days, [mark("2025-01-04"), mark("2025-01-01")]).keys()]).toEqual([1, 0]);
  });

  it("are left out after the last day", () => {
    expect(marksByDay(days, [mark("2025-02-01")]).size).toBe(0);
  });
});
