import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { byWorst } from "./rules";

describe("a list of differences", () => {
  const ranked = (label: string, currency: string, value: string | null, weight: string | null = null) => ({
    ...{ label, currency },
    value: value === null ? null : decimal(value),
    weight: weight === null ? null : decimal(weight),
  });

  it("has the worst first in one currency, then what has no rate, and what has no price last", () => {
    const list = [
      ranked("no price", "EUR", null),
      ranked("many yen", "JPY", "1000", "6"),
      ranked("no rate, small", "XAU", "1"),
      ranked("few dollars", "USD", "20", "18"),
      ranked("no rate, large", "XAU", "3"),
      ranked("euros", "EUR", "100", "100"),
    ];
    const sorted = ["euros", "few dollars", "many yen", "no rate, large", "no rate, small", "no price"];
    expect([...list].sort(byWorst).map(({ label }) => label)).toEqual(sorted);
    expect(
      [...list]
        .reverse()
        .sort(byWorst)
        .map(({ label }) => label),
    ).toEqual(sorted);
  });
});
