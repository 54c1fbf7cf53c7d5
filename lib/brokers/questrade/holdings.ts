import { z } from "zod";
import { cashHolding } from "@/lib/brokers/cash";
import { readCurrency } from "@/lib/formats/lookup";
import type { FormatItem } from "@/lib/formats/types";
import { absolute, type DecimalString, multiply, negate, ONE, sign, ZERO } from "@/lib/money/decimal";
import { optionalAmount, text, unreadable } from "../fields";
import { SOURCE } from "./activity";
import { basisOf, instrumentOf, type QuestradeSymbol } from "./symbols";

/** A position, as `accounts/:id/positions` tells it: without its currency, and without what it is. */
const positionSchema = z.looseObject({
  symbol: text,
  symbolId: text,
  openQuantity: optionalAmount,
  currentMarketValue: optionalAmount,
  currentPrice: optionalAmount,
  averageEntryPrice: optionalAmount,
  totalCost: optionalAmount,
  isUnderReorg: z.boolean().nullish(),
});

const balanceSchema = z.looseObject({ currency: text, cash: optionalAmount });

/** What is short is worth less than nothing. */
const signedLike = (quantity: DecimalString, value: DecimalString | null): DecimalString | null =>
  value !== null && sign(quantity) < 0 ? negate(absolute(value)) : value;

export function readPosition(value: unknown, line: number, symbols: ReadonlyMap<string, QuestradeSymbol>): FormatItem {
  const read = positionSchema.safeParse(value);
  if (!read.success) return unreadable(line, "A position", read.error);
  const { symbol, symbolId, currentPrice, averageEntryPrice, totalCost, currentMarketValue, isUnderReorg } = read.data;
  const quantity = read.data.openQuantity ?? ZERO;
  if (sign(quantity) === 0) return { kind: "skipped", line, reason: `${symbol} was closed: nothing is held of it.` };
  const known = symbols.get(symbolId);
  const { currency } = readCurrency(known?.currency ?? null);
  if (symbol === "" || currency === null)
    return {
      kind: "refused",
      line,
      problem: `Questrade doesn't tell the ${symbol === "" ? "symbol" : "currency"} of the position ${symbol || symbolId}.`,
      expected: "Expected a symbol, and its currency among the symbols.",
      mend: "Sync again; if it stays, enter the holding by hand.",
    };
  const { meta, multiplier, rawAssetType, ...named } = instrumentOf(symbol, symbolId, known);
  const instrument = { ...named, meta, ...(multiplier ? { multiplier } : {}) };
  const basis = basisOf(instrument, quantity, currentPrice, currentMarketValue);
  const worth = currentPrice === null || basis.priceUnit ? null : multiply(quantity, currentPrice, basis.multiplier ?? ONE);
  const doubt = isUnderReorg ? "The broker is reorganising this position." : null;
  return {
    kind: "holding",
    line,
    draft: {
      ...named,
      isin: null,
      quantity,
      avgPrice: averageEntryPrice && absolute(averageEntryPrice),
      currency,
      costValue: signedLike(quantity, totalCost),
      marketValue: signedLike(quantity, currentMarketValue ?? worth),
      meta: {
        source: SOURCE,
        instrument: meta,
        ...(currentPrice ? { price: currentPrice } : {}),
        ...basis,
        ...(rawAssetType ? { rawAssetType } : {}),
        ...(doubt ? { needsReview: true, reasons: [doubt] } : {}),
      },
    },
  };
}

/** The cash of one currency, as `accounts/:id/balances` tells it. */
export function readBalance(value: unknown, line: number): FormatItem {
  const read = balanceSchema.safeParse(value);
  if (!read.success) return unreadable(line, "A balance", read.error);
  const cash = read.data.cash ?? ZERO;
  const { currency } = readCurrency(read.data.currency);
  if (currency === null || sign(cash) === 0)
    return { kind: "skipped", line, reason: `There is no cash in ${read.data.currency.slice(0, 10) || "a currency without a name"}.` };
  return cashHolding(line, SOURCE, currency, cash);
}
