import { lookup } from "@/lib/formats/lookup";
import type { TradeType } from "@/lib/transactions/trade-types";

/** What an activity says of its kind. `units` and `cash` are signs. */
export interface ActivityKind {
  type: string;
  action: string;
  description: string;
  units: number;
  cash: number;
  isOption: boolean;
}

export interface Meaning {
  tradeType: TradeType;
  subtype?: string;
  effect?: "open" | "close";
  doubt?: string;
}

type Reader = (kind: ActivityKind, words: string) => Meaning | null;
type Words = ReadonlyArray<readonly [RegExp, Meaning]>;

const firstOf = (table: Words, words: string): Meaning | null => table.find(([pattern]) => pattern.test(words))?.[1] ?? null;

const SIDES: Words = [
  [/^BTO\b/, { tradeType: "buy", effect: "open" }],
  [/^BTC\b/, { tradeType: "buy", effect: "close" }],
  [/^BUY\b/, { tradeType: "buy" }],
  [/^(?:STO|SHO)\b/, { tradeType: "sell", effect: "open" }],
  [/^STC\b/, { tradeType: "sell", effect: "close" }],
  [/^SELL\b/, { tradeType: "sell" }],
];

const OPTION_EVENTS: Words = [
  [/^EXP\b|\bEXPIR/, { tradeType: "option_expiration" }],
  [/^AS[NG]\b|\bASSIGN/, { tradeType: "option_assignment" }],
  [/^EX[RE]\b|\bEXERCISE/, { tradeType: "option_exercise" }],
];

const ACTIONS: Words = [
  [/\bSPLIT\b|\bCONSOLIDAT|^(?:SPL|REV)\b/, { tradeType: "split" }],
  [/\bSPIN-?\s?OFF\b|^SPO\b/, { tradeType: "spin_off" }],
  [/\b(?:NAME|SYMBOL) CHANGE\b|^NAC\b/, { tradeType: "symbol_change" }],
  [/\bIN LIEU\b|^CIL\b/, { tradeType: "dividend", subtype: "cash_in_lieu" }],
  [/\bST(?:OC)?K DIV/, { tradeType: "stock_dividend" }],
  [/\bMATUR|\bREDE[EM]|\bCALLED\b|\bLIQUIDAT|^(?:RED|MAT|LIQ)\b/, { tradeType: "redemption" }],
  [/\bMERGE|\bACQUI|\bTAKEOVER\b|\bTENDER|\bEXCHANGE|^(?:MER|MGR|TND)\b/, { tradeType: "merger" }],
  [/\bRIGHTS?\b|^RTS\b/, { tradeType: "rights" }],
  [/\bEXPIR|\bWORTHLESS\b|^EXP\b/, { tradeType: "adjustment" }],
];

const INCOME: Words = [
  [/\bRETURN OF CAPITAL\b|\bROC\b/, { tradeType: "return_of_capital" }],
  [/\bCAP(?:ITAL)? GAINS?\b/, { tradeType: "dividend", subtype: "capital_gain" }],
  [/\bLIEU OF FRAC|^CIL\b/, { tradeType: "dividend", subtype: "cash_in_lieu" }],
  [/\bIN LIEU\b/, { tradeType: "dividend", subtype: "in_lieu" }],
];

const REINVESTED = /^REI\b|\bREINVEST|\bDRIP\b/;
const TAX = /^(?:NRT|TAX)\b|\bTAX\b/;
const JOURNAL = /^BRW\b|\bJOURNAL/;
const TRANSFER = /^(?:TF\w|TSF)\b|\bTRANSFER/;

/** A row with the other sign takes an earlier trade back; what is left of it is a trade the other way round. */
function readTrade({ units, cash }: ActivityKind, words: string): Meaning | null {
  const side = firstOf(SIDES, words) ?? (units === 0 ? null : { tradeType: units > 0 ? ("buy" as const) : ("sell" as const) });
  if (side?.tradeType === "buy" && units < 0 && cash > 0) return { tradeType: "sell", doubt: "The broker takes back an earlier buy." };
  if (side?.tradeType === "sell" && units > 0 && cash < 0) return { tradeType: "buy", doubt: "The broker takes back an earlier sale." };
  return side;
}

function readIncome({ units, cash }: ActivityKind, words: string): Meaning {
  // Units that were paid for with the dividend, which is a row of its own.
  if (REINVESTED.test(words) && units > 0)
    return cash < 0 ? { tradeType: "buy", subtype: "dividend_reinvestment" } : { tradeType: "reinvest" };
  if (units > 0 && cash === 0) return { tradeType: "stock_dividend" };
  if (cash < 0 && TAX.test(words)) return { tradeType: "tax", subtype: "withholding" };
  return firstOf(INCOME, words) ?? { tradeType: "dividend" };
}

/** Money or units, in or out, by the sign of whichever moved. */
function readMove({ units, cash }: ActivityKind, subtype?: string): Meaning | null {
  const more = subtype ? { subtype } : {};
  if (units !== 0) return { tradeType: units > 0 ? "transfer_in" : "transfer_out", ...more };
  return cash === 0 ? null : { tradeType: cash > 0 ? "deposit" : "withdrawal", ...more };
}

function readOther(kind: ActivityKind, words: string): Meaning | null {
  if (JOURNAL.test(words)) return { tradeType: "journal" };
  if (TRANSFER.test(words)) return readMove(kind, "transfer");
  return kind.units === 0 ? null : firstOf(ACTIONS, words);
}

/** Questrade's types of activities. */
const TYPES: Readonly<Record<string, Reader>> = {
  trades: readTrade,
  dividends: readIncome,
  "dividend reinvestment": readIncome,
  deposits: (kind) => readMove(kind),
  withdrawals: (kind) => readMove(kind),
  transfers: (kind) => readMove(kind, "transfer"),
  interest: () => ({ tradeType: "interest" }),
  "fees and rebates": (_kind, words) => (TAX.test(words) ? { tradeType: "tax" } : { tradeType: "fee" }),
  "fx conversion": () => ({ tradeType: "fx_conversion" }),
  "corporate actions": (_kind, words) => firstOf(ACTIONS, words),
  other: readOther,
};

/** The type of an action, for activities that come without one. */
const TYPE_OF_ACTION: Readonly<Record<string, string>> = {
  BUY: "trades",
  SELL: "trades",
  DIV: "dividends",
  REI: "dividends",
  CON: "deposits",
  DEP: "deposits",
  WDR: "withdrawals",
  EFT: "deposits",
  INT: "interest",
  FCH: "fees and rebates",
  FXT: "fx conversion",
  NAC: "corporate actions",
  BRW: "other",
  DIS: "other",
};

/**
 * What an activity is, by its type, and within that by its action and description; null for what isn't known. The documentation lists the
 * types by name alone, and no action: what is here of actions was seen in exports and in other programs that read this API.
 */
export function meaningOf(kind: ActivityKind): Meaning | null {
  const action = kind.action.toUpperCase();
  const words = `${action} ${kind.description.toUpperCase()}`;
  const event = kind.isOption && kind.units !== 0 ? firstOf(OPTION_EVENTS, words) : null;
  if (event) return event;
  const type = kind.type.toLowerCase() || (lookup(TYPE_OF_ACTION, action) ?? "");
  return lookup(TYPES, type)?.(kind, words) ?? null;
}
