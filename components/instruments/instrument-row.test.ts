import { describe, expect, it } from "vitest";
import type { HeldIn, InstrumentView } from "@/lib/instruments/schema";
import { decimal } from "@/lib/money/decimal";
import { instrumentRow, searched } from "./instrument-row";

const held = (accountName: string, units: string, rows: number, listed: string | null = null): HeldIn => ({
  accountId: accountName,
  accountName,
  units: decimal(units),
  listed: listed === null ? null : decimal(listed),
  rows,
});
const view = (fields: Partial<InstrumentView>): InstrumentView => ({
  id: "1",
  assetType: "stock",
  symbol: "AAPL",
  name: "Apple Inc",
  currency: "USD",
  isins: ["US0378331005"],
  aliases: [{ id: "1", kind: "isin", value: "US0378331005", validFrom: null, source: "Typed", warning: null }],
  heldIn: [],
  warnings: [],
  ...fields,
});

describe("an instrument's row", () => {
  it("adds up ledgers, and lists where a ledger says nothing, and names only the accounts that hold it", () => {
    const row = instrumentRow(view({ heldIn: [held("Ledger", "5", 3, "6"), held("List", "0", 0, "2.5"), held("Sold", "0", 4)] }));
    expect([row.units, row.accounts]).toEqual(["7.5", "Ledger, List"]);
  });

  it("is found by symbol, name and every other name of it, in any letters", () => {
    const rows = [instrumentRow(view({})), instrumentRow(view({ id: "2", symbol: "ORCL", name: "Oracle", aliases: [] }))];
    const found = (q: string) => searched(rows, q).map(({ symbol }) => symbol);
    expect([found("us0378"), found("apple INC"), found("orcl"), found(""), found("apple oracle")]).toEqual([
      ["AAPL"],
      ["AAPL"],
      ["ORCL"],
      ["AAPL", "ORCL"],
      [],
    ]);
  });
});
