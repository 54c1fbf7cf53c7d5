import fc from "fast-check";
import { expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { jsonDecimal } from "./fields";

it.each([
  ["1.5", "1.5"],
  ["1e3", "1000"],
  ["1.25E+1", "12.5"],
  ["-5.9e-7", "-0.00000059"],
  ["12.345e-1", "1.2345"],
  ["0e0", "0"],
])("the number %s of an answer is %s, digit by digit", (written, exact) => {
  expect(jsonDecimal(written)).toBe(exact);
});

it.each(["", "NaN", "1,5", "0x10", "1e999", "twelve"])("%j is no number of an answer", (written) => {
  expect(jsonDecimal(written)).toBeNull();
});

it("any number is read as what JSON's own reader makes of it, wherever a float is exact", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 9 }), (whole, exponent) => {
      expect(jsonDecimal(`${whole}e${exponent}`)).toBe(decimal(String(whole * 10 ** exponent)));
    }),
  );
});
