import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, type DecimalString, decimal, negate, sign } from "@/lib/money/decimal";
import { detectNumberStyle, type NumberStyle, readAmount, readNumber } from "./numbers";

const cents = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
const number = fc.tuple(cents, fc.integer({ min: 0, max: 8 })).map(([units, places]) => {
  const digits = String(Math.abs(units)).padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return decimal(units < 0 ? `-${text}` : text);
});

/** The ways in which people group digits; `#` is the decimal sign. */
const GROUPS: Record<NumberStyle, readonly string[]> = {
  point: ["", ",", " ", "\u00A0", "\u202F", "'", "’"],
  comma: ["", ".", " ", "\u00A0", "\u202F", "'"],
};

function written(value: DecimalString, style: NumberStyle, group: string): string {
  const [whole = "", fraction] = absolute(value).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${style === "point" ? "." : ","}${fraction}`;
}

const SIGNS: readonly ((digits: string) => string)[] = [
  (digits) => `-${digits}`,
  (digits) => `${digits}-`,
  (digits) => `(${digits})`,
  (digits) => `\u2212${digits}`,
  (digits) => `- ${digits}`,
];
const UNITS: readonly (readonly [(digits: string) => string, string])[] = [
  [(digits) => `€${digits}`, "€"],
  [(digits) => `${digits} EUR`, "EUR"],
  [(digits) => `USD ${digits}`, "USD"],
  [(digits) => `${digits}\u00A0zł`, "zł"],
  [(digits) => `Rs.${digits}`, "Rs"],
  [(digits) => `kr. ${digits}`, "kr"],
  [(digits) => `${digits} kr.`, "kr"],
];

describe("a number", () => {
  it("reads back exactly from any usual spelling", () => {
    const style = fc.constantFrom<NumberStyle>("point", "comma");
    fc.assert(
      fc.property(number, style, fc.nat(), fc.nat(), (value, of, group, minus) => {
        const groups = GROUPS[of];
        const digits = written(value, of, groups[group % groups.length] ?? "");
        const text = sign(value) < 0 ? (SIGNS[minus % SIGNS.length] ?? String)(digits) : digits;
        expect([text, readNumber(text, of)]).toEqual([text, value]);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps the unit beside it", () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...UNITS), (value, [beside, unit]) => {
        const positive = absolute(value);
        expect(readAmount(beside(written(positive, "point", ",")), "point")).toEqual({ value: positive, unit });
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["-€5.00", "-5", "€"],
    ["€-5.00", "-5", "€"],
    ["($1,234.50)", "-1234.5", "$"],
    ["+7", "7", ""],
    ["0.00000001 BTC", "0.00000001", "BTC"],
    ["1.5E-7", "0.00000015", ""],
    ["12,34,567.89", "1234567.89", ""],
    [".5", "0.5", ""],
    ["Rs.500", "500", "Rs"],
    ["123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789", ""],
  ])("%s is %s of %j", (text, value, unit) => {
    expect(readAmount(text, "point")).toEqual({ value, unit });
  });

  it.each([
    "1,5",
    "1,23,4",
    "1.2.3",
    "1,234,56",
    "--5",
    "(5",
    "5)",
    "-5-",
    "USD 5 EUR",
    "five",
    "",
    "1e99",
    "NaN",
    "Infinity",
    "0x10",
    "1 2 x 3",
    "½",
    "٣",
  ])("%j is none in the style of the point", (text) => {
    expect(readNumber(text, "point")).toBeNull();
  });

  it("is refused with a unit where only a number may stand, and where it is too long to be one", () => {
    expect(readNumber("5 EUR", "point")).toBeNull();
    expect(readAmount("9".repeat(200), "point")).toBeNull();
  });

  it("any text is a number or none, and never an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        for (const style of ["point", "comma"] as const) {
          const value = readNumber(text, style);
          if (value !== null) expect(negate(negate(value))).toBe(value);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("the style of a column", () => {
  it.each([
    [["1.234,50", "7"], "comma", 0],
    [["1,234.50", "7"], "point", 0],
    [["0,5"], "comma", 0],
    [["0.123"], "point", 0],
    [["1.000.000"], "comma", 0],
    [["1,000,000"], "point", 0],
    [["1.234", "1.234"], null, 0],
    [["12", "13"], null, 0],
    [["1.5", "2.5", "1,5"], "point", 1],
    [["-1.234,5 EUR"], "comma", 0],
    [["1'234.50"], "point", 0],
    [[], null, 0],
  ])("of %j is %s, with %i against it", (cells, style, against) => {
    expect(detectNumberStyle(cells)).toEqual({ style, against });
  });

  it("is found from any numbers with cents", () => {
    const amounts = fc.array(
      cents.map((each) => `${Math.trunc(each / 100)}.${String(Math.abs(each % 100)).padStart(2, "0")}`),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(amounts, fc.constantFrom<NumberStyle>("point", "comma"), (list, style) => {
        const cells = list
          .map((each) => written(decimal(each), style, style === "point" ? "," : "."))
          .map((each, index) => {
            const fraction = (list[index] ?? "").split(".")[1] ?? "00";
            const whole = each.split(style === "point" ? "." : ",")[0] ?? "";
            return `${whole}${style === "point" ? "." : ","}${fraction}`;
          });
        expect(detectNumberStyle(cells)).toEqual({ style, against: 0 });
      }),
      { numRuns: 100 },
    );
  });
});
