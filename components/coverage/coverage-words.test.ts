import { describe, expect, it } from "vitest";
import type { CoverageDay } from "@/lib/imports/coverage";
import { dayNumbers, dayText, rangeText } from "./coverage-words";

const day = (date: string, more: Partial<CoverageDay> = {}): CoverageDay => ({
  ...{ date, state: "covered", files: [], rows: 0, snapshots: 0 },
  ...more,
});

describe("a range of days", () => {
  it.each([
    ["2025-03-03", "2025-04-17", "3 Mar – 17 Apr 2025"],
    ["2024-12-30", "2025-01-02", "30 Dec 2024 – 2 Jan 2025"],
    ["2025-03-03", "2025-03-03", "3 Mar 2025"],
  ])("from %s to %s reads %s", (from, to, text) => {
    expect(rangeText({ from, to }, "en-GB")).toBe(text);
  });
});

describe("a day of the calendar", () => {
  it("says in words what it shows", () => {
    expect(dayText(day("2025-03-03", { files: ["june.xml"], rows: 1, snapshots: 2 }), "en-GB")).toBe(
      "3 Mar 2025: covered (june.xml) · 1 row · 2 snapshots",
    );
    expect(dayText(day("2025-03-03", { state: "gap" }), "en-GB")).toBe("3 Mar 2025: no file covers it");
  });
});

describe("days of a month", () => {
  it("are said as ranges", () => {
    expect(dayNumbers(["01", "02", "03", "07", "30", "31"].map((number) => day(`2025-01-${number}`)))).toBe("1–3, 7, 30–31");
    expect(dayNumbers([])).toBe("");
  });
});
