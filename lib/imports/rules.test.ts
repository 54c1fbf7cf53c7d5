import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { decimal } from "@/lib/money/decimal";
import { anyDraft, draft } from "@/test/factories";
import type { Tally } from "./preview-schema";
import { countsOf, differences, totalsOf, versionOf } from "./rules";

describe("the differences of two versions of a row", () => {
  it("are none between a row and itself, however its numbers are written", () => {
    fc.assert(
      fc.property(anyDraft, (row) => {
        expect(differences(row, structuredClone(row))).toEqual([]);
      }),
    );
    expect(differences(draft({ price: "10" }), { ...draft({ price: "10" }), price: "10.00" as ReturnType<typeof decimal> })).toEqual([]);
  });

  it("name each field with both values, in the order in which a row is read", () => {
    const mine = draft({ symbol: "ACME", quantity: "5", meta: { instrument: { isin: "US0378331005" } } });
    const file = draft({
      tradeType: "sell",
      symbol: "ACME.OLD",
      quantity: "-5",
      currency: "USD",
      meta: { multiplier: "100", netAmount: "49" },
    });
    expect(differences(mine, file)).toEqual([
      { field: "tradeType", mine: "buy", file: "sell" },
      { field: "symbol", mine: "ACME", file: "ACME.OLD" },
      { field: "isin", mine: "US0378331005", file: null },
      { field: "quantity", mine: "5", file: "-5" },
      { field: "currency", mine: "EUR", file: "USD" },
      { field: "netAmount", mine: "-50", file: "49" },
      { field: "multiplier", mine: "1", file: "100" },
    ]);
  });

  it("tell a date from an instant of that day", () => {
    const date = draft({ tradeTime: "2025-01-02T00:00:00.000Z", meta: { dateOnly: true } });
    expect(differences(date, draft({ tradeTime: "2025-01-02T00:00:00.000Z" }))).toEqual([
      { field: "at", mine: "2025-01-02", file: "2025-01-02T00:00:00.000Z" },
    ]);
  });

  it("are found in fees and taxes, whatever they are made of", () => {
    const fee = (amount: string) => ({ type: "commission", amount, currency: "EUR" });
    const rows = [
      draft({ meta: { netAmount: "-13", fees: [fee("1"), fee("2")] } }),
      draft({ meta: { netAmount: "-13", fees: [fee("3")] } }),
    ] as const;
    expect(differences(...rows)).toEqual([]);
    expect(differences(rows[0], draft({ meta: { netAmount: "-13" } }))).toEqual([{ field: "fees", mine: "3", file: "0" }]);
  });
});

describe("the version that is taken", () => {
  it("is the broker's correction of a row that nobody touched, and never over an edit, unless the person said otherwise", () => {
    expect([versionOf("changed", null), versionOf("kept", null)]).toEqual(["file", "mine"]);
    expect([versionOf("changed", "mine"), versionOf("kept", "file")]).toEqual(["mine", "file"]);
    expect([versionOf("new", null), versionOf("known", "file")]).toEqual([null, null]);
  });
});

describe("the counts of a preview", () => {
  const entry = (kind: string, outcome: Tally[number]["outcome"], count: number, rest: Partial<Tally[number]> = {}): Tally[number] => ({
    ...{ statement: "1", kind, outcome, choice: null, count },
    ...rest,
  });

  it("leave out the parts of a file that go nowhere", () => {
    const tally = [
      entry("transaction", "new", 3),
      entry("transaction", "new", 4, { statement: "2" }),
      entry("line", "refused", 1, { statement: null }),
    ];
    expect(countsOf(tally, new Set(["2"]))).toMatchObject({ transactions: { new: 3 }, lines: { refused: 1 } });
    expect(totalsOf(tally, new Set(["2"]))).toEqual({ new: 3, refused: 1 });
  });

  it("count a row that is taken back among the ledger rows, and one that can't be among the other lines", () => {
    const tally = [
      entry("cancellation", "removed", 2),
      entry("gone", "removed", 1),
      entry("cancellation", "skipped", 5),
      entry("line", "skipped", 1),
    ];
    expect(countsOf(tally, new Set())).toMatchObject({ transactions: { removed: 3 }, lines: { skipped: 6 } });
  });

  it("count choices that are not what is taken by itself", () => {
    const tally = [
      entry("transaction", "changed", 1),
      entry("transaction", "changed", 2, { choice: "mine" }),
      entry("transaction", "changed", 4, { choice: "file" }),
      entry("transaction", "kept", 8, { choice: "mine" }),
      entry("transaction", "kept", 16, { choice: "file" }),
      entry("gone", "kept", 32),
    ];
    expect(countsOf(tally, new Set()).choices).toEqual({ changed: 7, mine: 2, kept: 24, file: 16 });
  });
});
