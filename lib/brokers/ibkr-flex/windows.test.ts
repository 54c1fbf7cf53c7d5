import { describe, expect, it } from "vitest";
import { windowsOf } from "./windows";

// Half past eight in the evening of the 10th in New York.
const NOW = Date.parse("2026-03-11T00:30:00Z");

describe("the windows of a sync", () => {
  it("end with yesterday in New York, and begin with the day that is asked for there", () => {
    expect(windowsOf("2026-03-01T03:00:00Z", NOW)).toEqual([{ from: "2026-02-28", to: "2026-03-09" }]);
  });

  it("are one of 365 days when everything is asked for", () => {
    expect(windowsOf(null, NOW)).toEqual([{ from: "2025-03-10", to: "2026-03-09" }]);
  });

  it("are of yesterday alone when only today is asked for", () => {
    expect(windowsOf("2026-03-11T00:00:00Z", NOW)).toEqual([{ from: "2026-03-09", to: "2026-03-09" }]);
  });

  it("follow each other without a gap when more than a year is asked for", () => {
    expect(windowsOf("2024-01-01T12:00:00Z", NOW)).toEqual([
      { from: "2024-01-01", to: "2024-12-30" },
      { from: "2024-12-31", to: "2025-12-30" },
      { from: "2025-12-31", to: "2026-03-09" },
    ]);
  });
});
