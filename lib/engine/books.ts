import type { DecimalString } from "@/lib/money/decimal";

/** How a sale finds the lots it closes. `specific`: the lots that the sale names, and the oldest ones for what it doesn't name. */
export const COST_METHODS = ["fifo", "lifo", "hifo", "average", "specific"] as const;
export type CostMethod = (typeof COST_METHODS)[number];

/** Units that were acquired together, or what is left of them. A short sale opens a lot of negative quantity. */
export interface Lot {
  /** The id of the ledger row that opened it; with `/2`, `/3` … where one row opened several (a transfer of several lots). */
  id: string;
  accountId: string;
  instrument: string;
  currency: string;
  /** ISO instant of the acquisition: carried over by transfers, splits, mergers and renames. */
  acquiredAt: string;
  dateOnly: boolean;
  /** Signed: negative is short. Never 0. */
  quantity: DecimalString;
  /** Signed as the quantity; charges of the acquisition are part of it. Of a short lot: what was received. */
  cost: DecimalString;
  /** The charges that are part of `cost`. Positive is paid. */
  charges: DecimalString;
  /** False when nothing tells what it had cost: `cost` is then too small by an unknown amount. */
  costKnown: boolean;
  /** The rate recorded on the row that acquired it, when it was one. */
  fx: RecordedRate | null;
}

/** A lot, or a part of one, closed by a row. gain = proceeds − cost, for long and short lots alike. */
export interface Disposal {
  rowId: string;
  lotId: string;
  accountId: string;
  instrument: string;
  currency: string;
  tradeType: string;
  /** ISO instant at which it was closed. */
  at: string;
  dateOnly: boolean;
  acquiredAt: string;
  /** Units closed; negative for a short lot that was bought back. 0: a gain without units, such as a settlement in cash. */
  quantity: DecimalString;
  /** Long: the cash received, charges of the sale taken off. Short: what had been received when the lot was opened. */
  proceeds: DecimalString;
  /** Long: the cost of the lot, its charges included. Short: what buying it back cost, charges included. */
  cost: DecimalString;
  /** Charges of both sides that are inside proceeds and cost. Positive is paid. */
  charges: DecimalString;
  gain: DecimalString;
  /** False where the acquisition is missing or its cost is not known: the cost counted is then 0 for those units. */
  costKnown: boolean;
  /** The rate recorded on the closing row, when it was one. */
  fx: RecordedRate | null;
  /** The rate recorded on the row that acquired the lot, when it was one. */
  acquiredFx: RecordedRate | null;
  /** The gain of the whole closing row as the broker states it: the same on each lot that the row closed. It is only there to be compared. */
  brokerGain: DecimalString | null;
}

/** One unit of `from` is `rate` units of `to`, as the broker recorded it on a row. */
export interface RecordedRate {
  from: string;
  to: string;
  rate: DecimalString;
}

/** Dividends, coupons, interest, rewards: money or units that a position or a balance yields. */
export interface Income {
  rowId: string;
  accountId: string;
  /** Null: interest on cash. */
  instrument: string | null;
  currency: string;
  kind: "dividend" | "interest" | "reward" | "reinvest" | "other";
  at: string;
  dateOnly: boolean;
  /** Before tax; interest paid is negative. */
  gross: DecimalString;
  /** Tax and charges taken off. Positive is paid. */
  withheld: DecimalString;
  /** gross − withheld. */
  net: DecimalString;
  fx: RecordedRate | null;
}

/** A fee or tax that stands alone (those of trades are part of cost and proceeds). Signed as cash is: negative is paid. */
export interface Charge {
  rowId: string;
  accountId: string;
  instrument: string | null;
  currency: string;
  kind: "fee" | "tax";
  at: string;
  dateOnly: boolean;
  amount: DecimalString;
}

