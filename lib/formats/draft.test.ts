import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, add, type DecimalString, decimal, multiply, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import { TRADE_TYPE_CODES, tradeTypeRow } from "@/lib/transactions/trade-types";
import { charge, pricePerUnit, type RowParts, transactionDraft } from "./draft";

const AT = { instant: "2025-09-12T00:00:00.000Z", dateOnly: true };
const ACME = { assetType: "stock" as const, symbol: "ACM", meta: { isin: "US0000000001", name: "" } };
const d = (text: string) => decimal(text);
const draft = (parts: Partial<RowParts> & Pick<RowParts, "tradeType">) =>
  transactionDraft({ source: "x", currency: "EUR", at: AT, ...parts });

describe("a draft", () => {
  it("of a purchase has the signs of its type, and a price worked out of the cash", () => {
    expect(
      draft({ tradeType: "buy", instrument: ACME, quantity: d("4"), net: d("-102.50"), fees: charge("commission", d("2.5"), "EUR") }),
    ).toEqual({
      assetType: "stock",
      symbol: "ACM",
      quantity: "4",
      price: "25",
      currency: "EUR",
      tradeType: "buy",
      tradeTime: AT.instant,
      meta: {
        source: "x",
        netAmount: "-102.5",
        fees: [{ type: "commission", amount: "2.5", currency: "EUR" }],
        instrument: { isin: "US0000000001" },
        dateOnly: true,
      },
    });
  });

  it("has cash worked out of units, price and charges where none is told", () => {
    expect(
      draft({ tradeType: "sell", instrument: ACME, quantity: d("4"), price: d("25"), taxes: charge("tax", d("3"), "EUR") }),
    ).toMatchObject({ quantity: "-4", meta: { netAmount: "97" } });
    expect(
      draft({ tradeType: "buy", instrument: ACME, quantity: d("10"), price: d("98"), meta: { priceUnit: "percent" } }).meta.netAmount,
    ).toBe("-9.8");
    expect(
      draft({ tradeType: "buy", instrument: ACME, quantity: d("2"), price: d("3"), meta: { multiplier: d("100") } }).meta.netAmount,
    ).toBe("-600");
  });

  it("of money alone is as many units of its currency, at a price of 1", () => {
    expect(draft({ tradeType: "withdrawal", net: d("-5") })).toMatchObject({
      assetType: "cash",
      symbol: "EUR",
      quantity: "-5",
      price: "1",
      meta: { netAmount: "-5" },
    });
    expect(draft({ tradeType: "interest", net: d("-5") })).toMatchObject({ quantity: "0", meta: { netAmount: "-5" } });
  });

  it("counts charges of its own currency only, refunds included", () => {
    const fees = [...charge("fee", d("1"), "EUR"), ...charge("fee", d("9"), "USD"), ...charge("rebate", d("-0.5"), "EUR")];
    expect(draft({ tradeType: "buy", instrument: ACME, quantity: d("1"), price: d("10"), fees }).meta.netAmount).toBe("-10.5");
    expect(charge("fee", ZERO, "EUR")).toEqual([]);
    expect(charge("fee", null, "EUR")).toEqual([]);
  });

  it("asks to be looked at where there is a doubt, and leaves out what has no value", () => {
    const { meta } = draft({ tradeType: "other", doubts: ["Hm."], meta: { subtype: "", description: undefined, reasons: ["First."] } });
    expect(meta).toEqual({ source: "x", netAmount: "0", dateOnly: true, reasons: ["First.", "Hm."], needsReview: true });
  });

  it.each(TRADE_TYPE_CODES)("of %s never has a sign that its type doesn't have", (tradeType) => {
    const amount = fc
      .integer({ min: -(10 ** 9), max: 10 ** 9 })
      .map((cents) => d(`${cents / 100}`.includes("e") ? "0" : (cents / 100).toFixed(2)));
    fc.assert(
      fc.property(amount, amount, fc.boolean(), (quantity, price, withInstrument) => {
        const row = draft({ tradeType, quantity, price: absolute(price), ...(withInstrument ? { instrument: ACME } : {}) });
        const rule = tradeTypeRow(tradeType);
        const fits = (value: DecimalString, of: string) => of === "±" || sign(value) === 0 || (of === "+" ? 1 : -1) === sign(value);
        if (rule.units === "0") expect(row.quantity).toBe("0");
        expect(fits(row.quantity, rule.units === "0" ? "±" : rule.units)).toBe(true);
        if (rule.cash === "0") expect(row.meta.netAmount).toBe("0");
        expect(sign(row.price)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 20 },
    );
  });

  it("of a trade adds up: cash is the value and the charges, to the digits of the price", () => {
    const cents = fc.integer({ min: 1, max: 10 ** 8 }).map((each) => d((each / 100).toFixed(2)));
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 10 ** 6 }), fc.boolean(), (value, units, isBuy) => {
        const fee = d("1.25");
        const net = isBuy ? negate(add(value, fee)) : subtract(value, fee);
        const row = draft({
          tradeType: isBuy ? "buy" : "sell",
          instrument: ACME,
          quantity: d(String(units)),
          net,
          fees: charge("fee", fee, "EUR"),
        });
        const off = absolute(subtract(multiply(absolute(row.quantity), row.price), value));
        expect(Number(off)).toBeLessThan(units * 1e-12);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a price out of a value", () => {
  it("is per unit and multiplier, to 12 digits, and none without units", () => {
    expect(pricePerUnit(d("-100"), d("3"))).toBe("33.333333333333");
    expect(pricePerUnit(d("100"), d("-4"), d("5"))).toBe("5");
    expect(pricePerUnit(d("100"), ZERO)).toBeNull();
  });
});
