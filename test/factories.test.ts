import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDecimal, sign } from "@/lib/money/decimal";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { anyDraft, draft } from "./factories";

it("a draft is a purchase whose cash is its quantity times its price, until told otherwise", () => {
  expect(draft({ quantity: "3", price: "2.50" })).toMatchObject({
    tradeType: "buy",
    quantity: "3",
    price: "2.5",
    meta: { netAmount: "-7.5" },
  });
  expect(draft({ assetType: "cash", symbol: "EUR", tradeType: "deposit", quantity: "250", price: "1" }).meta.netAmount).toBe("250");
  expect(draft({ tradeType: "transfer_in" }).meta.netAmount).toBe("0");
  expect(draft({ meta: { netAmount: "-11" } }).meta.netAmount).toBe("-11");
});

it("any draft has the signs of its trade type, canonical decimals, and a meta that reads back as itself", () => {
  const fits = (value: number, rule: string) => rule === "±" || value === 0 || (rule === "+" && value > 0) || (rule === "-" && value < 0);
  fc.assert(
    fc.property(anyDraft, (row) => {
      const { units, cash } = tradeTypeRow(row.tradeType);
      expect(fits(sign(row.quantity), units) && fits(sign(row.meta.netAmount), cash)).toBe(true);
      for (const value of [row.quantity, row.price, row.meta.netAmount]) expect(parseDecimal(value)).toBe(value);
      expect(transactionMetaSchema.parse(row.meta)).toEqual(row.meta);
    }),
  );
});
