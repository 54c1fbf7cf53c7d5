import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type DecimalString, decimal, divide, multiply, round } from "@/lib/money/decimal";
import { COST_DECIMALS, divideBy, exact, share, text, times } from "./exact";

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 40 }))
  .map(([digits, places]): DecimalString => {
    const written = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
    const point = written.length - places;
    return decimal(`${digits < 0n ? "-" : ""}${written.slice(0, point)}.${written.slice(point)}`);
  });

describe("the engine's number", () => {
  it("is written as it was read", () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(text(exact(value))).toBe(value);
      }),
    );
    // Costs: twenty decimals, and as many whole digits as are written in one piece and more.
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 34n), max: 10n ** 34n }), fc.integer({ min: 0, max: 34 }), (digits, zeros) => {
        const value = (digits / 10n ** BigInt(zeros)) * 10n ** 20n;
        expect(exact(text(value))).toBe(value);
        expect(text(value)).toBe(decimal(text(value)));
      }),
      { numRuns: 2000 },
    );
    for (const value of [
      "0",
      "31478999999.97370999999999999999",
      "0.00000999999999999999",
      "-0.05",
      "123456789012345.0000000001",
      "0.00000000000000000001",
      "-1",
      "100",
    ])
      expect(text(exact(decimal(value)))).toBe(value);
  });

  it("adds, multiplies and shares as decimals do", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(text(exact(a) + exact(b))).toBe(add(a, b));
        expect(text(times(exact(a), exact(b)))).toBe(round(multiply(a, b), COST_DECIMALS));
      }),
    );
    expect(text(share(exact(decimal("1")), 1n, 3n))).toBe(round(divide(decimal("1"), decimal("3")) ?? decimal("0"), COST_DECIMALS));
    expect(text(share(exact(decimal("-2")), 1n, 3n))).toBe("-0.66666666666666666667");
    expect(share(5n, 1n, 0n)).toBe(0n);
  });

  it("is divided without losing anything, and never to the other side of zero", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 45n }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 45n }), { minLength: 1 }),
        (amount, weights) => {
          const parts = divideBy(amount, weights);
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
          expect(parts.every((part) => part >= 0n)).toBe(true);
        },
      ),
    );
  });
});