/** Value that crosses the edge of the account: cash, or units delivered without a counter-row in the same portfolio. */
export interface ExternalFlow {
  rowId: string;
  accountId: string;
  /** Null for cash. */
  instrument: string | null;
  currency: string;
  at: string;
  dateOnly: boolean;
  /** Cash: signed amount, + into the account. Units: null, they are valued at the day's price (or at `cost`). */
  amount: DecimalString | null;
  /** Signed units delivered; null for cash. */
  quantity: DecimalString | null;
  /** What the delivered units had cost as far as it is known, signed; null where nothing is known, and for cash. */
  cost: DecimalString | null;
}

/** What was held and paid on a day that changed it, in one currency. */
export interface DayMove {
  /** UTC day. */
  day: string;
  currency: string;
  /** Units held at the end of the day, over all accounts and currencies; negative is short. */
  units: DecimalString;
  /** Paid for units, less received for them; charges not counted. */
  cash: DecimalString;
  /** Charges of trades, which are inside costs and proceeds. Positive is paid. */
  charges: DecimalString;
}

/** A price that a row paid or received: a market price of that day. */
export interface TradePrice {
  at: string;
  rowId: string;
  currency: string;
  price: DecimalString;
}

/** A change of what a unit is: earlier prices are multiplied by `factor` to be comparable (2:1 split: 0.5); null where it is not known. */
export interface Reshaping {
  at: string;
  rowId: string;
  factor: DecimalString | null;
}

export type ProblemCode =
  | "missing-acquisition" // more went than was held, and it was no short sale
  | "assumed-short" // sold more than was held, and nothing says whether it is a short sale
  | "unknown-cost"
  | "lot-not-found" // a sale names a lot that isn't there
  | "bad-ratio"
  | "group-incomplete" // one leg of a corporate action or transfer without the other
  | "mixed-currencies"
  | "implausible-date"
  | "needs-review";

/** Something that makes a figure less certain. Never silent: pages show it. */
export interface Problem {
  code: ProblemCode;
  rowId: string;
  accountId: string;
  instrument: string | null;
  /** A sentence for people: what is so, and how to mend it. */
  message: string;
}

/** What is held of one instrument in one account and currency, and what it has done so far. */
export interface AccountPosition {
  accountId: string;
  currency: string;
  /** Sum of the lots. */
  quantity: DecimalString;
  /** Sum of the rows' quantities. Differs from `quantity` by the units that went although no row brought them. */
  ledgerQuantity: DecimalString;
  cost: DecimalString;
  costKnown: boolean;
  /** Cost per unit in the unit of prices; null without units. */
  avgPrice: DecimalString | null;
  /** Sum of the disposals' gains. */
  realised: DecimalString;
  lots: readonly Lot[];
  /** Last market price paid or received, null when there is none or a reshaping of unknown factor came after it. */
  lastPrice: DecimalString | null;
  lastPriceAt: string | null;
}

/** Everything about one instrument in one portfolio. */
export interface InstrumentBook {
  instrument: string;
  assetType: string;
  symbol: string;
  name: string | null;
  isin: string | null;
  multiplier: DecimalString | null;
  priceUnit: "unit" | "percent" | null;
  positions: readonly AccountPosition[];
  /** By day. */
  moves: readonly DayMove[];
  disposals: readonly Disposal[];
  income: readonly Income[];
  charges: readonly Charge[];
  flows: readonly ExternalFlow[];
  prices: readonly TradePrice[];
  reshapings: readonly Reshaping[];
  problems: readonly Problem[];
  /** How many ledger rows it was folded from, the first and the last instant of them. */
  rows: number;
  firstAt: string;
  lastAt: string;
}

/** The cash of one account in one currency. */
export interface CashBook {
  accountId: string;
  currency: string;
  /** Sum of `netAmount`. */
  balance: DecimalString;
  /** Net change per UTC day (`2025-01-31`), oldest first; days without a change are left out. */
  days: readonly { day: string; change: DecimalString }[];
  flows: readonly ExternalFlow[];
  income: readonly Income[];
  charges: readonly Charge[];
}

export interface LedgerBooks {
  method: CostMethod;
  /** Sorted by key, so that equal ledgers give equal results. */
  instruments: readonly InstrumentBook[];
  cash: readonly CashBook[];
  /** Those of rows about cash alone; the others are in their instrument's book. */
  problems: readonly Problem[];
}
