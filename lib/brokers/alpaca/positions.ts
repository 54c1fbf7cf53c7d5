import { z } from "zod";
import { cashHolding } from "@/lib/brokers/cash";
import type { FormatItem, HoldingDraft } from "@/lib/formats/types";
import { toMajorCurrency } from "@/lib/money/currency";
import { absolute, type DecimalString, negate, sign } from "@/lib/money/decimal";
import { amount, optionalAmount, text, unreadable } from "../fields";
import { heldInstrument } from "./instrument";
import { SOURCE } from "./trade";

const positionSchema = z.object({
  symbol: z.string().min(1),
  asset_class: text,
  side: text,
  qty: amount,
  avg_entry_price: optionalAmount,
  cost_basis: optionalAmount,
  market_value: optionalAmount,
  current_price: optionalAmount,
});
const cashSchema = z.object({ cash: amount, currency: text });

/** What is short is worth less than nothing, however it is signed. */
const signedLike = (quantity: DecimalString, value: DecimalString | null) =>
  value === null ? null : sign(quantity) < 0 ? negate(absolute(value)) : value;

/** A position. Its amounts are in the account's money: dollars, or those of a local-currency account. */
export function readPosition(line: number, position: unknown, money: string): FormatItem {
  const read = positionSchema.safeParse(position);
  if (!read.success) return unreadable(line, "A position", read.error);
  const { symbol, asset_class, side, qty, avg_entry_price, cost_basis, market_value, current_price } = read.data;
  const quantity = side === "short" ? negate(absolute(qty)) : qty;
  const { instrument, multiplier, rawAssetType } = heldInstrument(symbol, asset_class);
  const isUnknown = instrument.assetType === "other";
  const draft: HoldingDraft = {
    assetType: instrument.assetType,
    symbol: instrument.symbol,
    isin: null,
    quantity,
    avgPrice: avg_entry_price && absolute(avg_entry_price),
    currency: money,
    costValue: signedLike(quantity, cost_basis),
    marketValue: signedLike(quantity, market_value),
    meta: {
      source: SOURCE,
      ...(instrument.meta && Object.keys(instrument.meta).length > 0 ? { instrument: instrument.meta } : {}),
      ...(current_price === null ? {} : { price: absolute(current_price) }),
      ...(multiplier ? { multiplier } : {}),
      ...(rawAssetType ? { rawAssetType } : {}),
      ...(isUnknown ? { needsReview: true, reasons: [`Alpaca's class "${asset_class.slice(0, 40)}" isn't known.`] } : {}),
    },
  };
  return { kind: "holding", line, draft };
}

/** The account's cash, which is negative where it was borrowed. */
export function readCash(line: number, account: unknown, money: string): FormatItem {
  const read = cashSchema.safeParse(account);
  if (!read.success) return unreadable(line, "The cash balance", read.error);
  const { cash } = read.data;
  const currency = toMajorCurrency(read.data.currency).currency ?? money;
  return cashHolding(line, SOURCE, currency, cash);
}
