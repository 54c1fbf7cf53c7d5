import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { lotLabels } from "./lot-labels";
import { sumLine } from "./sum-line";

const sale = { units: decimal("1200"), tradeType: "sell" } as const;

describe("the line under the fields", () => {
  it("says what is chosen and where the rest comes from", () => {
    expect(sumLine(sale, ["1000", "", "0.5"], "en-GB")).toEqual({
      text: "1,000.5 of 1,200 units chosen. The other 199.5 come from the oldest lots.",
      isTooMuch: false,
    });
    expect(sumLine(sale, ["1200"], "en-GB").text).toBe("1,200 of 1,200 units chosen.");
  });

  it("says by how much it is too much", () => {
    expect(sumLine(sale, ["1000", "201"], "en-GB")).toEqual({
      text: "1,201 of 1,200 units chosen: 1 more than the sale has.",
      isTooMuch: true,
    });
  });

  it("counts nothing that is no number, or below zero", () => {
    expect(sumLine(sale, ["ten", "-5", " 3 "], "en-GB").text).toMatch(/^3 of/);
  });
});

describe("the names of lots", () => {
  it("tell two lots of one day apart", () => {
    const day = { acquired: "2025-01-02T00:00:00.000Z", dateOnly: true };
    const later = { acquired: "2025-01-02T15:30:00.000Z", dateOnly: false };
    expect(lotLabels([day, day, later], { locale: "en-GB", timeZone: "UTC" })).toEqual([
      "Lot of 2 Jan 2025",
      "Lot of 2 Jan 2025 (2)",
      "Lot of 2 Jan 2025, 15:30",
    ]);
  });
});
