import { absolute, add, decimal, multiply, negate } from "@/lib/money/decimal";
import type { LedgerRow } from "./ledger-row";

/** Ledger rows for specifications: terse, with everything that a sentence doesn't speak of left at a default. */

type Fields = Partial<Omit<LedgerRow, "quantity" | "price" | "netAmount" | "multiplier">> & {
  quantity?: string;
  price?: string;
  netAmount?: string;
  multiplier?: string;
};

export function row({ quantity = "0", price = "0", netAmount = "0", multiplier, ...fields }: Fields): LedgerRow {
  return {
    assetType: "stock",
    symbol: "ACME",
    isin: null,
    name: null,
    currency: "USD",
    tradeType: "buy",
    tradeTime: "2025-01-02T00:00:00.000Z",
    priceUnit: null,
    lots: null,
    groupId: null,
    ...fields,
    quantity: decimal(quantity),
    price: decimal(price),
    netAmount: decimal(netAmount),
    multiplier: multiplier === undefined ? null : decimal(multiplier),
  };
}

/** A purchase at a price; `fee` is paid on top. */
export function buy(quantity: string, price: string, fee = "0", fields: Fields = {}): LedgerRow {
  const gross = multiply(decimal(quantity), decimal(price));
  return row({ tradeType: "buy", quantity, price, netAmount: negate(add(gross, decimal(fee))), ...fields });
}

/** A sale at a price; `quantity` is unsigned, as people say it, and `fee` comes off the proceeds. */
export function sell(quantity: string, price: string, fee = "0", fields: Fields = {}): LedgerRow {
  const units = negate(absolute(decimal(quantity)));
  const gross = multiply(decimal(quantity), decimal(price));
  return row({ tradeType: "sell", quantity: units, price, netAmount: add(gross, negate(decimal(fee))), ...fields });
}
