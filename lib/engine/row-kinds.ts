import type { Income } from "./books";
import { exact } from "./exact";
import type { LedgerRow } from "./ledger-row";

/**
 * What a row does with units, in one place:
 * - `trade`: they are paid for, or paid out, in the row's cash;
 * - `granted`: they come as income, at the price of the moment (rewards, reinvestments);
 * - `bonus`: they come free of cost, to the units that are held;
 * - `action`: a corporate action, which carries cost from old units to new ones; `split` where they are the same instrument's;
 * - `delivery`: they come with their lots, or go with them, from or to another account;
 * - `stated`: somebody says that they are there, or gone.
 */
export type RowKind = "trade" | "granted" | "bonus" | "action" | "split" | "delivery" | "stated";

const KINDS: ReadonlyMap<string, RowKind> = new Map(
  Object.entries({
    buy: "trade",
    sell: "trade",
    redemption: "trade",
    settlement: "trade",
    option_exercise: "trade",
    option_assignment: "trade",
    option_expiration: "trade",
    fee: "trade",
    tax: "trade",
    reward: "granted",
    reinvest: "granted",
    stock_dividend: "bonus",
    split: "split",
    spin_off: "action",
    merger: "action",
    symbol_change: "action",
    rights: "action",
    transfer_in: "delivery",
    transfer_out: "delivery",
    deposit: "delivery",
    withdrawal: "delivery",
  } satisfies Record<string, RowKind>),
);

/** Types that carry cost between the instruments of a group; also those that take it from an option into its underlying. */
export const CARRYING_TYPES: readonly string[] = ["split", "spin_off", "merger", "symbol_change", "rights"];
export const OPTION_DELIVERIES: readonly string[] = ["option_exercise", "option_assignment"];
const STATED: readonly string[] = ["opening_balance", "adjustment", "journal", "fx_conversion"];
const INCOME: readonly string[] = ["dividend", "interest", "return_of_capital"];

/** Types that we don't know, and those that we know to be unknown. */
export const isUnknownType = (tradeType: string): boolean =>
  !(KINDS.has(tradeType) || STATED.includes(tradeType) || INCOME.includes(tradeType));

export function kindOf(row: LedgerRow): RowKind {
  const kind = KINDS.get(row.tradeType);
  if (kind === "granted") return isPaid(row) ? "trade" : kind;
  if (kind) return kind;
  // Cash against units is what was paid for them, whatever the row is called.
  return !INCOME.includes(row.tradeType) && isPaid(row) ? "trade" : "stated";
}

/** Whether cash moved against the units, and not only the row's charges. */
function isPaid(row: LedgerRow): boolean {
  const [units, cash] = [exact(row.quantity), exact(row.netAmount)];
  return ((units > 0n && cash < 0n) || (units < 0n && cash > 0n)) && !isOnlyCharged(row);
}

/** Whether the row's cash is its charges and nothing else. */
export const isOnlyCharged = ({ netAmount, fees, taxes }: LedgerRow): boolean =>
  netAmount !== "0" && exact(netAmount) === -(exact(fees) + exact(taxes));

/** Whether the cash of a row about an instrument is paid into the account or out of it, beside units that are delivered or stated. */
export function crossesEdge(row: LedgerRow): boolean {
  if (row.netAmount === "0" || INCOME.includes(row.tradeType)) return false;
  const kind = kindOf(row);
  return (kind === "delivery" || (kind === "stated" && incomeKind(row) === null)) && !isOnlyCharged(row);
}

const INCOME_KINDS: Readonly<Record<string, Income["kind"]>> = {
  dividend: "dividend",
  interest: "interest",
  reward: "reward",
  reinvest: "reinvest",
  stock_dividend: "dividend",
};

/** What kind of income the row's cash is; null when it is none. */
export function incomeKind(row: LedgerRow): Income["kind"] | null {
  if (Object.hasOwn(INCOME_KINDS, row.tradeType)) return INCOME_KINDS[row.tradeType] ?? null;
  return isUnknownType(row.tradeType) && row.quantity === "0" ? "other" : null;
}

/** These end a position and never open one on the other side. */
const CLOSING: readonly string[] = ["redemption", "transfer_out", "withdrawal", "fee", "tax"];
const CLOSING_EITHER_SIDE: readonly string[] = ["option_exercise", "option_assignment", "option_expiration"];

/**
 * Whether units beyond those that are held were held after all, only that the ledger doesn't say how they were acquired. Otherwise they
 * open a position on the other side: a sale of more than is held is a short sale, unless the row says that it closes, or it can't be one.
 */
export function isMissing({ tradeType, positionEffect, assetType, quantity }: LedgerRow): boolean {
  if (positionEffect === "close" || CLOSING_EITHER_SIDE.includes(tradeType)) return true;
  if (!quantity.startsWith("-")) return false;
  return CLOSING.includes(tradeType) || (assetType === "mutual_fund" && tradeType === "sell");
}
