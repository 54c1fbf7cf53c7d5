import { describe, expect, it } from "vitest";
import type { FormatItem, TransactionDraft } from "../types";
import { BOND, bytes, investments, invtran, OPTION, STOCK } from "./fixtures";
import { ofx } from "./index";

function items(rows: string, currency = "USD"): FormatItem[] {
  return [...ofx.parse(bytes(investments(rows, "", currency)))].filter((item) => item.kind !== "statement");
}

function draft(rows: string, currency?: string): TransactionDraft {
  const [item] = items(rows, currency);
  if (item?.kind !== "transaction") throw new Error(`not a transaction: ${JSON.stringify(item)}`);
  return item.draft;
}

function sale(units: string, more: string): string {
  return `<SELLSTOCK><INVSELL>${invtran("S1")}${STOCK}<UNITS>${units}<UNITPRICE>10${more}</INVSELL><SELLTYPE>SELL</SELLSTOCK>`;
}

function purchase(more: string, units = "10", price = "<UNITPRICE>100"): string {
  return `<BUYSTOCK><INVBUY>${invtran("B1")}${STOCK}<UNITS>${units}${price}${more}</INVBUY><BUYTYPE>BUY</BUYSTOCK>`;
}

describe("a trade in OFX", () => {
  it("keeps every digit of its numbers, plus signs and leading zeros aside", () => {
    const row = draft(purchase("<TOTAL>-00000000123.45678901234567890", "+0000010.123456789012345678901234567890"));
    expect([row.quantity, row.meta.netAmount]).toEqual(["10.12345678901234567890123456789", "-123.4567890123456789"]);
  });

  it.each(["-5", "5"])("takes %s units out of the account when it is a sale", (units) => {
    expect(draft(sale(units, "<TOTAL>50"))).toMatchObject({ tradeType: "sell", quantity: "-5", price: "10", meta: { netAmount: "50" } });
  });

  it.each(["-1003", "1003"])("pays for a purchase whose total is written as %s", (total) => {
    const row = draft(purchase(`<COMMISSION>2<FEES>1<TOTAL>${total}`));
    expect(row).toMatchObject({ quantity: "10", meta: { netAmount: "-1003" } });
    expect(row.meta.fees).toEqual([
      { type: "commission", amount: "2", currency: "USD" },
      { type: "fees", amount: "1", currency: "USD" },
    ]);
  });

  it("works the cash out of units, price and charges where there is no total", () => {
    expect(draft(purchase("<COMMISSION>2<TAXES>3<LOAD>1")).meta).toMatchObject({
      netAmount: "-1006",
      taxes: [{ type: "taxes", amount: "3" }],
    });
    expect(draft(sale("5", "<COMMISSION>1<WITHHOLDING>4")).meta).toMatchObject({
      netAmount: "45",
      taxes: [{ type: "withholding", amount: "4" }],
    });
  });

  it("lets a sale cost money when its charges eat the proceeds", () => {
    expect(draft(sale("1", "<COMMISSION>15<TOTAL>-5")).meta.netAmount).toBe("-5");
  });

  it("works a missing price out of the total, and asks for a review", () => {
    expect(draft(purchase("<TOTAL>-1002<COMMISSION>2", "10", ""))).toMatchObject({ price: "100", meta: { needsReview: true } });
  });

  it("is refused without a price and without a total", () => {
    expect(items(purchase("", "10", ""))[0]).toMatchObject({ kind: "refused", problem: expect.stringContaining("UNITPRICE") });
  });

  it("reads contracts times their size, and whether they open or close", () => {
    const row = draft(
      `<BUYOPT><INVBUY>${invtran("O1")}${OPTION}<UNITS>2<UNITPRICE>9.85<COMMISSION>1.30</INVBUY><OPTBUYTYPE>BUYTOOPEN<SHPERCTRCT>100</BUYOPT>`,
    );
    expect(row).toMatchObject({ assetType: "option", symbol: "AAPL250620C250", quantity: "2" });
    expect(row.meta).toMatchObject({
      netAmount: "-1971.3",
      multiplier: "100",
      positionEffect: "open",
      instrument: { strike: "250", expiry: "2025-06-20", putCall: "call" },
    });
  });

  it("reads bonds in percent of their face, with accrued interest, by their ISIN when they have no ticker", () => {
    const row = draft(`<BUYDEBT><INVBUY>${invtran("D1")}${BOND}<UNITS>5000<UNITPRICE>98.5</INVBUY><ACCRDINT>12.5</BUYDEBT>`);
    expect(row).toMatchObject({ assetType: "bond", symbol: "DE0001102580", price: "98.5" });
    expect(row.meta).toMatchObject({
      netAmount: "-4937.5",
      priceUnit: "percent",
      accruedInterest: "12.5",
      instrument: { isin: "DE0001102580" },
    });
  });

  it("reads a bond per unit where the total says the broker quotes so", () => {
    const row = draft(`<BUYDEBT><INVBUY>${invtran("D1")}${BOND}<UNITS>5<UNITPRICE>985<TOTAL>-4925</INVBUY></BUYDEBT>`);
    expect(row.meta.priceUnit).toBeUndefined();
  });

  it("takes a matured bond as a redemption", () => {
    expect(
      draft(`<SELLDEBT><INVSELL>${invtran("D2")}${BOND}<UNITS>-5000<UNITPRICE>100<TOTAL>5000</INVSELL><SELLREASON>MATURITY</SELLDEBT>`),
    ).toMatchObject({
      tradeType: "redemption",
      quantity: "-5000",
      meta: { netAmount: "5000" },
    });
  });

  it("is in the currency of its CURRENCY, and in the account's where an ORIGCURRENCY was converted already", () => {
    const foreign = draft(purchase("<TOTAL>-1000<CURRENCY><CURRATE>0.9<CURSYM>EUR</CURRENCY>"));
    expect([foreign.currency, foreign.meta.fx]).toEqual(["EUR", { rate: "0.9", from: "EUR", to: "USD" }]);
    const converted = draft(purchase("<TOTAL>-1000<ORIGCURRENCY><CURRATE>0.9<CURSYM>EUR</ORIGCURRENCY>"));
    expect([converted.currency, converted.meta.fx]).toEqual(["USD", { rate: "0.9", from: "EUR", to: "USD", alreadyConverted: true }]);
  });

  it("brings pence to pounds", () => {
    expect(draft(purchase("<TOTAL>-1000"), "GBX")).toMatchObject({
      currency: "GBP",
      price: "1",
      meta: { netAmount: "-10", minorUnit: "GBX" },
    });
  });

  it.each(["$120", "1e999", "NaN", "1,234", "9".repeat(60)])(
    "is refused when its total is %s, with the line and what was expected",
    (total) => {
      expect(items(purchase(`\n<TOTAL>${total}`))[0]).toMatchObject({
        kind: "refused",
        line: 14,
        expected: expect.stringContaining("number"),
      });
    },
  );

  it("is refused when nothing tells its currency", () => {
    expect(items(purchase("<TOTAL>-1000"), "")[0]).toMatchObject({ kind: "refused", problem: expect.stringContaining("CURDEF") });
  });
});
