import { describe, expect, it } from "vitest";
import { listedCounts, periodOf, summarise } from "./import-counts";

describe("the filter of a preview", () => {
  it("lists the outcomes there are, over rows, positions and other lines", () => {
    const counts = listedCounts({ transactions: { new: 2, known: 1 }, positions: { new: 3 }, lines: { skipped: 15, refused: 0 } });
    expect(counts).toEqual([
      ["new", 5],
      ["known", 1],
      ["skipped", 15],
    ]);
  });
});

describe("a past import", () => {
  it("says what it did, in the order of the outcomes", () => {
    expect(summarise({ skipped: 15, new: 1204, refused: 0 })).toBe("1,204 added, 15 skipped");
    expect(summarise({})).toBe("Nothing to add");
  });
});

describe("the period of a file", () => {
  it("spans all its statements", () => {
    const statements = [
      { coversFrom: "2025-01-01", coversTo: "2025-03-31" },
      { coversFrom: null, coversTo: "2025-06-30" },
    ];
    expect(periodOf(statements)).toEqual({ from: "2025-01-01", to: "2025-06-30" });
  });

  it("is unknown when no statement tells it", () => {
    expect(periodOf([{ coversFrom: null, coversTo: null }])).toBeNull();
  });
});
