import { describe, expect, it } from "vitest";
import { effectLabel, effectOf, fileSize, groupByReason, listedCounts, nameLines, periodOf, summarise } from "./import-counts";

describe("the button of a preview", () => {
  it("counts added, corrected and taken back rows, and new positions", () => {
    const effect = effectOf({ transactions: { new: 3, changed: 1, removed: 1, known: 9, kept: 2 }, positions: { new: 4, known: 7 }, rates: { new: 50 } });
    expect(effectLabel(effect)).toBe("Import 9 rows");
  });

  it("says it in the singular for one row", () => {
    expect(effectLabel({ rows: 1, rates: 0 })).toBe("Import 1 row");
  });

  it("offers rates when they are all there is", () => {
    expect(effectLabel({ rows: 0, rates: 1204 })).toBe("Import 1,204 exchange rates");
  });

  it("says so when everything is known already", () => {
    expect(effectLabel(effectOf({ transactions: { known: 26 }, positions: { known: 5 }, rates: { known: 3 } }))).toBe("Nothing new to import");
  });
});

describe("the filter of a preview", () => {
  it("lists the outcomes there are, over rows, positions and other lines", () => {
    const counts = listedCounts({ transactions: { new: 2, known: 1 }, positions: { new: 3 }, lines: { skipped: 15, refused: 0 } });
    expect(counts).toEqual([["new", 5], ["known", 1], ["skipped", 15]]);
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
    const statements = [{ coversFrom: "2025-01-01", coversTo: "2025-03-31" }, { coversFrom: null, coversTo: "2025-06-30" }];
    expect(periodOf(statements)).toEqual({ from: "2025-01-01", to: "2025-06-30" });
  });

  it("is unknown when no statement tells it", () => {
    expect(periodOf([{ coversFrom: null, coversTo: null }])).toBeNull();
  });
});

describe("refused lines", () => {
  it("are grouped by their reason, first come first", () => {
    const rows = [{ line: 4, reason: "No date." }, { line: 5, reason: "No type." }, { line: 9, reason: "No date." }];
    expect(groupByReason(rows)).toEqual([{ reason: "No date.", lines: [4, 9] }, { reason: "No type.", lines: [5] }]);
  });

  it("are named one by one until that would be a list nobody reads", () => {
    expect(nameLines([4])).toBe("Line 4");
    expect(nameLines([4, 9])).toBe("Lines 4 and 9");
    expect(nameLines([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe("Lines 1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
  });
});

describe("the size of a file", () => {
  it.each([[1, "1 byte"], [812, "812 bytes"], [4300, "4.2 kB"], [52_428_800, "50 MB"]])("of %i bytes reads %s", (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });
});
