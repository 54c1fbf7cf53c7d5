import { absolute, type DecimalString, negate, sign, subtract } from "@/lib/money/decimal";
import { totalCharges } from "@/lib/transactions/rules";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import type { RowParts } from "./draft";
import type { Meaning } from "./table/row";
import { priceBasis, usInstrument } from "./us-listing";

/** What a broker's word means, with what it says of the position. */
export interface UsMeaning extends Meaning {
  effect?: "open" | "close";
}

/** A line of an American broker's history. Amounts are in dollars unless `currency` says otherwise, and signed as cash. */
export interface UsLine extends UsMeaning {
  source: string;
  doubts: readonly string[];
  at: RowParts["at"];
  /** Empty where the line names no instrument. */
  symbol: string;
  name: string;
  told?: Parameters<typeof usInstrument>[2];
  quantity: DecimalString | null;
  price: DecimalString | null;
  /** The effect on cash, after fees; null where the line gives none. */
  amount: DecimalString | null;
  fees?: readonly Charge[];
  currency?: string;
  meta?: Partial<TransactionMeta>;
}

/** Money in or out by its sign, and units likewise. */
function directed(tradeType: TradeType, quantity: DecimalString | null, amount: DecimalString | null): TradeType {
  if (tradeType === "deposit" || tradeType === "withdrawal")
    return amount !== null && sign(amount) < 0 ? "withdrawal" : amount === null ? tradeType : "deposit";
  if (tradeType === "transfer_in" && quantity !== null && sign(quantity) < 0) return "transfer_out";
  return tradeType;
}

/** What was paid for the units themselves. */
function valueOf(
  amount: DecimalString | null,
  quantity: DecimalString | null,
  fees: readonly Charge[],
  currency: string,
): DecimalString | null {
  if (amount === null) return null;
  const charges = totalCharges(fees, currency);
  const paid = sign(amount) < 0 ? subtract(absolute(amount), charges) : subtract(amount, negate(charges));
  return quantity === null ? null : paid;
}

/** The ledger row of a line. The sign of units is the trade type's work, and where that leaves it open the line's own. */
export function usParts(line: UsLine): RowParts {
  const { source, subtype, effect, at, symbol, name, told, quantity, amount, fees = [], currency = "USD", meta } = line;
  const tradeType = directed(line.tradeType, quantity, amount);
  const rule = tradeTypeRow(tradeType);
  const isMoney = tradeType === "deposit" || tradeType === "withdrawal";
  const named = symbol !== "" && !isMoney ? usInstrument(symbol, name, told) : null;
  const units = rule.units === "0" || !named ? null : quantity;
  const price = line.price === null || units === null ? null : absolute(line.price);
  const basis = named && units !== null ? priceBasis(units, price, valueOf(amount, units, fees, currency), named.isOption) : {};
  return {
    source,
    tradeType,
    ...(named ? { instrument: named.instrument } : {}),
    quantity: units,
    price,
    currency,
    at,
    // A delivery's amount is what it was worth: no cash moved.
    net: rule.cash === "0" ? null : amount,
    fees,
    doubts: line.doubts,
    meta: { ...basis, ...meta, subtype, positionEffect: effect, description: meta?.description ?? name },
  };
}
