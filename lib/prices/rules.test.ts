import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { asQuoted, fileSource, quotedDecimal, sourceName } from "./rules";

describe("a number of a provider", () => {
  it.each([
    [189.83999633789062, "189.84"],
    [0.10000000149011612, "0.1"],
    [67432.1015625, "67432.1"],
    [1234.5, "1234.5"],
    [0, "0"],
    [1e-7, "0.0000001"],
    [0.00001234567, "0.00001234567"],
    [123456789.12345, "123456789.12345"],
    [4.2, "4.2"],
    [1e21, "1000000000000000000000"],
  ])("%s is the price that was quoted, %s", (value, price) => {
    expect(quotedDecimal(value)).toBe(price);
  });

  it("that is no number is no price", () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(quotedDecimal)).toEqual([null, null]);
  });

  it("of up to six digits survives the way through a 32-bit float", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 4 }), (digits, places) => {
        const price = (digits / 10 ** places).toFixed(places);
        expect(quotedDecimal(Math.fround(Number(price)))).toBe(decimal(price));
      }),
    );
  });

  it("always comes to a decimal that is the same number to seven digits", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(1e-6), max: Math.fround(1e9) }), (value) => {
        const price = Number(quotedDecimal(value));
        expect(Math.abs(price - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-7);
      }),
    );
  });
});

describe("a price that was adjusted for later splits", () => {
  const split = (day: string, to: string, from: string) => ({ day, ratio: { to: decimal(to), from: decimal(from) } });
  it("is what was quoted, once they are put back", () => {
    const splits = [split("2020-08-31", "4", "1"), split("2014-06-09", "7", "1")];
    expect(asQuoted(decimal("5"), "2014-06-06", splits)).toBe("140");
    expect(asQuoted(decimal("5"), "2014-06-09", splits)).toBe("20");
    expect(asQuoted(decimal("5"), "2020-08-31", splits)).toBe("5");
  });

  it("is so for a reverse split, to twelve digits", () => {
    expect(asQuoted(decimal("10"), "2024-01-01", [split("2024-02-01", "1", "3")])).toBe("3.33333333333");
  });
});

describe("a source", () => {
  it("is called by its name", () => {
    expect(["manual", "yahoo", "file:AAPL.csv"].map(sourceName)).toEqual(["Typed", "Yahoo Finance", "AAPL.csv"]);
  });

  it("of a file is its name without what can't be kept", () => {
    expect(fileSource("a\u0000\nb.csv")).toBe("file:ab.csv");
    expect(fileSource("x".repeat(400))).toHaveLength("file:".length + 200);
  });
});
