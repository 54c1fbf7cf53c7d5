import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { equation, factor, measure, sum, when } from "./words";

const numbers = (...texts: string[]) => texts.map(decimal);

describe("numbers in a formula", () => {
  it("are added up term by term, with their signs", () => {
    expect(sum(numbers("10", "-3", "5.5"))).toBe("10 − 3 + 5.5");
    expect(sum(numbers("-3"))).toBe("−3");
    expect(sum([])).toBe("0");
  });

  it("are counted where they are too many to write", () => {
    expect(sum(Array.from({ length: 13 }, () => decimal("1")))).toBe(
      "1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + … (13 numbers in all)",
    );
    expect(sum(numbers("1", "2"), 10_000)).toBe("1 + 2 + … (10,000 numbers in all)");
  });

  it("keep every digit, and stand in brackets where a sign would be misread", () => {
    const tiny = decimal("0.000000000000000001");
    expect(measure({ amount: tiny, unit: "units" })).toBe("0.000000000000000001 units");
    expect(factor(decimal("-2"))).toBe("(−2)");
    expect(factor(decimal("2"))).toBe("2");
  });

  it("make no equation without a result", () => {
    expect(equation("6 × 120", { amount: decimal("720"), unit: "USD" })).toBe("6 × 120 = 720 USD");
    expect(equation("20 ÷ 100", { amount: decimal("-12.5"), unit: "%" })).toBe("20 ÷ 100 = −12.5 %");
    expect(equation("6 × 120", { amount: null, unit: "USD" })).toBe("");
  });
});

it("a day in a sentence is a day, and an instant says its zone", () => {
  expect(when("2025-01-02T00:00:00.000Z", true)).toBe("2025-01-02");
  expect(when("2025-01-02T10:30:00.000Z", false)).toBe("2025-01-02 10:30 UTC");
});
