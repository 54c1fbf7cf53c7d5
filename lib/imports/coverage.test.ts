import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarOf, coveredDays, dayNumber, gapsBetween, isoDay, mergeRanges, overlapsOf, type Span, within } from "./coverage";

const range = (from: string, to: string) => ({ from, to });
const span = (from: string, to: string, more: Partial<Span> = {}): Span => ({
  ...{ from, to, importId: "1", accountId: "1", fileName: "june.xml", source: `${from} ${to}`, estimated: false },
  ...more,
});

const BASE = dayNumber("2024-02-20");
const anyRange = fc
  .tuple(fc.nat(60), fc.nat(12))
  .map(([from, length]) => ({ from: isoDay(BASE + from), to: isoDay(BASE + from + length) }));
const anyRanges = fc.array(anyRange, { maxLength: 8 });
const days = (ranges: readonly { from: string; to: string }[]) =>
  new Set(
    ranges.flatMap(({ from, to }) => Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, at) => isoDay(dayNumber(from) + at))),
  );

describe("days", () => {
  it("are counted over leap years and centuries, and back", () => {
    fc.assert(fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => dayNumber(isoDay(day)) === day));
    expect(dayNumber("2024-03-01") - dayNumber("2024-02-28")).toBe(2);
    expect(dayNumber("2025-03-01") - dayNumber("2025-02-28")).toBe(1);
  });
});

describe("ranges", () => {
  it("are the same days when they are merged: disjoint, in order, and not touching", () => {
    fc.assert(
      fc.property(anyRanges, (ranges) => {
        const merged = mergeRanges(ranges);
        expect(days(merged)).toEqual(days(ranges));
        expect(coveredDays(ranges)).toBe(days(ranges).size);
        for (const [index, { from }] of merged.slice(1).entries())
          expect(dayNumber(from) - dayNumber(merged[index]?.to ?? "")).toBeGreaterThan(1);
      }),
    );
  });

  it("and their gaps are every day from the first to the last, each once", () => {
    fc.assert(
      fc.property(anyRanges, (ranges) => {
        const [merged, gaps] = [mergeRanges(ranges), gapsBetween(ranges)];
        const [first, last] = [merged[0]?.from, merged.at(-1)?.to];
        const all = first && last ? days([range(first, last)]) : new Set();
        expect(new Set([...days(ranges), ...days(gaps)])).toEqual(all);
        expect(days(ranges).size + days(gaps).size).toBe(all.size);
        for (const gap of gaps) expect(gap.days).toBe(days([gap]).size);
      }),
    );
  });

  it("overlap on the days that two sources cover", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyRange, fc.constantFrom("a", "b", "c")), { maxLength: 8 }), (pairs) => {
        const spans = pairs.map(([{ from, to }, source]) => span(from, to, { source }));
        const wanted = [...days(spans)].filter(
          (day) => new Set(spans.filter(({ from, to }) => from <= day && day <= to).map(({ source }) => source)).size > 1,
        );
        expect(days(overlapsOf(spans))).toEqual(new Set(wanted));
      }),
    );
  });

  it("are cut at the days between which they are asked for", () => {
    fc.assert(
      fc.property(anyRanges, anyRange, (ranges, frame) => {
        expect(days(within(ranges, frame))).toEqual(new Set([...days(ranges)].filter((day) => days([frame]).has(day))));
      }),
    );
  });
});

describe("a gap", () => {
  it("is said with its first and last day and their number", () => {
    expect(gapsBetween([range("2025-01-01", "2025-03-02"), range("2025-04-18", "2025-12-31")])).toEqual([
      { from: "2025-03-03", to: "2025-04-17", days: 46 },
    ]);
  });

  it("is none between a file that ends and one that begins the day after", () => {
    expect(gapsBetween([range("2025-01-01", "2025-03-31"), range("2025-04-01", "2025-06-30")])).toEqual([]);
  });
});

describe("a calendar", () => {
  it("says of each day of a year what it is", () => {
    const facts = {
      spans: [
        span("2023-12-20", "2024-01-10"),
        span("2024-01-05", "2024-01-12", { fileName: "january.ofx" }),
        span("2024-02-28", "2024-03-01", { estimated: true }),
      ],
      rows: new Map([["2024-01-06", 3]]),
      snapshots: new Map([["2024-01-31", 1]]),
    };
    const months = calendarOf(2024, facts);
    expect(months.map((month) => month.length)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(months[0]?.[0]).toMatchObject({ date: "2024-01-01", state: "covered", files: ["june.xml"] });
    expect(months[0]?.[5]).toMatchObject({ state: "overlap", rows: 3, files: ["june.xml", "january.ofx"] });
    expect(months[0]?.[30]).toMatchObject({ state: "gap", snapshots: 1 });
    expect(months[1]?.[28]).toMatchObject({ date: "2024-02-29", state: "estimated" });
    expect(months[2]?.[1]).toMatchObject({ state: "outside" });
  });
});
