import { absolute, compare, negate, subtract } from "@/lib/money/decimal";
import { isFiat } from "../exchange/assets";
import { itemsOf } from "../exchange/items";
import { movementRow, unknownRow } from "../exchange/movements";
import { exchangeRows } from "../exchange/swap";
import type { FormatItem } from "../types";
import { directed, type HistoryLine } from "./line";
import { notedConversion } from "./notes";
import { readTrade } from "./trade";

/**
 * One coin for another. The line is about what was given; what it became stands in the notes. `Total` includes the spread, which is the
 * difference to `Subtotal`: it is the fee of what was bought.
 */
export function readConversion(line: HistoryLine): FormatItem[] {
  const { row, event, currency, subtotal, total, asset } = line;
  const told = notedConversion(row.text("notes"));
  if (!told) {
    const doubts = ["The notes don't say what became of it: enter the other side."];
    return itemsOf(row, [unknownRow({ ...event, doubts }, asset, directed(line.quantity, -1))]);
  }
  const { given, taken } = told;
  if (given.asset === taken.asset)
    return [row.skipped("Staked ether became ether, or the other way round: the same coin in the same account.")];
  const spread = compare(total, subtotal) > 0 ? [{ asset: currency, amount: subtract(total, subtotal) }] : [];
  // To the last digit as the line says it, which is more than the notes of some versions have.
  const exact = given.asset === asset ? { asset, amount: absolute(line.quantity) } : given;
  return itemsOf(row, exchangeRows({ ...event, given: exact, taken, worth: { amount: subtotal, currency }, fees: spread }));
}

/** Paid with a card: coins are sold for what was paid, and the money has gone. */
export function readCardSpend(line: HistoryLine): FormatItem[] {
  const { row, event, asset, currency, total } = line;
  const spent = { ...event, meta: { ...event.meta, subtype: "card" } };
  if (isFiat(asset)) return itemsOf(row, [movementRow(spent, asset, directed(line.quantity, -1))]);
  const group = event.id ?? `coinbase:card:${event.at.instant}:${asset}:${absolute(line.quantity)}`;
  const meta = { ...spent.meta, groupId: group };
  const id = event.id === undefined ? {} : { id: `${event.id}:${currency}` };
  return itemsOf(row, [
    ...readTrade({ ...line, event: { ...spent, meta } }, "sell"),
    movementRow({ ...spent, ...id, meta }, currency, negate(total)),
  ]);
}
