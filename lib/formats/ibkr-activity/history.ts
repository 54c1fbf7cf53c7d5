import { absolute, type DecimalString, divide, negate, round, sign } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge, pricePerUnit } from "../draft";
import type { Meaning } from "../table/row";
import type { FormatItem } from "../types";
import type { About } from "./about";
import type { Row } from "./lines";

/**
 * The section Transaction History, a report of its own: one line per booking of all kinds, newest first, everything in the base currency but
 * the price (`Price Currency`). Cash in other currencies isn't told apart: what an exchange of currencies lists is only what it cost.
 */

/** The broker's words for a line, in lower case. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  dividend: { tradeType: "dividend" },
  "payment in lieu": { tradeType: "dividend", subtype: "in_lieu" },
  "payment in lieu of dividend": { tradeType: "dividend", subtype: "in_lieu" },
  "foreign tax withholding": { tradeType: "tax", subtype: "withholding" },
  "withholding tax": { tradeType: "tax", subtype: "withholding" },
  "us tax withholding": { tradeType: "tax", subtype: "withholding" },
  "sales tax": { tradeType: "tax", subtype: "sales" },
  "transaction fee": { tradeType: "tax", subtype: "transaction" },
  "transaction tax": { tradeType: "tax", subtype: "transaction" },
  "credit interest": { tradeType: "interest" },
  "debit interest": { tradeType: "interest" },
  "investment interest received": { tradeType: "interest", subtype: "coupon" },
  "investment interest paid": { tradeType: "interest", subtype: "coupon" },
  "bond interest received": { tradeType: "interest", subtype: "coupon" },
  "bond interest paid": { tradeType: "interest", subtype: "coupon" },
  "other fee": { tradeType: "fee" },
  "broker fee": { tradeType: "fee" },
  "advisor fee": { tradeType: "fee", subtype: "advisor" },
  "client fee": { tradeType: "fee", subtype: "advisor" },
  "commission adjustment": { tradeType: "fee", subtype: "commission" },
  deposit: { tradeType: "deposit" },
  withdrawal: { tradeType: "withdrawal" },
  "electronic fund transfer": { tradeType: "deposit" },
  "cash transfer": { tradeType: "deposit", subtype: "transfer" },
  "system transfer": { tradeType: "deposit", subtype: "transfer" },
  "internal transfer": { tradeType: "deposit", subtype: "transfer" },
  "forex trade component": { tradeType: "fx_conversion" },
  adjustment: { tradeType: "adjustment", subtype: "fx_translation" },
  assignment: { tradeType: "option_assignment" },
  exercise: { tradeType: "option_exercise" },
  expiration: { tradeType: "option_expiration" },
  "cash settlement": { tradeType: "settlement" },
  "stock split": { tradeType: "split" },
  "forward split": { tradeType: "split" },
  "reverse split": { tradeType: "split" },
  "spin off": { tradeType: "spin_off" },
  spinoff: { tradeType: "spin_off" },
  merger: { tradeType: "merger" },
  "stock dividend": { tradeType: "stock_dividend" },
  "bond maturity": { tradeType: "redemption" },
  "return of capital": { tradeType: "return_of_capital" },
};

/** About the account's money alone, whatever stands in the column of symbols. */
const MONEY: ReadonlySet<TradeType> = new Set(["deposit", "withdrawal", "fx_conversion", "adjustment"]);
const PAYER = /^([A-Z0-9][A-Z0-9.]*(?: [A-Z0-9.]{1,5})?)\s*\(([A-Z]{2}[A-Z0-9]{9}\d)\)/;
const OPTION_SYMBOL = /^(\S+)\s+(\d{6})([CP])(\d{8})$/;
const OPTION_WORDS = /^(\S+)\s+(\d{2}[A-Z]{3}\d{2})\s+([\d.]+)\s+([CP])$/;
const PAIR = /^([A-Z]{3})\.([A-Z]{3})$/;

