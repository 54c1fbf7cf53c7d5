import { z } from "zod";
import { cashHolding } from "@/lib/brokers/cash";
import type { FormatItem } from "@/lib/formats/types";
import { toMajor } from "@/lib/money/currency";
import { absolute, add, type DecimalString, multiply, ZERO } from "@/lib/money/decimal";
import { amount, optionalAmount, text, unreadable } from "../fields";
import { SOURCE } from "./fills";
import { type Instruments, instrumentSchema, readCurrency } from "./instruments";

const positionSchema = z.object({
  quantity: amount,
  averagePricePaid: optionalAmount,
  currentPrice: optionalAmount,
  instrument: instrumentSchema,
  walletImpact: z.object({ currency: text, totalCost: optionalAmount, currentValue: optionalAmount }).nullish(),
});

const summarySchema = z.object({
  currency: text,
  cash: z.object({ availableToTrade: optionalAmount, inPies: optionalAmount, reservedForOrders: optionalAmount }),
});

/**
 * A position in the instrument's own currency, in which its prices are told. What it cost and is worth in the account's is kept beside: the
 * two are never mixed.
 */
export function readPosition(line: number, told: unknown, instruments: Instruments): FormatItem {
  const read = positionSchema.safeParse(told);
  if (!read.success) return unreadable(line, "A position", read.error);
  const { quantity, averagePricePaid, currentPrice, walletImpact, instrument: named } = read.data;
  const unit = instruments.currencyOf(named);
  const instrument = instruments.of(named);
  if (!unit || !instrument)
    return {
      kind: "refused",
      line,
      problem: "A position names no instrument, or no currency of it.",
      expected: "A ticker, and a currency such as USD.",
      mend: "Sync again; if it stays, enter the position by hand.",
    };
  const [average, price] = [averagePricePaid, currentPrice].map((each) => each && toMajor(absolute(each), unit));
  const value = (each: DecimalString | null | undefined) => (each ? multiply(quantity, each) : null);
  const { isin, ...meta } = instrument.meta ?? {};
  return {
    kind: "holding",
    line,
    draft: {
      assetType: instrument.assetType,
      symbol: instrument.symbol,
      isin: isin || null,
      quantity,
      avgPrice: average ?? null,
      currency: unit.currency,
      costValue: value(average),
      marketValue: value(price),
      meta: {
        source: SOURCE,
        instrument: Object.fromEntries(Object.entries(meta).filter(([, text]) => text !== "")),
        ...(price ? { price } : {}),
        ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
        ...(instrument.rawAssetType ? { rawAssetType: instrument.rawAssetType } : {}),
        ...(walletImpact
          ? { inAccount: { currency: walletImpact.currency, cost: walletImpact.totalCost, value: walletImpact.currentValue } }
          : {}),
      },
    },
  };
}

/** All cash of the account: free, in pies, and kept for orders. */
export function readCash(line: number, told: unknown): FormatItem {
  const read = summarySchema.safeParse(told);
  const money = read.success ? readCurrency(read.data.currency) : null;
  if (!read.success) return unreadable(line, "The account's cash", read.error);
  if (!money) return { kind: "skipped", line, reason: "The account's summary names no currency." };
  const { availableToTrade, inPies, reservedForOrders } = read.data.cash;
  const cash = toMajor(add(ZERO, ...[availableToTrade, inPies, reservedForOrders].map((each) => each ?? ZERO)), money);
  return cashHolding(line, SOURCE, money.currency, cash);
}
