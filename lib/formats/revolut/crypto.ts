import { absolute, add, type DecimalString, negate, subtract, ZERO } from "@/lib/money/decimal";
import { charge } from "../draft";
import type { Currency, Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { SOURCE } from "./stocks";

type Row = TableRow<Column>;

const MEANINGS: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  send: { tradeType: "transfer_out" },
  receive: { tradeType: "transfer_in" },
  payment: { tradeType: "transfer_out", subtype: "payment" },
  "card payment": { tradeType: "transfer_out", subtype: "payment" },
  "card refund": { tradeType: "transfer_in", subtype: "refund" },
  "staking reward": { tradeType: "reward", subtype: "staking" },
  "learn reward": { tradeType: "reward", subtype: "learn" },
  reward: { tradeType: "reward" },
  airdrop: { tradeType: "reward", subtype: "airdrop" },
};
/** Between a coin's free and its staked units: both are the holder's. */
const INTERNAL = /^(?:un)?stak(?:e|ed|ing)$/i;

/** The currency beside an amount. Revolut writes `$` for the US dollar alone. */
function currencyOf(row: Row, column: Column): Currency | null {
  const unit = row.amount(column)?.unit ?? "";
  return row.currencyOf(unit === "$" ? "USD" : unit, `${row.title(column)}: the currency`);
}

/**
 * A line of the crypto statement. The value is what the coins were worth, the fee comes on top of it (or off it, when selling). The money
 * comes from and goes to the current account, which has a statement of its own.
 */
export function readCoin(row: Row): FormatItem {
  const at = row.time("date");
  const coin = row.requiredText("ticker", "A coin such as BTC.");
  const type = row.requiredText("type", "A type such as Buy.");
  const units = row.requiredValue("quantity");
  if (INTERNAL.test(type)) return row.isRefused ? row.refusal() : row.skipped("Staked coins stay their holder's: nothing came or went.");
  const { tradeType, subtype, doubts } = row.meaning(MEANINGS, type);
  const isTrade = tradeType === "buy" || tradeType === "sell";
  if (isTrade && !row.has("value")) row.refuse(`${row.title("value")} is empty.`, "An amount and its currency.");
  const priced = row.has("value") || row.has("price");
  const unit = priced ? currencyOf(row, row.has("value") ? "value" : "price") : null;
  const [price, value, fee] = [row.value("price"), row.value("value"), absolute(row.value("fees") ?? ZERO)];
  if (!at || units === null || row.isRefused) return row.refusal();
  const net = !isTrade ? ZERO : netOf(tradeType, value ?? ZERO, fee);
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument: { assetType: "crypto", symbol: coin.toUpperCase() },
    quantity: units,
    // A trade's price is what its value comes to: the one in the file is rounded.
    price: isTrade ? null : price,
    // Rewards have no price, and so no currency: one and the same for all of them, so that every export gives the same row.
    currency: unit?.currency ?? row.style.assume.currency ?? "EUR",
    at,
    net,
    fees: isTrade && unit ? charge("commission", fee, unit.currency) : [],
    doubts,
    meta: { rawType: type, subtype, ...(value !== null && !isTrade ? { value } : {}) },
  });
}

/** Cash: what was paid with the fee, or what came without it. */
function netOf(tradeType: string, value: DecimalString, fee: DecimalString): DecimalString {
  return tradeType === "buy" ? negate(add(absolute(value), fee)) : subtract(absolute(value), fee);
}