/** Reads one line of the history. `source` is `meta.source` of its row. */
export function readHistory(row: Row, about: About, source: string): FormatItem {
  const written = row.requiredText("transactionType", "A type such as Buy.");
  const base = row.currencyOf(about.base ?? "", "Base Currency");
  const at = row.time("date");
  const quantity = row.value("quantity");
  const price = row.value("historyPrice");
  const gross = row.value("gross");
  const commission = row.value("historyCommission");
  const net = row.requiredValue("net");
  if (row.isRefused || !base || !at || net === null) return row.refusal();

  const { tradeType: known, subtype, doubts } = row.meaning(MEANINGS, written);
  const tradeType = directed(known, net, row.text("description"));
  const currency = base.currency;
  const instrument = MONEY.has(tradeType) ? undefined : instrumentOf(row, about);
  const units = instrument && quantity !== null && sign(quantity) !== 0 && tradeType !== "dividend" && tradeType !== "tax";
  const isTrade = tradeType === "buy" || tradeType === "sell";
  const value = gross ?? (commission === null ? net : null);
  const perUnit = units && value !== null ? pricePerUnit(value, quantity) : null;
  return row.transaction({
    source,
    tradeType,
    ...(instrument ? { instrument } : {}),
    quantity: units ? quantity : null,
    price: perUnit ?? (units && isTrade && !row.has("priceCurrency") ? price : null),
    currency,
    at,
    net,
    fees: commission === null ? [] : charge("commission", negate(commission), currency),
    doubts: [...doubts, ...doubtsOf(tradeType, quantity)],
    meta: {
      rawType: written,
      subtype,
      grossAmount: gross ?? undefined,
      description: row.text("description"),
      ...(tradeType === "adjustment" ? { reason: row.text("description") || written } : {}),
      ...quoted(row, currency, { price, quantity, gross }),
      ...pair(row, price, tradeType),
    },
  });
}

/** Money in and out goes by its sign, and a dividend that says so is a return of capital. */
function directed(tradeType: TradeType, net: DecimalString, description: string): TradeType {
  if (tradeType === "deposit" || tradeType === "withdrawal") return sign(net) < 0 ? "withdrawal" : "deposit";
  return tradeType === "dividend" && /return of capital/i.test(description) ? "return_of_capital" : tradeType;
}

function doubtsOf(tradeType: TradeType, quantity: DecimalString | null): string[] {
  const moves = tradeType === "split" || tradeType === "spin_off" || tradeType === "merger" || tradeType === "stock_dividend";
  return moves && (quantity === null || sign(quantity) === 0) ? ["The line doesn't say how many units came or went."] : [];
}

/** The price in its own currency, and the rate by which the broker came to the base currency. */
function quoted(
  row: Row,
  base: string,
  { price, quantity, gross }: Readonly<Record<"price" | "quantity" | "gross", DecimalString | null>>,
): Partial<TransactionMeta> {
  const unit = row.has("priceCurrency") ? row.text("priceCurrency") : base;
  if (price === null || unit === base || !/^[A-Z]{3}$/.test(unit)) return {};
  const foreign = quantity === null ? null : absolute(quantity);
  const inBase = gross === null || foreign === null ? null : divide(absolute(gross), foreign);
  const rate = inBase === null || sign(inBase) === 0 ? null : divide(inBase, price);
  return {
    quoted: { price: absolute(price), currency: unit },
    ...(rate === null || sign(rate) <= 0 ? {} : { fx: { rate: round(rate, 12), from: unit, to: base } }),
  };
}

/** The exchange that a Forex Trade Component is of: its amount is what the exchange cost in the base currency. */
function pair(row: Row, price: DecimalString | null, tradeType: TradeType): Partial<TransactionMeta> {
  const [, from, to] = PAIR.exec(row.text("symbol")) ?? [];
  if (tradeType !== "fx_conversion" || !from || !to || price === null || sign(price) <= 0) return {};
  return {
    fx: { rate: price, from, to },
    reasons: ["The history is kept in the base currency: the row is what is left of the exchange, not what was exchanged."],
  };
}

function instrumentOf(row: Row, about: About) {
  const description = row.text("description");
  const [, payer = "", isin = ""] = PAYER.exec(description) ?? [];
  const symbol = row.has("symbol") ? row.text("symbol") : payer;
  if (symbol === "") return undefined;
  const known = about.instruments.get(symbol) ?? {};
  const option = OPTION_SYMBOL.exec(symbol) ?? OPTION_WORDS.exec(symbol) ?? OPTION_WORDS.exec(description);
  return {
    assetType: option ? ("option" as const) : ("stock" as const),
    symbol,
    meta: {
      isin: isin || known.isin,
      conid: known.conid,
      name: payer === "" ? description : known.description,
      underlying: option?.[1],
    },
  };
}
