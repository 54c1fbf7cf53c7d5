import { describe, expect, it } from "vitest";
import { instants, windowsBack } from "./windows";

// The evening of the 10th in Toronto.
const NOW = Date.parse("2026-03-11T00:30:00Z");

describe("the windows of a sync", () => {
  it("are 31 days each, newest first, without a gap or a day in two of them", () => {
    expect([...windowsBack("2026-01-01T12:00:00Z", NOW)]).toEqual([
      { from: "2026-02-08", to: "2026-03-10" },
      { from: "2026-01-08", to: "2026-02-07" },
      { from: "2026-01-01", to: "2026-01-07" },
    ]);
  });

  it("begin with the day in Toronto", () => {
    expect([...windowsBack("2026-03-08T02:00:00Z", NOW)]).toEqual([{ from: "2026-03-07", to: "2026-03-10" }]);
  });

  it("are at least of today, whatever is asked for", () => {
    expect([...windowsBack("2026-03-10T23:00:00Z", NOW)]).toEqual([{ from: "2026-03-10", to: "2026-03-10" }]);
    expect([...windowsBack("2026-04-01T23:00:00Z", NOW)]).toHaveLength(1);
  });

  it("go on for as long as they are taken, when everything is asked for", () => {
    const windows = windowsBack(null, NOW);
    for (let taken = 0; taken < 500; taken += 1) expect(windows.next().done).toBe(false);
  });

  it.each(["2026-01-15T00:00:00-05:00", "2026-07-15T00:00:00-04:00"])(
    "hold the midnight %s of their own day, in winter and in summer",
    (midnight) => {
      const day = midnight.slice(0, 10);
      const { startTime, endTime } = instants({ from: day, to: day });
      expect(Date.parse(startTime)).toBeLessThanOrEqual(Date.parse(midnight));
      expect(Date.parse(endTime)).toBeGreaterThan(Date.parse(midnight));
    },
  );
});
