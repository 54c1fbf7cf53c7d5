/**
 * What each kind of ledger row does, in one place. Forms, filters, the engine, the formats and the help text all read this table,
 * so the sign of a row is never decided anywhere else.
 *
 * `units`: the sign of `quantity` (the change in units held). `cash`: the sign of `meta.netAmount` (the effect on the account's cash).
 *   `+` and `-` fix the sign, `0` says it is always zero, `±` lets the row say.
 * `fields`: what its form asks for, beside the date, the currency and a note.
 */
export type Sign = "+" | "-" | "0" | "±";
export type FormField = "instrument" | "quantity" | "price" | "amount" | "fee" | "tax" | "reason";

interface TradeTypeRow {
  label: string;
  units: Sign;
  cash: Sign;
  /** A lucide icon name. */
  icon: string;
  fields: readonly FormField[];
  help: string;
}

const TRADE = ["instrument", "quantity", "price", "fee", "tax"] as const;
const INCOME = ["instrument", "amount", "tax"] as const;
const DELIVERY = ["instrument", "quantity", "price"] as const;
const CASH = ["amount"] as const;
const ACTION = ["instrument", "quantity", "amount", "reason"] as const;

export const TRADE_TYPES = {
  buy: {
    label: "Buy",
    units: "+",
    cash: "-",
    icon: "arrow-down-left",
    fields: TRADE,
    help: "Units bought, or bought back to cover a short position.",
  },
  sell: { label: "Sell", units: "-", cash: "+", icon: "arrow-up-right", fields: TRADE, help: "Units sold, or sold short." },
  dividend: { label: "Dividend", units: "0", cash: "+", icon: "coins", fields: INCOME, help: "Cash paid by an instrument you hold." },
  interest: {
    label: "Interest",
    units: "0",
    cash: "±",
    icon: "percent",
    fields: INCOME,
    help: "Interest received (positive) or paid (negative), coupons included.",
  },
  return_of_capital: {
    label: "Return of capital",
    units: "0",
    cash: "+",
    icon: "undo-2",
    fields: INCOME,
    help: "A payment that lowers the cost of the position.",
  },
  reinvest: {
    label: "Reinvestment",
    units: "+",
    cash: "0",
    icon: "repeat",
    fields: DELIVERY,
    help: "Units bought with a distribution that never reached the cash balance.",
  },
  stock_dividend: {
    label: "Stock dividend",
    units: "+",
    cash: "0",
    icon: "layers",
    fields: DELIVERY,
    help: "A distribution paid in units, bonus issues included.",
  },
  reward: {
    label: "Reward",
    units: "+",
    cash: "0",
    icon: "gift",
    fields: DELIVERY,
    help: "Staking, an airdrop or cashback, at the price of the moment.",
  },
  deposit: { label: "Deposit", units: "+", cash: "+", icon: "arrow-down-to-line", fields: CASH, help: "Money paid into the account." },
  withdrawal: {
    label: "Withdrawal",
    units: "-",
    cash: "-",
    icon: "arrow-up-from-line",
    fields: CASH,
    help: "Money taken out of the account.",
  },
  transfer_in: {
    label: "Transfer in",
    units: "+",
    cash: "0",
    icon: "log-in",
    fields: DELIVERY,
    help: "Units delivered into the account, with their cost.",
  },
  transfer_out: {
    label: "Transfer out",
    units: "-",
    cash: "0",
    icon: "log-out",
    fields: DELIVERY,
    help: "Units delivered out of the account, with their cost.",
  },
  fx_conversion: {
    label: "Currency conversion",
    units: "±",
    cash: "±",
    icon: "arrow-left-right",
    fields: CASH,
    help: "One side of an exchange of currencies; the other side shares its group.",
  },
  fee: {
    label: "Fee",
    units: "0",
    cash: "±",
    icon: "receipt",
    fields: CASH,
    help: "A charge standing alone (negative), or its refund (positive).",
  },
  tax: {
    label: "Tax",
    units: "0",
    cash: "±",
    icon: "landmark",
    fields: INCOME,
    help: "A tax standing alone (negative), or its refund (positive).",
  },
  split: { label: "Split", units: "±", cash: "0", icon: "split", fields: ACTION, help: "More or fewer units of the same total cost." },
  spin_off: {
    label: "Spin-off",
    units: "±",
    cash: "±",
    icon: "git-branch",
    fields: ACTION,
    help: "Units of a new company out of one you hold.",
  },
  merger: {
    label: "Merger",
    units: "±",
    cash: "±",
    icon: "merge",
    fields: ACTION,
    help: "Units exchanged for another instrument, for cash, or both.",
  },
  symbol_change: {
    label: "Symbol change",
    units: "±",
    cash: "0",
    icon: "pen-line",
    fields: ACTION,
    help: "The same position under a new symbol or ISIN.",
  },
  rights: { label: "Rights", units: "±", cash: "±", icon: "ticket", fields: ACTION, help: "Rights issued, exercised or expired." },
  redemption: {
    label: "Redemption",
    units: "-",
    cash: "+",
    icon: "circle-check",
    fields: ["instrument", "quantity", "price", "fee", "tax"],
    help: "A bond matured or called, or a fund paid out.",
  },
  option_exercise: {
    label: "Option exercise",
    units: "±",
    cash: "±",
    icon: "circle-arrow-right",
    fields: ACTION,
    help: "Contracts exercised; the stock leg is its own row.",
  },
  option_assignment: {
    label: "Option assignment",
    units: "±",
    cash: "±",
    icon: "circle-arrow-left",
    fields: ACTION,
    help: "Contracts assigned; the stock leg is its own row.",
  },
  option_expiration: {
    label: "Option expiration",
    units: "±",
    cash: "±",
    icon: "hourglass",
    fields: ACTION,
    help: "Contracts that expired.",
  },
  settlement: {
    label: "Settlement",
    units: "±",
    cash: "±",
    icon: "handshake",
    fields: ACTION,
    help: "Variation margin, funding, or an expiry settled in cash.",
  },
  opening_balance: {
    label: "Opening balance",
    units: "±",
    cash: "±",
    icon: "flag",
    fields: ["instrument", "quantity", "price", "amount", "reason"],
    help: "What the account held before its first row.",
  },
  adjustment: {
    label: "Adjustment",
    units: "±",
    cash: "±",
    icon: "wrench",
    fields: ACTION,
    help: "A correction by a person, always with a reason.",
  },
  journal: {
    label: "Journal",
    units: "±",
    cash: "±",
    icon: "notebook-pen",
    fields: ACTION,
    help: "An internal move between parts of an account.",
  },
  other: {
    label: "Other",
    units: "±",
    cash: "±",
    icon: "circle-help",
    fields: ACTION,
    help: "Something the broker sent that we do not know; please review it.",
  },
} as const satisfies Record<string, TradeTypeRow>;

export type TradeType = keyof typeof TRADE_TYPES;
export const TRADE_TYPE_CODES = Object.keys(TRADE_TYPES) as [TradeType, ...TradeType[]];

/** Whether a stored or written value is one of the table's. */
export function isTradeType(value: string): value is TradeType {
  return Object.hasOwn(TRADE_TYPES, value);
}

/** The row of any stored value: an unknown one is treated, and shown, as `other`. */
export function tradeTypeRow(value: string): TradeTypeRow {
  return TRADE_TYPES[isTradeType(value) ? value : "other"];
}
