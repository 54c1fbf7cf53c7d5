import { type DecimalString, sign } from "@/lib/money/decimal";
import type { UsMeaning } from "../us-brokers/row";

/** The broker's types, in lower case. */
export const TYPES: Readonly<Record<string, UsMeaning>> = {
  bought: { tradeType: "buy" },
  buy: { tradeType: "buy" },
  sold: { tradeType: "sell" },
  sell: { tradeType: "sell" },
  "sold short": { tradeType: "sell", effect: "open" },
  "sell short": { tradeType: "sell", effect: "open" },
  "bought to cover": { tradeType: "buy", effect: "close" },
  "buy to cover": { tradeType: "buy", effect: "close" },
  "bought to open": { tradeType: "buy", effect: "open" },
  "bought to close": { tradeType: "buy", effect: "close" },
  "sold to open": { tradeType: "sell", effect: "open" },
  "sold to close": { tradeType: "sell", effect: "close" },
  "option expired": { tradeType: "option_expiration" },
  "option expiration": { tradeType: "option_expiration" },
  expired: { tradeType: "option_expiration" },
  "option assigned": { tradeType: "option_assignment" },
  "option assignment": { tradeType: "option_assignment" },
  assigned: { tradeType: "option_assignment" },
  "option exercised": { tradeType: "option_exercise" },
  "option exercise": { tradeType: "option_exercise" },
  exercised: { tradeType: "option_exercise" },

  dividend: { tradeType: "dividend" },
  "qualified dividend": { tradeType: "dividend", subtype: "qualified" },
  "cash dividend": { tradeType: "dividend" },
  "dividend reinvestment": { tradeType: "buy", subtype: "dividend_reinvestment" },
  "capital gain": { tradeType: "dividend", subtype: "capital_gain" },
  "capital gains": { tradeType: "dividend", subtype: "capital_gain" },
  "capital gain distribution": { tradeType: "dividend", subtype: "capital_gain" },
  "lt cap gain distribution": { tradeType: "dividend", subtype: "capital_gain_long" },
  "st cap gain distribution": { tradeType: "dividend", subtype: "capital_gain_short" },
  "l/t capital gain": { tradeType: "dividend", subtype: "capital_gain_long" },
  "s/t capital gain": { tradeType: "dividend", subtype: "capital_gain_short" },
  "cash in lieu": { tradeType: "dividend", subtype: "cash_in_lieu" },
  "cash-in-lieu": { tradeType: "dividend", subtype: "cash_in_lieu" },
  "substitute payment": { tradeType: "dividend", subtype: "in_lieu" },
  "payment in lieu": { tradeType: "dividend", subtype: "in_lieu" },
  "return of capital": { tradeType: "return_of_capital" },
  "stock dividend": { tradeType: "stock_dividend" },
  interest: { tradeType: "interest" },
  "interest income": { tradeType: "interest" },
  "credit interest": { tradeType: "interest" },
  "bond interest": { tradeType: "interest", subtype: "coupon" },
  "margin interest": { tradeType: "interest", subtype: "margin" },
  fee: { tradeType: "fee" },
  fees: { tradeType: "fee" },
  "service fee": { tradeType: "fee" },
  "adr fee": { tradeType: "fee", subtype: "adr" },
  "misc fee": { tradeType: "fee" },
  "miscellaneous fee": { tradeType: "fee" },
  "account fee": { tradeType: "fee" },
  "advisory fee": { tradeType: "fee", subtype: "advisor" },
  tax: { tradeType: "tax", subtype: "withholding" },
  "tax withholding": { tradeType: "tax", subtype: "withholding" },
  "foreign tax": { tradeType: "tax", subtype: "withholding" },
  "foreign tax withheld": { tradeType: "tax", subtype: "withholding" },
  "foreign tax paid": { tradeType: "tax", subtype: "withholding" },
  "nra withholding": { tradeType: "tax", subtype: "withholding" },

  transfer: { tradeType: "transfer_in", subtype: "transfer" },
  "transfer in": { tradeType: "transfer_in", subtype: "transfer" },
  "transfer out": { tradeType: "transfer_in", subtype: "transfer" },
  "account transfer": { tradeType: "transfer_in", subtype: "transfer" },
  "security transfer": { tradeType: "transfer_in", subtype: "transfer" },
  received: { tradeType: "transfer_in", subtype: "transfer" },
  delivered: { tradeType: "transfer_in", subtype: "transfer" },
  "stock plan": { tradeType: "transfer_in", subtype: "stock_plan" },
  "stock plan transfer": { tradeType: "transfer_in", subtype: "stock_plan" },
  "restricted stock": { tradeType: "transfer_in", subtype: "stock_plan" },
  "deposit/withdrawal": { tradeType: "transfer_in" },
  rollover: { tradeType: "transfer_in", subtype: "transfer" },
  conversion: { tradeType: "transfer_in", subtype: "conversion" },
  "online transfer": { tradeType: "deposit" },
  ach: { tradeType: "deposit" },
  wire: { tradeType: "deposit" },
  "wire in": { tradeType: "deposit" },
  "wire out": { tradeType: "withdrawal" },
  "wire transfer": { tradeType: "deposit" },
  "direct deposit": { tradeType: "deposit" },
  "direct debit": { tradeType: "withdrawal" },
  deposit: { tradeType: "deposit" },
  "check deposit": { tradeType: "deposit" },
  contribution: { tradeType: "deposit" },
  credit: { tradeType: "deposit" },
  bonus: { tradeType: "deposit", subtype: "promotion" },
  withdrawal: { tradeType: "withdrawal" },
  distribution: { tradeType: "withdrawal" },
  check: { tradeType: "withdrawal" },
  "bill payment": { tradeType: "withdrawal" },
  "debit card": { tradeType: "withdrawal", subtype: "card" },
  atm: { tradeType: "withdrawal" },
  journal: { tradeType: "journal" },
  adjustment: { tradeType: "adjustment" },

  "stock split": { tradeType: "split" },
  "forward split": { tradeType: "split" },
  "reverse split": { tradeType: "split" },
  "reverse stock split": { tradeType: "split" },
  "spin-off": { tradeType: "spin_off" },
  spinoff: { tradeType: "spin_off" },
  "stock spin-off": { tradeType: "spin_off" },
  merger: { tradeType: "merger" },
  "cash merger": { tradeType: "merger" },
  reorganization: { tradeType: "merger" },
  reorg: { tradeType: "merger" },
  exchange: { tradeType: "merger" },
  tender: { tradeType: "merger" },
  "tender offer": { tradeType: "merger" },
  "name change": { tradeType: "symbol_change" },
  "symbol change": { tradeType: "symbol_change" },
  rights: { tradeType: "rights" },
  redemption: { tradeType: "redemption" },
  "bond redemption": { tradeType: "redemption" },
  "bond maturity": { tradeType: "redemption" },
  maturity: { tradeType: "redemption" },
  matured: { tradeType: "redemption" },
  called: { tradeType: "redemption" },
};

