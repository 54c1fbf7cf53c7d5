import { z } from "zod";
import { cashHolding } from "@/lib/brokers/cash";
import { optionalAmount, unreadable } from "@/lib/brokers/fields";
import { readCurrency } from "@/lib/formats/lookup";
import type { FormatItem } from "@/lib/formats/types";
import { toMajor } from "@/lib/money/currency";
import { absolute, add, type DecimalString, divide, multiply, ONE, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import { heldInstrument, positionInstrument } from "./instrument";

export const SOURCE = "snaptrade-api";
const PRICE_DIGITS = 12;

const position = z.looseObject({
  instrument: positionInstrument,
  units: optionalAmount,
  price: optionalAmount,
  cost_basis: optionalAmount,
  currency: z.string().nullish(),
  cash_equivalent: z.boolean().catch(false),
});

/** A position, and what it is worth where the broker counts it as cash too. */
interface ReadPosition {
  item: FormatItem;
  alsoCash?: { currency: string; value: DecimalString };
}

/** One position. Units are signed; what they cost is per unit, and of options per contract. */
export function readPosition(row: unknown, line: number): ReadPosition {
  const read = position.safeParse(row);
  if (!read.success) return { item: unreadable(line, "A position", read.error) };
  const { units, price, cost_basis, cash_equivalent } = read.data;
  const { multiplier, symbol, assetType, meta, rawAssetType } = heldInstrument(read.data.instrument);
  const unit = readCurrency(read.data.currency ?? read.data.instrument.currency ?? null);
  if (unit.currency === null) return { item: lacking(line, symbol, "a currency") };
  if (units === null) return { item: lacking(line, symbol, "a number of units") };
  if (sign(units) === 0) return { item: { kind: "skipped", line, reason: `Nothing is held of ${symbol}.` } };
  const worth = price && toMajor(absolute(price), unit);
  const cost = cost_basis && toMajor(absolute(cost_basis), unit);
  const isContract = assetType === "option";
  const average = cost && (isContract ? divide(cost, multiplier) : cost);
  const marketValue = worth && multiply(units, worth, multiplier);
  const item: FormatItem = {
    kind: "holding",
    line,
    draft: {
      assetType,
      symbol,
      isin: null,
      quantity: units,
      avgPrice: average && round(average, PRICE_DIGITS),
      currency: unit.currency,
      costValue: cost && multiply(units, cost, isContract ? ONE : multiplier),
      marketValue,
      meta: {
        source: SOURCE,
        ...(Object.keys(meta).length > 0 ? { instrument: meta } : {}),
        ...(worth ? { price: worth } : {}),
        ...(multiplier === ONE ? {} : { multiplier }),
        ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
        ...(rawAssetType ? { rawAssetType } : {}),
        ...(cash_equivalent ? { cashEquivalent: true } : {}),
      },
    },
  };
  return cash_equivalent && marketValue ? { item, alsoCash: { currency: unit.currency, value: marketValue } } : { item };
}

const lacking = (line: number, symbol: string, what: string): FormatItem => ({
  kind: "refused",
  line,
  problem: `The position in ${symbol.slice(0, 60)} comes without ${what}.`,
  expected: `SnapTrade to tell ${what} of every position.`,
  mend: "See whether the broker's own pages have it, and enter it by hand.",
});

const balance = z.looseObject({ currency: z.looseObject({ code: z.string() }), cash: optionalAmount });

/** Cash in one currency, less the money market funds in it, which are positions as well. */
export function readBalance(row: unknown, line: number, alsoHeld: ReadonlyMap<string, DecimalString>): FormatItem {
  const read = balance.safeParse(row);
  if (!read.success) return unreadable(line, "A balance", read.error);
  const { currency } = readCurrency(read.data.currency.code);
  if (currency === null || read.data.cash === null)
    return { kind: "skipped", line, reason: "A balance that the broker doesn't tell the cash of." };
  const cash = subtract(read.data.cash, alsoHeld.get(currency) ?? ZERO);
  return cashHolding(line, SOURCE, currency, cash);
}

export function cashHeldAsFunds(positions: readonly ReadPosition[]): Map<string, DecimalString> {
  const held = new Map<string, DecimalString>();
  for (const { alsoCash } of positions) if (alsoCash) held.set(alsoCash.currency, add(held.get(alsoCash.currency) ?? ZERO, alsoCash.value));
  return held;
}
