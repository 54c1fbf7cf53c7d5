import { describe, expect, it } from "vitest";
import { effectLabel, effectOf } from "./import-effect";

describe("the button of a preview", () => {
  it("counts added, corrected and taken back rows, and new positions", () => {
    const effect = effectOf({
      transactions: { new: 3, changed: 1, removed: 1, known: 9, kept: 2 },
      positions: { new: 4, known: 7 },
      rates: { new: 50 },
      snapshots: { new: 1 },
    });
    expect(effectLabel(effect)).toBe("Import 9 rows");
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
      effectLabel(effectOf({ transactions: { known: 26 }, positions: { known: 5 }, rates: { known: 3 }, snapshots: { known: 1 } })),
    ).toBe("Nothing new to import");
  });
});
