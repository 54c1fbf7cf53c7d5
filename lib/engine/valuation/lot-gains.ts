import { type DecimalString, multiply, negate, round, sign, ZERO } from "@/lib/money/decimal";
import type { Disposal, InstrumentBook, Lot, RecordedRate } from "../books";
import { MARGINED_ASSET_TYPES, valueOf } from "../ledger-row";
import { dayOf } from "./calendar";
import { type Computed, computed, differenceOf, notComputable } from "./computed";
import { GAP_MESSAGES } from "./gap-runs";
import type { PriceSeries } from "./prices";
import { type RateAt, type RateTable, recordedFirst } from "./rates";

/** What is converted once, and not day by day, is as fine as costs are. */
export const CONVERTED_DECIMALS = 20;

/**
 * A closed lot in the base currency: what was received and what was paid, each at the rate of its own day, the rate that the row recorded
 * first. gainBase = proceedsBase − costBase. fxBase is the part of it that the two rates make: what was laid out on the earlier day × the
 * change of the rate; without it the gain would be `gain` × the rate of the later day.
 */
export interface DisposalGain {
  proceedsBase: Computed;
  costBase: Computed;
  gainBase: Computed;
  fxBase: Computed;
  /** The charges of both sides at the rate of the closing day. */
  chargesBase: Computed;
}

export function disposalGain(disposal: Disposal, rates: RateTable, base: string): DisposalGain {
  const { currency, quantity, proceeds, cost, charges } = disposal;
  const isShort = sign(quantity) < 0;
  const opened = rateOf(rates, disposal.acquiredFx, currency, base, dayOf(disposal.acquiredAt));
  const closed = rateOf(rates, disposal.fx, currency, base, dayOf(disposal.at));
  // Of a short lot the money came first and was spent later.
  const proceedsBase = atRate(proceeds, isShort ? opened : closed);
  const costBase = atRate(cost, isShort ? closed : opened);
  return {
    proceedsBase,
    costBase,
    gainBase: differenceOf(proceedsBase, costBase),
    fxBase: atRate(isShort ? negate(proceeds) : cost, differenceOf(closed, opened)),
    chargesBase: atRate(charges, closed),
  };
}

/** What an open lot is worth and has gained. Signed as the lot is; amounts without "Base" are in the lot's currency. */
export interface LotGain {
  value: Computed;
  gain: Computed;
  valueBase: Computed;
  costBase: Computed;
  gainBase: Computed;
  /** cost × the change of the rate since the acquisition: part of `gainBase`. */
  fxBase: Computed;
  price: { price: DecimalString; currency: string; day: string; source: string; stale: boolean } | null;
}

type Unit = Pick<InstrumentBook, "assetType" | "multiplier" | "priceUnit" | "symbol">;

/** Values an open lot at the price and rate of a day. What is margined is worth 0: its gains are cash. */
export function lotGain(lot: Lot, unit: Unit, { prices, rates, base, day }: Market): LotGain {
  const price = prices.at(day);
  const isMargined = MARGINED_ASSET_TYPES.includes(unit.assetType);
  const at = isMargined ? null : price;
  const local = isMargined ? computed(ZERO) : localValue(lot, price, unit, prices, day);
  const value = at ? converted(local, at.currency, lot.currency, rates, day) : local;
  const opened = rateOf(rates, lot.fx, lot.currency, base, dayOf(lot.acquiredAt));
  const now = rateOf(rates, null, lot.currency, base, day);
  const valueBase = at ? converted(local, at.currency, base, rates, day) : local;
  const costBase = atRate(lot.cost, opened);
  return {
    value,
    gain: differenceOf(value, computed(lot.cost)),
    valueBase,
    costBase,
    gainBase: differenceOf(valueBase, costBase),
    fxBase: atRate(lot.cost, differenceOf(now, opened)),
    price,
  };
}

function localValue({ quantity }: Lot, price: LotGain["price"], unit: Unit, prices: PriceSeries, day: string): Computed {
  return price ? computed(valueOf(quantity, price.price, unit)) : notComputable(priceless(unit.symbol, prices, day));
}

function priceless(symbol: string, prices: PriceSeries, day: string): string {
  if (prices.isLostInSplit(day)) return GAP_MESSAGES["unknown-split"](symbol);
  return `There is no price of ${symbol} on ${day} or before.`;
}

/** Where values on a day come from. */
export interface Market {
  prices: PriceSeries;
  rates: RateTable;
  base: string;
  day: string;
}

/** An amount in another currency at the rate of a day, to {@link CONVERTED_DECIMALS}. */
export function converted(amount: Computed, from: string, to: string, rates: RateTable, day: string): Computed {
  return amount.amount === null ? amount : atRate(amount.amount, rateOf(rates, null, from, to, day));
}

/** Where a row recorded a rate, that one; else the one of its day. */
export function rateOf(rates: RateTable, fx: RecordedRate | null | undefined, from: string, to: string, day: string): Computed {
  const at: RateAt | null = recordedFirst(rates, fx, from, to, day);
  return at ? computed(at.rate) : notComputable(`There is no exchange rate from ${from} to ${to} on ${day} or before.`);
}

export function atRate(amount: DecimalString, rate: Computed): Computed {
  return rate.amount === null ? rate : computed(round(multiply(amount, rate.amount), CONVERTED_DECIMALS));
}
