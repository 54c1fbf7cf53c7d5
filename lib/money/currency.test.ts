import { describe, expect, it } from "vitest";
import { isCurrency, LONG_CURRENCY_CODES, toMajor, toMajorCurrency } from "./currency";
import { decimal } from "./decimal";

describe("a currency code", () => {
  it("is three capital letters, or a coin that is known by a longer name", () => {
    for (const code of ["USD", "EUR", "BTC", ...LONG_CURRENCY_CODES]) expect(isCurrency(code)).toBe(true);
    for (const code of ["", "usd", "US", "USDX", "U5D", "EUR ", "ÄÖÜ"]) expect(isCurrency(code)).toBe(false);
  });

  it("is read without regard to case and spaces", () => {
    expect(toMajorCurrency(" eur ")).toEqual({ currency: "EUR", factor: "1" });
    expect(toMajorCurrency("usdt").currency).toBe("USDT");
  });

  it("is none when the text is no currency, and never a guess", () => {
    for (const text of ["", "dollars", "BASE_SUMMARY", "12", "$"]) expect(toMajorCurrency(text).currency).toBeNull();
  });
});

describe("a minor unit", () => {
  it.each([
    ["GBX", "GBP"],
    ["GBp", "GBP"],
    ["ZAc", "ZAR"],
    ["ZAC", "ZAR"],
    ["ILA", "ILS"],
  ])("%s is a hundredth of %s, and is remembered", (written, major) => {
    const unit = toMajorCurrency(written);
    expect(unit).toEqual({ currency: major, factor: "0.01", minorUnit: written });
    expect(toMajor(decimal("12345"), unit)).toBe("123.45");
  });

  it("differs from the pound by one small letter only", () => {
    expect(toMajorCurrency("GBp").factor).toBe("0.01");
    expect(toMajorCurrency("GBP")).toEqual({ currency: "GBP", factor: "1" });
    expect(toMajorCurrency("gbp")).toEqual({ currency: "GBP", factor: "1" });
  });
});
