import { describe, expect, it } from "vitest";
import { daysBetween } from "@/lib/engine/valuation/calendar";
import { isBusinessDay, newestPublished, previousBusinessDay } from "./target-days";

describe("the days on which the bank publishes", () => {
  it.each([
    ["2026-11-24", true],
    ["2026-11-21", false],
    ["2026-11-22", false],
    ["2026-01-01", false],
    ["2026-05-01", false],
    ["2025-12-25", false],
    ["2025-12-26", false],
    ["2025-12-24", true],
    ["2025-12-31", true],
    // Good Friday and Easter Monday of several years.
    ["2024-03-29", false],
    ["2024-04-01", false],
    ["2025-04-18", false],
    ["2025-04-21", false],
    ["2026-04-03", false],
    ["2026-04-06", false],
    ["2019-04-19", false],
    ["2000-04-24", false],
    ["2038-04-26", false],
    // Whit Monday and Ascension are days like any other.
    ["2025-06-09", true],
    ["2025-05-29", true],
  ])("are weekdays that are no closing days: %s is one, %s", (day, open) => {
    expect(isBusinessDay(day)).toBe(open);
  });

  it("are found behind a long weekend", () => {
    expect(previousBusinessDay("2025-04-22")).toBe("2025-04-17");
    expect(previousBusinessDay("2026-01-02")).toBe("2025-12-31");
  });
});

describe("the newest day that should be out", () => {
  it.each([
    ["before the afternoon of Frankfurt it is the day before", "2026-11-24T14:00:00Z", "2026-11-23"],
    ["after a quarter past four of Frankfurt it is today", "2026-11-24T15:15:00Z", "2026-11-24"],
    ["in summer an hour earlier in UTC", "2026-07-14T14:15:00Z", "2026-07-14"],
    ["on Sunday it is Friday", "2026-11-22T20:00:00Z", "2026-11-20"],
    ["on Monday morning it is Friday", "2026-11-23T08:00:00Z", "2026-11-20"],
    ["at New Year it is the last of December", "2026-01-01T20:00:00Z", "2025-12-31"],
    ["past midnight of Frankfurt it is the day that has ended", "2026-11-24T23:30:00Z", "2026-11-24"],
  ])("%s", (_title, now, day) => {
    expect(newestPublished(new Date(now))).toBe(day);
  });
});

it("counts whole days over a change of the clock", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
});
