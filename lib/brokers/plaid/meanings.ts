import { lookup } from "@/lib/formats/lookup";
import type { TradeType } from "@/lib/transactions/trade-types";

export interface Meaning {
  tradeType: TradeType;
  subtype?: string;
  positionEffect?: "open" | "close";
  doubts: string[];
}

/** What is meant whatever the type: Plaid's documentation lists subtypes and types, and doesn't bind one to the other. */
const SUBTYPES: Readonly<Record<string, Omit<Meaning, "doubts">>> = {
  "buy to cover": { tradeType: "buy", positionEffect: "close" },
  "sell short": { tradeType: "sell", positionEffect: "open" },
  "dividend reinvestment": { tradeType: "reinvest" },
  "interest reinvestment": { tradeType: "reinvest" },
  "long-term capital gain reinvestment": { tradeType: "reinvest" },
  "short-term capital gain reinvestment": { tradeType: "reinvest" },
  "stock distribution": { tradeType: "stock_dividend" },
  dividend: { tradeType: "dividend" },
  "qualified dividend": { tradeType: "dividend", subtype: "qualified" },
  "non-qualified dividend": { tradeType: "dividend", subtype: "non_qualified" },
  "long-term capital gain": { tradeType: "dividend", subtype: "capital_gain_long" },
  "short-term capital gain": { tradeType: "dividend", subtype: "capital_gain_short" },
  "unqualified gain": { tradeType: "dividend", subtype: "capital_gain" },
  interest: { tradeType: "interest" },
  "interest receivable": { tradeType: "interest" },
  "margin expense": { tradeType: "interest", subtype: "margin" },
  "loan payment": { tradeType: "interest", subtype: "loan_payment" },
  "return of principal": { tradeType: "return_of_capital" },
  tax: { tradeType: "tax" },
  "tax withheld": { tradeType: "tax", subtype: "withholding" },
  "non-resident tax": { tradeType: "tax", subtype: "withholding" },
  "account fee": { tradeType: "fee" },
  "fund fee": { tradeType: "fee" },
  "legal fee": { tradeType: "fee" },
  "management fee": { tradeType: "fee" },
  "miscellaneous fee": { tradeType: "fee" },
  "transfer fee": { tradeType: "fee" },
  "trust fee": { tradeType: "fee" },
  split: { tradeType: "split" },
  "spin off": { tradeType: "spin_off" },
  merger: { tradeType: "merger" },
  exercise: { tradeType: "option_exercise" },
  assignment: { tradeType: "option_assignment" },
  expire: { tradeType: "option_expiration" },
  adjustment: { tradeType: "adjustment" },
  rebalance: { tradeType: "adjustment", subtype: "rebalance" },
};

const MOVES = new Set(["deposit", "withdrawal", "contribution", "distribution", "transfer", "send", "request"]);

/**
 * What a transaction is.
 * @param moved whether it moves units of something that isn't money, and whether units or money come in
 */
export function meaningOf(type: string, subtype: string, moved: { units: boolean; comesIn: boolean }): Meaning {
  // A fund's own fee is taken in units: it is a sale whose money is gone. Named by its subtype all the same.
  const known = lookup(SUBTYPES, subtype);
  if (known) return { ...known, doubts: [] };
  if (type === "buy" || type === "sell") {
    const plain = subtype === type || subtype === "contribution" || subtype === "distribution" || subtype === "";
    return { tradeType: type, doubts: plain ? [] : unknown(type, subtype) };
  }
  if (type === "fee") return { tradeType: "fee", doubts: subtype === "" ? [] : unknown(type, subtype) };
  if (!MOVES.has(subtype)) return { tradeType: "other", doubts: unknown(type, subtype) };
  if (moved.units) return { tradeType: moved.comesIn ? "transfer_in" : "transfer_out", doubts: [] };
  return { tradeType: moved.comesIn ? "deposit" : "withdrawal", ...(type === "transfer" ? { subtype: "transfer" } : {}), doubts: [] };
}

const unknown = (type: string, subtype: string) => [`Plaid calls this ${type} / ${subtype}, which this version doesn't know.`];
