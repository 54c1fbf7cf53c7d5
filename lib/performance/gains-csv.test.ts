import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { figure, gainRow } from "@/test/performance-views";
import { gainLine, gainsHeader } from "./gains-csv";

const cells = (line: string) => line.trimEnd().split(",");
const named = (line: string) => Object.fromEntries(cells(gainsHeader()).map((name, index) => [name, cells(line)[index]]));

describe("the download of gains", () => {
  it("has a line for each lot, with every amount to its last digit", () => {
    const line = gainLine(gainRow({ gain: decimal("0.000000000000000001") }), "CHF");
    expect(line.endsWith("\r\n")).toBe(true);
    expect(cells(line)).toHaveLength(cells(gainsHeader()).length);
    expect(named(line)).toMatchObject({
      symbol: "ACME",
      quantity: "10",
      acquired: "2024-01-02",
      disposed: "2025-01-02",
      days_held: "366",
      gain: "0.000000000000000001",
      base_currency: "CHF",
      cost_known: "yes",
    });
  });

  it("leaves empty what isn't computable, and says where the cost isn't known", () => {
    const line = gainLine(gainRow({ gainBase: figure({ reason: "no rate" }), costKnown: false, isin: null }), "EUR");
    expect(named(line)).toMatchObject({ gain_base: "", cost_known: "no", isin: "", broker_gain_of_sale: "" });
  });

  it("runs no name as a formula, and keeps negative numbers numbers", () => {
    const line = gainLine(gainRow({ symbol: "=1+1", gain: decimal("-20") }), "EUR");
    expect(named(line)).toMatchObject({ symbol: "'=1+1", gain: "-20" });
  });
});
