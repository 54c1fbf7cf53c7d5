import { describe, expect, it } from "vitest";
import type { FormatItem } from "@/lib/formats/types";
import { decimal } from "@/lib/money/decimal";
import { draft } from "@/test/factories";
import { FileReading, type StagedRow } from "./reading";

/** What is left of a file after its amendments, line by line. */
function outcomes(items: FormatItem[]): { line: number; kind: string; outcome: string; reason: string }[] {
  const rows: StagedRow[] = [];
  for (const step of new FileReading().read(items)) {
    if ("row" in step) rows.push(step.row);
    if (!("amendment" in step)) continue;
    const { line, importKey, reason } = step.amendment;
    const row = rows.find((each) => each.line === line && each.importKey === importKey);
    if (row) Object.assign(row, { outcome: "skipped", kind: "line", reason });
  }
  return rows.map(({ line, kind, outcome, reason }) => ({ line, kind, outcome, reason }));
}

const trade = (line: number, id: string, quantity: string, ids: string[] = []): FormatItem => ({
  kind: "transaction",
  line,
  draft: draft({ quantity, meta: { externalId: id, externalIds: [id, ...ids] } }),
});

describe("reading a file", () => {
  it("leaves one row of a trade, its cancellation and its rebook under one id", () => {
    const rows = outcomes([
      trade(1, "trade:7", "10", ["tx:1"]),
      { kind: "cancellation", line: 2, externalIds: ["tx:1"], reason: "Cancelled." },
      trade(3, "trade:7", "11", ["tx:3"]),
    ]);
    expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, "skipped"],
      [2, "skipped"],
      [3, "new"],
    ]);
    expect(rows[0]?.reason).toBe("Cancelled by the broker on line 2.");
    // An earlier file may have brought the trade before it was cancelled: the ledger is looked at as well.
    expect(rows[1]).toMatchObject({ kind: "cancellation", reason: "Cancelled. It takes back line 1." });
  });

  it("does not let a cancellation take back what comes after it", () => {
    const rows = outcomes([{ kind: "cancellation", line: 1, externalIds: ["tx:9"], reason: "Cancelled." }, trade(2, "tx:9", "1")]);
    expect(rows).toMatchObject([{ kind: "cancellation" }, { outcome: "new" }]);
  });

  it("skips a line that repeats an id word for word, and names the first one", () => {
    const rows = outcomes([trade(4, "a", "1"), trade(9, "a", "1")]);
    expect(rows[1]).toMatchObject({ outcome: "skipped", reason: "The same row, with the same id, stands on line 4." });
  });

  it("keeps the later of two rows with one id and other content", () => {
    expect(outcomes([trade(1, "a", "1"), trade(2, "a", "2")]).map((row) => row.outcome)).toEqual(["skipped", "new"]);
  });

  it("keeps equal rows without an id", () => {
    const fill: FormatItem = { kind: "transaction", line: 1, draft: draft({}) };
    expect(outcomes([fill, { ...fill, line: 2 }, { ...fill, line: 3 }]).map((row) => row.outcome)).toEqual(["new", "new", "new"]);
  });

  it("keeps the same id in two accounts of one file apart", () => {
    const rows = outcomes([
      { kind: "statement", line: 1, statement: { accountId: "A" } },
      trade(2, "x", "1"),
      { kind: "statement", line: 3, statement: { accountId: "B" } },
      trade(4, "x", "1"),
    ]);
    expect(rows.map((row) => row.outcome)).toEqual(["new", "new"]);
  });

  it("gives equal positions one snapshot id, in whatever order they stand", () => {
    const holding = (line: number, symbol: string): FormatItem => ({
      kind: "holding",
      line,
      draft: {
        assetType: "stock",
        symbol,
        isin: null,
        quantity: decimal("1"),
        avgPrice: null,
        currency: "USD",
        costValue: null,
        marketValue: null,
        meta: { source: "test" },
      },
    });
    const snapshot: FormatItem = { kind: "snapshot", line: 1, asOf: "2025-01-01T00:00:00.000Z", dateOnly: true };
    const idOf = (items: FormatItem[]) =>
      [...new FileReading().read(items)].flatMap((step) => ("row" in step && step.row.kind === "snapshot" ? [step.row.importKey] : []))[0];
    expect(idOf([snapshot, holding(2, "A"), holding(3, "B")])).toBe(idOf([snapshot, holding(2, "B"), holding(3, "A")]));
    expect(idOf([snapshot])).not.toBe(idOf([snapshot, holding(2, "A")]));
  });

  it("tells of an empty snapshot, because holding nothing is a fact too", () => {
    expect(outcomes([{ kind: "snapshot", line: 1, asOf: "2025-01-01T00:00:00.000Z", dateOnly: true }])).toMatchObject([
      { kind: "snapshot", outcome: "new" },
    ]);
  });
});
