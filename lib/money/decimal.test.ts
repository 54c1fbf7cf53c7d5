import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  absolute,
  add,
  compare,
  type DecimalString,
  decimal,
  divide,
  MAX_FRACTION_DIGITS,
  MAX_WHOLE_DIGITS,
  multiply,
  negate,
  ONE,
  parseDecimal,
  round,
  roundSignificant,
  sign,
  subtract,
  ZERO,
} from "./decimal";

/** Any decimal that is kept exactly, up to 40 digits on each side of the point, as text that need not be canonical. */
const digits = (min: number, max: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });
const texts = fc
  .tuple(fc.constantFrom("", "+", "-"), digits(1, MAX_WHOLE_DIGITS), digits(0, MAX_FRACTION_DIGITS))
  .map(([mark, whole, fraction]) => `${mark}${whole}${fraction ? `.${fraction}` : ""}`);
const decimals = texts.map((text) => decimal(text));

/** The same number as a whole count of 10^-40, by arithmetic that has nothing to do with ours. */
function scaled(value: string, places = MAX_FRACTION_DIGITS): bigint {
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const magnitude = BigInt(whole + fraction.padEnd(places, "0"));
  return value.startsWith("-") ? -magnitude : magnitude;
}

describe("reading a decimal", () => {
  it.each([
    ["-1234.50", "-1234.5"],
    ["+00012.3", "12.3"],
    [".5", "0.5"],
    ["5.", "5"],
    ["-0", "0"],
    ["-0.000", "0"],
    [" 7 ", "7"],
    ["000", "0"],
    ["100", "100"],
  ])("brings %j to its one canonical form, %s", (text, canonical) => {
    expect(parseDecimal(text)).toBe(canonical);
  });

  it.each([
    "",
    " ",
    ".",
    "-",
    "+-1",
    "1e3",
    "1E-5",
    "1e999",
    "0x10",
    "NaN",
    "Infinity",
    "-Infinity",
    "1,000",
    "1 000",
    "1_000",
    "１２",
    "٣",
    "−5",
    "1.2.3",
    "$1",
    "1n",
    "1\u0000",
  ])("does not read %j", (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it("does not read more digits than can be kept, and does not count zeros that mean nothing", () => {
    expect(parseDecimal("9".repeat(40))).toBe("9".repeat(40));
    expect(parseDecimal("9".repeat(41))).toBeNull();
    expect(parseDecimal(`0.${"1".repeat(41)}`)).toBeNull();
    expect(parseDecimal(`000${"9".repeat(40)}.${"1".repeat(40)}000`)).toBe(`${"9".repeat(40)}.${"1".repeat(40)}`);
    expect(parseDecimal("1".repeat(1_000_000))).toBeNull();
  });

  it("is the same whether it's read once or twice", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = parseDecimal(text);
        expect(once).not.toBeNull();
        expect(parseDecimal(once ?? "")).toBe(once);
        expect(scaled(once ?? "")).toBe(scaled(text.replace("+", "")));
      }),
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = parseDecimal(text);
        expect(read === null || /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(read)).toBe(true);
      }),
    );
  });

  it("is an error only where our own code must have written the text", () => {
    expect(() => decimal("1e5")).toThrow(RangeError);
    expect(decimal({ toFixed: () => "1.50" })).toBe("1.5");
  });
});

describe("arithmetic", () => {
  it("adds, subtracts and multiplies numbers of eighty digits exactly", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(scaled(add(a, b))).toBe(scaled(a) + scaled(b));
        expect(scaled(subtract(a, b))).toBe(scaled(a) - scaled(b));
        expect(scaled(multiply(a, b), 2 * MAX_FRACTION_DIGITS)).toBe(scaled(a) * scaled(b));
      }),
    );
  });

  it("does not care about order or grouping", () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(add(a, b)).toBe(add(b, a));
        expect(add(a, b, c)).toBe(add(c, add(b, a)));
        expect(multiply(a, b)).toBe(multiply(b, a));
      }),
    );
  });

  it("takes back what it added", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(subtract(add(a, b), b)).toBe(a);
        expect(add(a, negate(a))).toBe(ZERO);
        expect(negate(negate(a))).toBe(a);
      }),
    );
  });

  it("knows nothing and one", () => {
    expect(add()).toBe(ZERO);
    expect(multiply()).toBe(ONE);
    expect(negate(ZERO)).toBe("0");
    expect(multiply(ZERO, decimal("-5"))).toBe("0");
  });

  it("compares by value", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const difference = scaled(a) - scaled(b);
        expect(compare(a, b)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(sign(subtract(a, b))).toBe(compare(a, b));
        expect(sign(absolute(a))).toBe(Math.abs(sign(a)));
      }),
    );
  });

  it("has no answer to a division by zero, and forty digits of any other", () => {
    expect(divide(decimal("1"), ZERO)).toBeNull();
    expect(divide(decimal("1"), decimal("3"))).toBe(`0.${"3".repeat(40)}`);
    expect(divide(decimal("2"), decimal("3"))).toBe(`0.${"6".repeat(39)}7`);
    expect(divide(decimal("10"), decimal("4"))).toBe("2.5");
  });

  it("rounds half to even", () => {
    const rounded = (text: string, places: number) => round(decimal(text), places);
    expect([
      rounded("2.5", 0),
      rounded("3.5", 0),
      rounded("-2.5", 0),
      rounded("0.125", 2),
      rounded("1.10", 1),
    ] satisfies DecimalString[]).toEqual(["2", "4", "-2", "0.12", "1.1"]);
  });

  it("divides and rounds as decimal.js does", () => {
    const Forty = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN });
    const Long = Decimal.clone({ precision: 200 });
    const half = fc
      .tuple(decimals, fc.nat({ max: 20 }))
      .map(([value, places]) => [add(round(value, places), decimal(`0.${"0".repeat(places)}5`)), places] as const);
    fc.assert(
      fc.property(decimals, decimals, half, fc.integer({ min: 1, max: 40 }), (a, b, [tie, places], significant) => {
        if (b !== ZERO) expect(divide(a, b)).toBe(plain(new Forty(a).div(b)));
        for (const value of [a, tie]) {
          expect(round(value, places)).toBe(plain(new Long(value).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN)));
          expect(roundSignificant(value, significant)).toBe(
            plain(new Long(value).toSignificantDigits(significant, Decimal.ROUND_HALF_EVEN)),
          );
        }
      }),
    );
  });
});

const plain = (value: Decimal): string => (value.isZero() ? "0" : value.toFixed());
