import { absolute, type DecimalString, negate, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import { type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import type { RowParts } from "../draft";
import { type Amount, chargesOf, coin, type ExchangeEvent, shared } from "./event";

/** Units that came (+) or went (−) without anything given for them: a deposit, a withdrawal. A fee of the same asset is paid on top. */
export function movementRow(
  event: ExchangeEvent,
  asset: string,
  amount: DecimalString,
  fee: DecimalString = ZERO,
  price?: DecimalString,
): RowParts {
  const comes = sign(amount) > 0;
  const fees = chargesOf([{ asset, amount: fee }], "network");
  if (event.isMoney(asset)) {
    return { ...shared(event), tradeType: comes ? "deposit" : "withdrawal", quantity: absolute(amount), currency: asset, fees };
  }
  return {
    ...shared(event),
    ...coin(event, asset, absolute(subtract(amount, fee)), price),
    tradeType: comes ? "transfer_in" : "transfer_out",
    fees,
  };
}

/** Something earned: staking, cashback, airdrop. Money is interest; of coins the price is what the file says they were worth, if anything. */
export function rewardRow(
  event: ExchangeEvent,
  asset: string,
  amount: DecimalString,
  fee: DecimalString = ZERO,
  price?: DecimalString,
): RowParts {
  const kept = subtract(amount, fee);
  const fees = chargesOf([{ asset, amount: fee }], "commission");
  if (event.isMoney(asset)) return { ...shared(event), tradeType: "interest", currency: asset, net: kept, fees };
  // Taken back: units go, and a reward can only come.
  if (sign(kept) < 0) return { ...shared(event), ...coin(event, asset, absolute(kept), price), tradeType: "transfer_out", fees };
  return { ...shared(event), ...coin(event, asset, kept, price), tradeType: "reward", fees };
}

/** A charge standing alone, paid (+) or paid back (−) in an asset. */
export function feeRow(event: ExchangeEvent, { asset, amount }: Amount): RowParts {
  if (event.isMoney(asset)) return { ...shared(event), tradeType: "fee", currency: asset, net: negate(amount) };
  const parts = { ...shared(event), ...coin(event, asset, absolute(amount)) };
  const meta = { ...parts.meta, subtype: "fee" };
  return sign(amount) < 0 ? { ...parts, meta, tradeType: "reward" } : { ...parts, meta, tradeType: "transfer_out" };
}

/**
 * A change of a balance of no kind that the format books by rules of its own: as the type that a person has said for it, where that type
 * can have units of this sign; otherwise `other`. The units and the cash are as given, whatever the type.
 */
export function unknownRow(event: ExchangeEvent, asset: string, change: DecimalString, said: TradeType = "other"): RowParts {
  const { units } = tradeTypeRow(said);
  const fits = units === "±" || (units === "+" ? sign(change) > 0 : units === "-" && sign(change) < 0);
  const tradeType = fits ? said : "other";
  if (event.isMoney(asset)) return { ...shared(event), tradeType, currency: asset, quantity: change, price: ONE, net: change };
  return { ...shared(event), ...coin(event, asset, change), tradeType, net: ZERO };
}
