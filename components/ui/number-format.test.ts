import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { formatAmount, formatPercent, formatQuantity } from "./number-format";

const amount = (text: string, currency = "USD", style = {}) => formatAmount(decimal(text), currency, style);

describe("an amount of money", () => {
  it("has the decimals of its currency", () => {
    expect(amount("1234.5")).toBe("US$1,234.50");
    expect(amount("1234.5", "EUR", { locale: "de-DE" })).toBe("1.234,50\u00a0€");
    expect(amount("1234", "JPY")).toBe("JP¥1,234");
    expect(amount("1.5", "KWD")).toBe("KWD\u00a01.500");
  });

  it("in a coin with a long code is a number with the code behind it", () => {
    expect(amount("0.25", "USDT")).toBe("0.25 USDT");
  });

  it("below one unit keeps four decimals, and is never zero unless it is", () => {
    expect(amount("0.0035")).toBe("US$0.0035");
    expect(amount("0.5")).toBe("US$0.50");
    expect(amount("-0.00000123")).toBe("-US$0.00000123");
    expect(amount("0")).toBe("US$0.00");
  });

  it("rounds half to even", () => {
    expect(amount("2.125")).toBe("US$2.12");
    expect(amount("2.135")).toBe("US$2.14");
  });

  it("shows no digit that a float would have lost", () => {
    expect(amount("9007199254740993.01")).toBe("US$9,007,199,254,740,993.01");
  });

  it("as a price per unit keeps up to eight decimals", () => {
    expect(amount("1.23456789", "USD", { kind: "price" })).toBe("US$1.23456789");
    expect(amount("185.2", "USD", { kind: "price" })).toBe("US$185.20");
  });

  it("that is a change carries its sign, and zero carries none", () => {
    expect(amount("12", "USD", { signed: true })).toBe("+US$12.00");
    expect(amount("-12", "USD", { signed: true })).toBe("-US$12.00");
    expect(amount("0", "USD", { signed: true })).toBe("US$0.00");
    expect(amount("-0.0000", "USD", { signed: true })).toBe("US$0.00");
  });
});

describe("a quantity", () => {
  it("keeps eighteen decimals and drops zeros that say nothing", () => {
    expect(formatQuantity(decimal("1.234567890123456789"))).toBe("1.234567890123456789");
    expect(formatQuantity(decimal("10.5000"))).toBe("10.5");
    expect(formatQuantity(decimal("-1000"))).toBe("-1,000");
  });

  it("reads back as the number it was, whatever the number", () => {
    const digits = fc.stringMatching(/^-?[1-9][0-9]{0,20}(\.[0-9]{0,17}[1-9])?$/);
    fc.assert(fc.property(digits, (text) => formatQuantity(decimal(text)).replaceAll(",", "") === text));
  });
});

describe("a percentage", () => {
  it("is written in percentage points with two decimals", () => {
    expect(formatPercent(decimal("12.5"), { signed: true })).toBe("+12.50%");
    expect(formatPercent(decimal("-100"))).toBe("-100.00%");
  });
});
