import type { TradeType } from "@/lib/transactions/trade-types";
import { lookup } from "../lookup";
import type { Row } from "./row";

/** The broker's codes on a trade: `C;P`, `Ex, O`, `A`. */
export function codesOf(row: Row): Set<string> {
  return new Set((row.text("notes") ?? row.text("code") ?? "").split(/[;,\s]+/).filter((code) => code !== ""));
}

const EVENT_CODES: Readonly<Record<string, TradeType>> = {
  Ex: "option_exercise",
  AEx: "option_exercise",
  MEx: "option_exercise",
  A: "option_assignment",
  Ep: "option_expiration",
};

/** What the life of an option ended with, if that is what brought the trade about. */
export function optionEvent(row: Row): TradeType | null {
  for (const code of codesOf(row)) {
    const event = lookup(EVENT_CODES, code);
    if (event) return event;
  }
  return null;
}

/** Whether the broker booked the trade by itself: the Trades section then tells what the option section repeats. */
export function isBooked(row: Row): boolean {
  return row.text("transactionType") !== "ExchTrade" || optionEvent(row) !== null;
}

/** One instrument on one day. */
export function eventKey(row: Row, date: string): string {
  return `${row.text("symbol") ?? row.id("conid") ?? ""}|${date}`;
}

/**
 * What an option's end and the delivery it causes share: the underlying, the day, and the strike, which is the price of the delivery.
 * @returns null when the row tells too little to find its counterpart.
 */
export function deliveryGroup(underlying: string | null, date: string, strike: string | null): string | null {
  return underlying === null || strike === null ? null : `ibkr:option:${underlying}:${date}:${strike}`;
}
