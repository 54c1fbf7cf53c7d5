import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, decimal, divide, multiply, negate, round, subtract } from "@/lib/money/decimal";
import { chained, countOf, exact, fromCount, minus, plus, RETURN_DECIMALS, ratioOf, times, toCount, VALUE_DECIMALS } from "./exact";

const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 38n }), fc.integer({ min: 0, max: 38 }))
  .map(([negative, digits, scale]) => {
    const text = digits.toString().padStart(scale + 1, "0");
    const magnitude = decimal(`${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}0`);
    return negative ? negate(magnitude) : magnitude;
  });

describe("exact numbers of the valuation", () => {
  it("add, subtract and multiply as the decimals do, and round as they do", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(fromCount(countOf(plus(exact(a), exact(b))))).toBe(round(add(a, b), VALUE_DECIMALS));
        expect(fromCount(countOf(minus(exact(a), exact(b))))).toBe(round(subtract(a, b), VALUE_DECIMALS));
        expect(fromCount(countOf(times(exact(a), exact(b))))).toBe(round(multiply(a, b), VALUE_DECIMALS));
        expect(fromCount(toCount(a))).toBe(round(a, VALUE_DECIMALS));
      }),
    );
  });

  it("are written as they were counted, however large", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 32n), max: 10n ** 32n }), fc.integer({ min: 0, max: 32 }), (digits, zeros) => {
        const count = digits / 10n ** BigInt(zeros);
        for (const decimals of [VALUE_DECIMALS, RETURN_DECIMALS] as const) {
          const text = fromCount(count, decimals);
          expect(text).toBe(decimal(text));
          expect(toCount(text, decimals)).toBe(count);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("round halves to the even neighbour", () => {
    expect(
      ["0.0000000000005", "0.0000000000015", "-0.0000000000005", "-0.0000000000025"].map((text) => fromCount(toCount(decimal(text)))),
    ).toEqual(["0", "0.000000000002", "0", "-0.000000000002"]);
  });

  it("divide to forty decimals", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }), (a, b) => {
        const quotient = divide(decimal(a.toString()), decimal(b.toString())) ?? decimal("0");
        const ratio = ratioOf(a, b);
        expect(fromCount(countOf(ratio))).toBe(round(quotient, VALUE_DECIMALS));
        expect(fromCount(countOf(chained(ratio, ratioOf(1n, 1n))))).toBe(fromCount(countOf(ratio)));
      }),
    );
  });
});
