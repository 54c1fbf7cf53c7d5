import {
  absolute,
  add,
  compare,
  type DecimalString,
  decimal,
  divide,
  multiply,
  negate,
  ONE,
  round,
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge, pricePerUnit, type RowParts } from "../draft";
import type { QifRow } from "./record";

/** What a record says of one row; the rest is the same for all rows of a record. */
export type Parts = Omit<RowParts, "source" | "currency" | "at">;

const TEN = decimal("10");
const CENT = decimal("0.01");
/** A third of a share has no end. */
const SPLIT_DIGITS = 8;

/** Bond prices may be written in percent: `I98.5%`. */
export function priceOf(row: QifRow): { price: DecimalString | null; meta: Partial<TransactionMeta> } {
  const text = row.text("I");
  if (!text.endsWith("%")) return { price: row.number("I"), meta: {} };
  const price = row.numberIn("I", text.slice(0, -1));
  return { price, meta: { priceUnit: "percent" } };
}

/** The instrument of a record that needs one. */
export function instrumentOf(row: QifRow, required: boolean): Pick<Parts, "instrument"> {
  const { security } = row;
  if (security === null && required) row.refuse("The record names no security.", "Its name in Y.");
  return security ? { instrument: { assetType: security.assetType, symbol: security.symbol, meta: { name: security.name } } } : {};
}

function valueOf(quantity: DecimalString, price: DecimalString, isPercent: boolean): DecimalString {
  return multiply(absolute(quantity), price, isPercent ? CENT : ONE);
}

/** A purchase or sale. `T` is what moved, commission included; without it, it is worked out. */
export function trade(row: QifRow, tradeType: "buy" | "sell", extra: Partial<TransactionMeta>): { parts: Parts; cash: DecimalString } {
  const quantity = row.number("Q");
  const { price, meta } = priceOf(row);
  const commission = absolute(row.number("O") ?? ZERO);
  const total = row.amount();
  if (quantity === null) row.refuse("The record has no quantity.", "A number of units in Q.");
  if (total === null && price === null) row.refuse("The record has neither a price nor an amount.", "A price in I, or an amount in T.");
  const value = quantity && price ? valueOf(quantity, price, meta.priceUnit === "percent") : null;
  const computed = value === null ? ZERO : round(tradeType === "buy" ? add(value, commission) : subtract(value, commission), 2);
  const cash = total === null ? computed : absolute(total);
  const isOff = value !== null && sign(commission) !== 0 && compare(cash, round(value, 2)) === 0;
  return {
    cash,
    parts: {
      tradeType,
      ...instrumentOf(row, true),
      quantity,
      price,
      net: tradeType === "buy" ? negate(cash) : cash,
      fees: charge("commission", commission, row.currency.currency ?? ""),
      meta: { ...meta, ...extra },
      doubts: isOff ? ["The amount doesn't contain the commission; the cash may differ by it."] : [],
    },
  };
}

/** Units that come or go without cash. */
export function units(row: QifRow, tradeType: TradeType, extra: Partial<TransactionMeta>): Parts {
  const quantity = row.number("Q");
  if (quantity === null) row.refuse("The record has no quantity.", "A number of units in Q.");
  const { price, meta } = priceOf(row);
  const total = row.amount();
  const commission = absolute(row.number("O") ?? ZERO);
  const derived = quantity && total ? pricePerUnit(total, quantity) : null;
  return {
    tradeType,
    ...instrumentOf(row, true),
    quantity,
    price: price ?? derived,
    net: ZERO,
    fees: charge("commission", commission, row.currency.currency ?? ""),
    meta: { ...meta, ...extra },
  };
}

/** New shares for one old, of the number that stands in `Q`: new ones for ten old. Null where it is no ratio. */
export function ratioOf(tenfold: DecimalString | null): DecimalString | null {
  const ratio = tenfold && divide(tenfold, TEN);
  return ratio !== null && sign(ratio) > 0 ? ratio : null;
}

/** What a split adds to units held; negative for a reverse one. */
export function splitDelta(held: DecimalString, ratio: DecimalString): DecimalString {
  return round(subtract(multiply(held, ratio), held), SPLIT_DIGITS);
}

export function split(row: QifRow, held: DecimalString): Parts {
  const tenfold = row.number("Q");
  const ratio = ratioOf(tenfold);
  if (ratio === null) row.refuse("The record has no ratio.", "New shares for ten old ones, in Q.");
  const delta = ratio === null ? ZERO : splitDelta(held, ratio);
  const known = sign(held) !== 0;
  const id = `qif:split:${row.account}:${row.text("Y")}:${row.at.instant.slice(0, 10)}:${tenfold ?? ""}`.slice(0, 255);
  return {
    tradeType: "split",
    ...instrumentOf(row, true),
    quantity: known ? delta : ZERO,
    net: ZERO,
    meta: {
      // The units depend on how much of the past the file has; the split is the same one with more of it.
      externalId: id,
      externalIds: [id],
      corporateAction: { kind: "split", ...(ratio ? { ratio: { to: ratio, from: ONE } } : {}) },
    },
    doubts: [
      known
        ? `The file has only the ratio of the split; the new units were worked out from the ${held} that its records come to before that day.`
        : "The file has only the ratio of the split, and no units before it.",
    ],
  };
}
