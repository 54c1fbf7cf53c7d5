import { add, type DecimalString, negate, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import { pricePerUnit, type RowParts } from "../draft";
import { type Amount, chargesOf, coin, type ExchangeEvent, idMeta, shared } from "./event";
import { feeRow } from "./movements";

/** One thing given for another. Fees are not part of either. */
export interface Swap extends ExchangeEvent {
  given: Amount;
  taken: Amount;
  fees?: readonly Amount[];
  /** What was exchanged was worth in money, fees aside, if the file tells it. */
  worth?: { amount: DecimalString; currency: string };
}

const UNTOLD =
  "One coin was given for another, and the file doesn't tell what they were worth: enter it, to know the gain and the new cost.";

/**
 * The ledger rows of an exchange of one thing for another: for all exchanges the same, decided here.
 *
 * Money is cash, coins are units; what is money depends on what the export can tell (`isMoney`). Where it values every row in a state's
 * money, only that is; where it knows no more than prices on the market, the stablecoins that the market settles in are money too, because
 * only then a purchase for USDT has a price, a cost and a gain. Other coins never are cash, even where their code could be a currency's:
 * their units would then stand in two places.
 *
 * - money for a coin or back: one `buy` or `sell`, in that money.
 * - money for money: two `fx_conversion` rows, a fee a third.
 * - coin for coin with a worth: a `sell` and a `buy` for the same money, so that units, cost and gain are told and the cash nets to nothing.
 * - coin for coin without one: delivered out and in (subtype `swap`), for review. The units are exact; no price is made up.
 *
 * A fee in the money of a trade is part of its cash. In the coin that was traded it changes the units: what arrives is less, what leaves is
 * more. In any third coin it is a delivery out (subtype `fee`), because `fee` moves cash alone; in third money, a `fee`.
 */
export function exchangeRows(swap: Swap): RowParts[] {
  const sides = [swap.given.asset, swap.taken.asset];
  const fees = (swap.fees ?? []).filter(({ amount }) => sign(amount) !== 0);
  const within = [...sides.filter((asset) => !overturns(swap, asset, fees)), ...(sides.some(swap.isMoney) ? [] : [swap.worth?.currency])];
  const main = mainRows({ ...swap, fees: fees.filter(({ asset }) => within.includes(asset)) });
  const others = [...new Set(fees.map(({ asset }) => asset))].filter((asset) => !within.includes(asset));
  return withIdentity(
    swap,
    main,
    others.map((asset) => feeRow(swap, { asset, amount: total(fees, asset) })),
  );
}

const total = (fees: readonly Amount[], asset: string): DecimalString =>
  add(...fees.filter((fee) => fee.asset === asset).map((fee) => fee.amount));

/** Whether the fees in a coin come to more than was traded of it, so that they would turn the trade round: then they stand alone. */
function overturns({ given, taken, isMoney }: Swap, asset: string, fees: readonly Amount[]): boolean {
  const fee = total(fees, asset);
  const left = asset === given.asset ? add(given.amount, fee) : subtract(taken.amount, fee);
  return !isMoney(asset) && sign(left) <= 0;
}

function mainRows(swap: Swap): RowParts[] {
  const { given, taken, isMoney, worth } = swap;
  const [pays, gets] = [isMoney(given.asset), isMoney(taken.asset)];
  if (pays && gets) return conversionRows(swap);
  if (pays || gets) return [tradeRow(swap, pays ? "buy" : "sell")];
  return worth ? valuedRows(swap, worth) : deliveredRows(swap);
}

function tradeRow(swap: Swap, tradeType: "buy" | "sell"): RowParts {
  const { given, taken, fees = [] } = swap;
  const buys = tradeType === "buy";
  const [money, units] = buys ? [given, taken] : [taken, given];
  const charge = total(fees, money.asset);
  const inUnits = total(fees, units.asset);
  const quantity = buys ? subtract(units.amount, inUnits) : add(units.amount, inUnits);
  return {
    ...shared(swap),
    ...coin(swap, units.asset, quantity),
    tradeType,
    currency: money.asset,
    net: buys ? negate(add(money.amount, charge)) : subtract(money.amount, charge),
    // Without units left the price would be nothing's: a fee can take all of a tiny trade.
    ...(sign(quantity) === 0 ? { price: ZERO } : { price: pricePerUnit(money.amount, quantity) }),
    fees: chargesOf(fees, "commission"),
  };
}

function conversionRows(swap: Swap): RowParts[] {
  const { given, taken, fees = [] } = swap;
  const side = (currency: string, amount: DecimalString): RowParts => ({
    ...shared(swap),
    tradeType: "fx_conversion",
    currency,
    quantity: amount,
    price: ONE,
    net: amount,
  });
  const charges = [given.asset, taken.asset].map((asset) => ({ asset, amount: total(fees, asset) }));
  return [
    side(given.asset, negate(given.amount)),
    side(taken.asset, taken.amount),
    ...charges.filter(({ amount }) => sign(amount) !== 0).map((charge) => feeRow(swap, charge)),
  ];
}

/** A fee in the money of the worth was paid with the coins given: both sides are the same cash, which nets to nothing. */
function valuedRows(swap: Swap, { amount, currency }: { amount: DecimalString; currency: string }): RowParts[] {
  const { given, taken, fees = [] } = swap;
  const charge = total(fees, currency);
  // Where the worth is told in the very coin that was taken, the fee has come off its units already.
  const isMeasure = currency === taken.asset;
  const paid = isMeasure ? amount : add(amount, charge);
  const out = add(given.amount, total(fees, given.asset));
  const units = subtract(taken.amount, total(fees, taken.asset));
  return [
    { ...shared(swap), ...coin(swap, given.asset, out, pricePerUnit(paid, out) ?? ZERO), tradeType: "sell", currency, net: paid },
    {
      ...shared(swap),
      ...coin(swap, taken.asset, units, pricePerUnit(isMeasure ? subtract(amount, charge) : amount, units) ?? ZERO),
      tradeType: "buy",
      currency,
      net: negate(paid),
      fees: chargesOf(fees, "commission"),
    },
  ];
}

function deliveredRows(swap: Swap): RowParts[] {
  const { given, taken, fees = [] } = swap;
  const row = shared(swap);
  const meta = { ...row.meta, subtype: "swap" };
  const doubts = [...(swap.doubts ?? []), UNTOLD];
  const out = add(given.amount, total(fees, given.asset));
  const units = subtract(taken.amount, total(fees, taken.asset));
  return [
    { ...row, meta, doubts, ...coin(swap, given.asset, out), tradeType: "transfer_out" },
    { ...row, meta, doubts, ...coin(swap, taken.asset, units), tradeType: "transfer_in", fees: chargesOf(fees, "commission") },
  ];
}

/** One row keeps the event's id; of several each has its own, by what it is about, and all share a group. */
function withIdentity({ id, groupId = id }: Swap, main: readonly RowParts[], extra: readonly RowParts[]): RowParts[] {
  const rows = [...main, ...extra];
  if (rows.length === 1) return rows;
  const group = groupId === undefined ? {} : { groupId };
  return rows.map((row, index) => {
    const about = row.instrument?.symbol ?? row.currency;
    const isFee = index >= main.length || row.tradeType === "fee";
    const own = id === undefined || (main.length === 1 && index === 0) ? id : `${id}:${isFee ? "fee:" : ""}${about}`;
    return { ...row, meta: { ...row.meta, ...idMeta(own), ...group } };
  });
}
