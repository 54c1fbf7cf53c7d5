import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, decimal, negate } from "@/lib/money/decimal";
import { byAmount, byWord } from "./exact-order";

const sorted = (...values: string[]) => values.map(decimal).sort(byAmount);

describe("the order of amounts", () => {
  it("tells apart what floats can't", () => {
    expect(sorted("9007199254740993", "9007199254740992", "0.3000000000000000000001", "0.3")).toEqual([
      "0.3",
      "0.3000000000000000000001",
      "9007199254740992",
      "9007199254740993",
    ]);
  });

  it("goes by value, not by text or length", () => {
    expect(sorted("10", "9", "-1", "-10", "0", "0.5")).toEqual(["-10", "-1", "0", "0.5", "9", "10"]);
  });

  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 0n, max: 10n ** 18n }))
    .map(([whole, part]) => decimal(`${whole}.${part}`));

  it("is the same seen from either side", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(byAmount(a, b) + byAmount(b, a)).toBe(0);
        expect(byAmount(negate(b), negate(a))).toBe(byAmount(a, b));
      }),
    );
  });

  it("puts any amount before itself and the smallest unit of an ether", () => {
    fc.assert(
      fc.property(amount, (a) => {
        expect(byAmount(a, add(a, decimal("0.000000000000000001")))).toBe(-1);
      }),
    );
  });
});

describe("the order of words", () => {
  it("leaves case and accents aside and counts digits as numbers", () => {
    expect(["b10", "É", "b9", "a", "B2", "f"].sort(byWord)).toEqual(["a", "B2", "b9", "b10", "É", "f"]);
  });
});
