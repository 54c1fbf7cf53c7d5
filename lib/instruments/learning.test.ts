import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InstrumentIndex } from "./instrument-index";
import { learn } from "./learning";
import { type Named, symbolOf } from "./rules";

const ISINS = ["US0378331005", "GB0002634946", "DE0007164600"];
const anyNamed: fc.Arbitrary<Named> = fc.record({
  assetType: fc.constantFrom("stock", "etf", "crypto"),
  symbol: fc.constantFrom("AAA", "BBB", "CCC", "DDD"),
  currency: fc.constantFrom("USD", "EUR"),
  isin: fc.constantFrom(null, ...ISINS),
  conid: fc.constantFrom(null, "1", "2"),
});
const row = (fields: Partial<Named> = {}): Named => ({ assetType: "stock", symbol: "AAA", currency: "USD", ...fields });
const nothing = () => new InstrumentIndex([], []);

describe("learning", () => {
  it("makes one instrument of a symbol and an ISIN that a row names together, whatever the order of the rows", () => {
    const rows = [row(), row({ isin: ISINS[0] ?? "" }), row({ symbol: "OTHER", isin: ISINS[0] ?? "" })];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (shuffled) => {
        const { created, conflicts } = learn(nothing(), shuffled);
        expect([created.length, conflicts]).toEqual([1, []]);
      }),
    );
  });

  it("gives every name to exactly one instrument, and never two ISINs to one", () => {
    fc.assert(
      fc.property(fc.array(anyNamed, { maxLength: 20 }), (rows) => {
        const { created, aliases } = learn(nothing(), rows);
        expect(new Set(aliases.map(({ kind, value }) => `${kind}:${value}`)).size).toBe(aliases.length);
        for (const { ref } of created) {
          const isins = aliases.filter(({ instrument, kind }) => instrument === ref && kind === "isin");
          expect(isins.length).toBeLessThanOrEqual(1);
          expect(aliases.some(({ instrument }) => instrument === ref)).toBe(true);
        }
      }),
    );
  });

  it("learns nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(anyNamed, { maxLength: 20 }), (rows) => {
        const index = nothing();
        learn(index, rows);
        expect(learn(index, rows)).toMatchObject({ created: [], aliases: [] });
      }),
    );
  });

  it("knows every row afterwards, unless its symbol is somebody else's", () => {
    fc.assert(
      fc.property(fc.array(anyNamed, { maxLength: 20 }), (rows) => {
        const index = nothing();
        learn(index, rows);
        for (const each of rows) expect(index.findRoot(each)).toBeDefined();
      }),
    );
  });

  it("takes no name from the instrument that has it, and says whose it is", () => {
    const index = new InstrumentIndex(
      [
        { id: "1", mergedInto: null },
        { id: "2", mergedInto: null },
      ],
      [
        { instrumentId: "1", kind: "isin", value: ISINS[0] ?? "" },
        { instrumentId: "2", kind: "symbol", value: "AAA@USD" },
      ],
    );
    const { created, conflicts } = learn(index, [row({ isin: ISINS[0] ?? "" })]);
    expect(created).toEqual([]);
    expect(conflicts).toMatchObject([{ alias: { value: "AAA@USD" }, about: "1", owner: "2" }]);
    expect(symbolOf(conflicts[0]?.alias.value ?? "")).toBe("AAA");
  });

  it("is at peace with names of one instrument that was merged into another", () => {
    const index = new InstrumentIndex(
      [
        { id: "1", mergedInto: null },
        { id: "2", mergedInto: "1" },
      ],
      [
        { instrumentId: "1", kind: "isin", value: ISINS[0] ?? "" },
        { instrumentId: "2", kind: "symbol", value: "AAA@USD" },
      ],
    );
    expect(learn(index, [row({ isin: ISINS[0] ?? "" }), row()])).toMatchObject({ created: [], conflicts: [] });
  });
});
