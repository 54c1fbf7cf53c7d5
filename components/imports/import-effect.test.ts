import { describe, expect, it } from "vitest";
import { effectLabel, effectOf, versionCounts, whyNothing } from "./import-effect";

const NO_CHOICES = { changed: 0, mine: 0, kept: 0, file: 0 };

describe("the button of a preview", () => {
  it("counts added, corrected and taken back rows, and new positions", () => {
    const effect = effectOf({
      transactions: { new: 3, changed: 1, removed: 1, known: 9, kept: 2 },
      positions: { new: 4, known: 7 },
      rates: { new: 50 },
      snapshots: { new: 1 },
      choices: NO_CHOICES,
    });
    expect(effectLabel(effect)).toBe("Import 9 rows");
  });

  it("leaves out corrections that the person does not want, and counts rows of theirs that become the file's", () => {
    const choices = { changed: 4, mine: 3, kept: 5, file: 2 };
    const effect = effectOf({ transactions: { changed: 4, kept: 5 }, positions: {}, rates: {}, snapshots: {}, choices });
    expect(effectLabel(effect)).toBe("Import 3 rows");
    expect(versionCounts(choices, "changed")).toEqual({ file: 1, mine: 3 });
    expect(versionCounts(choices, "kept")).toEqual({ file: 2, mine: 3 });
  });

  it("says it in the singular for one row", () => {
    expect(effectLabel({ rows: 1, rates: 0, snapshots: 0 })).toBe("Import 1 row");
  });

  it("offers rates when they are all there is", () => {
    expect(effectLabel({ rows: 0, rates: 1204, snapshots: 0 })).toBe("Import 1,204 exchange rates");
  });

  it("offers a snapshot that says that nothing is held", () => {
    expect(effectLabel({ rows: 0, rates: 0, snapshots: 1 })).toBe("Import 1 empty snapshot");
  });

  it("says so when everything is known already", () => {
    expect(
      effectLabel(
        effectOf({
          transactions: { known: 26 },
          positions: { known: 5 },
          rates: { known: 3 },
          snapshots: { known: 1 },
          choices: NO_CHOICES,
        }),
      ),
    ).toBe("Nothing new to import");
  });
});

describe("the reason why there is nothing to import", () => {
  const NOTHING = { transactions: {}, positions: {}, rates: {}, snapshots: {}, lines: {} };

  it("is that all of it is there, where all of it could be read", () => {
    expect(whyNothing({ ...NOTHING, transactions: { known: 3 }, lines: { skipped: 1 } })).toMatch(/^Everything in this file is in your/);
  });

  it("speaks only of what could be read, where some lines are refused", () => {
    expect(whyNothing({ ...NOTHING, transactions: { known: 3 }, lines: { refused: 1 } })).toMatch(/^What can be read of this file is in/);
  });

  it("is that no line can be read, where all of them are refused", () => {
    expect(whyNothing({ ...NOTHING, transactions: { new: 0 }, lines: { refused: 46 } })).toMatch(/^No line of this file can be read/);
  });
});