interface Line {
  description: string;
  quantity: DecimalString | null;
  amount: DecimalString | null;
}

/** Money that only moves between the parts of an account. */
const INTERNAL = /\bTRNSFR (?:CASH|MARGIN|SHORT)\b|INTERNAL FUND TRANSFER/i;
const UNTYPED: ReadonlyArray<readonly [RegExp, UsMeaning]> = [
  [/\bREINVEST(?:MENT)? (?:PRICE|@)/i, { tradeType: "buy", subtype: "dividend_reinvestment" }],
  [/\b(?:DIVIDEND RATE|DIVIDEND)\b/i, { tradeType: "dividend" }],
  [/\bINTEREST\b|^MORGAN STANLEY (?:PRIVATE )?BANK/i, { tradeType: "interest" }],
  [/\b(?:ACH|WIRE|CHECK|TRANSFER)\b/i, { tradeType: "deposit" }],
  [/\bFEE\b/i, { tradeType: "fee" }],
];

const signOf = (value: DecimalString | null) => (value === null ? 0 : sign(value));

/** What the other cells of a line say, where its type says too little or (`0`) nothing; null where its type has the word. */
export function meaningBeside(type: string, { description, quantity, amount }: Line): UsMeaning | null {
  const [units, cash] = [signOf(quantity), signOf(amount)];
  if (/^(?:adjustment|transfer|journal|0|)$/i.test(type) && units === 0 && INTERNAL.test(description))
    return { tradeType: "journal", subtype: "internal" };
  if (/^(?:qualified )?dividend$/i.test(type)) {
    if (units > 0 && cash < 0) return { tradeType: "buy", subtype: "dividend_reinvestment" };
    if (/\bL\/T CAP/i.test(description)) return { tradeType: "dividend", subtype: "capital_gain_long" };
    if (/\bS\/T CAP/i.test(description)) return { tradeType: "dividend", subtype: "capital_gain_short" };
  }
  if (!/^(?:0|other|misc|)$/i.test(type)) return null;
  const told = UNTYPED.find(([words]) => words.test(description))?.[1];
  if (told) return told;
  if (units > 0 && cash < 0) return { tradeType: "buy" };
  return units < 0 && cash > 0 ? { tradeType: "sell" } : null;
}
