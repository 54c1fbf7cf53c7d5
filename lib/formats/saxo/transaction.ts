import { absolute, compare, type DecimalString, decimal, multiply, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { charge } from "../draft";
import type { Currency, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { assetTypeOf, eventMeaning, readTradeEvent, type TradeEvent } from "./events";

export type Row = TableRow<Column>;

export const SOURCE = "saxo";
const CENT = decimal("0.01");

/** What only the whole table tells of its rows. */
export interface Survey {
  /**
   * The currencies in which the account is seen to move money: of lines without an instrument, whose currency is the account's own; where there
   * are none, of lines that needed no conversion.
   */
  currencies: ReadonlySet<string>;
  /** Ids of bookings that stand on more than one line, and so tell none apart. */
  shared: ReadonlySet<string>;
}

const idOf = (row: Row): string => row.text("recordId") || row.text("bookingId");

const rateOf = (row: Row): DecimalString => row.value("rate") ?? ONE;

export function surveyOf(rows: readonly Row[]): Survey {
  const unconverted = rows.filter((row) => compare(rateOf(row), ONE) === 0 && row.has("instrumentCurrency"));
  const cash = unconverted.filter((row) => !row.has("isin") && !row.has("instrument"));
  const ids = rows.map(idOf);
  return {
    currencies: new Set((cash.length > 0 ? cash : unconverted).map((row) => row.text("instrumentCurrency"))),
    shared: repeated(ids),
  };
}

function repeated(ids: readonly string[]): Set<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const id of ids) (once.has(id) ? again : once).add(id);
  return again;
}

/** The currency of the amount: told by the newer layout; otherwise the instrument's, unless the line was converted. */
function currencyOf(row: Row, accounts: Survey["currencies"]): Currency | null {
  if (row.has("currency")) return row.currency("currency");
  if (compare(rateOf(row), ONE) === 0) return row.currency("instrumentCurrency");
  const [only, ...others] = accounts;
  return row.currencyOf(only !== undefined && others.length === 0 ? only : "", "The account's currency");
}

export function instrumentOf(row: Row) {
  const [isin, name, listed] = [row.text("isin"), row.text("instrument"), row.text("symbol")];
  if (isin === "" && name === "" && listed === "") return null;
  const [ticker = "", mic = ""] = listed.split(":");
  const assetType = assetTypeOf(row.text("txType") === "" ? row.text("assetType") || row.text("underlying") : row.text("type"));
  return { assetType, symbol: ticker || isin || name, meta: { isin, name, exchange: mic.toUpperCase() || row.text("exchange") } };
}

/** A booking. `Amount` is signed as cash, after costs. */
export function readTransaction(row: Row, { currencies, shared: repeatedIds }: Survey): FormatItem {
  const at = row.time("date");
  const event = row.requiredText("event", "What happened, such as Buy 3 @ 139.74 USD.");
  const amount = row.requiredValue("amount");
  const unit = currencyOf(row, currencies);
  if (!at || amount === null || !unit || row.isRefused) return row.refusal();
  const trade = readTradeEvent(event);
  const shared = { at, unit, amount, meta: metaOf(row, event, unit, repeatedIds) };
  return trade ? readTrade(row, trade, shared) : readCash(row, event, shared);
}

interface Shared {
  at: { instant: string; dateOnly: boolean };
  unit: Currency;
  amount: DecimalString;
  meta: Partial<TransactionMeta>;
}

/** Only a booking's own number is one of a row: an order may have several fills, a trade several bookings. */
function metaOf(row: Row, event: string, unit: Currency, repeatedIds: Survey["shared"]): Partial<TransactionMeta> {
  const id = repeatedIds.has(idOf(row)) ? "" : idOf(row);
  const group = row.text("orderId") || row.text("tradeId");
  const rate = row.has("rate") ? rateOf(row) : ONE;
  const from = row.text("instrumentCurrency");
  return {
    ...(id ? { externalId: `${SOURCE}:${id}`, externalIds: [`${SOURCE}:${id}`] } : {}),
    ...(group ? { groupId: `${SOURCE}:${group}` } : {}),
    rawType: event,
    rawAssetType: row.text("txType") === "" ? undefined : row.text("type") || undefined,
    settleDate: row.date("valueDate"),
    description: row.text("comment"),
    fx: compare(rate, ONE) === 0 || from === "" || from === unit.currency ? undefined : { rate, from, to: unit.currency },
  };
}

function readTrade(row: Row, trade: TradeEvent, { at, unit, amount, meta }: Shared): FormatItem {
  const instrument = instrumentOf(row);
  if (!instrument) row.refuse("The line names no instrument.", "A name, a symbol or an ISIN.");
  if (!instrument) return row.refusal();
  const isOwn = trade.currency === unit.currency;
  return row.transaction({
    source: SOURCE,
    tradeType: trade.buys ? "buy" : "sell",
    instrument,
    quantity: trade.units,
    price: isOwn ? trade.price : null,
    currency: unit.currency,
    at,
    net: amount,
    fees: costsOf(row, trade, amount, unit.currency, isOwn),
    meta: {
      ...meta,
      brokerGain: row.value("realized") ?? undefined,
      minorUnit: trade.minorUnit,
      ...(isOwn ? {} : { quoted: { price: trade.price, currency: trade.currency } }),
    },
  });
}

/** What the amount has beyond units × price; in another currency only what the newer layout tells. */
function costsOf(row: Row, trade: TradeEvent, amount: DecimalString, currency: string, isOwn: boolean): Charge[] {
  const told = absolute(row.value("totalCost") ?? ZERO);
  if (sign(told) !== 0) return charge("commission", told, currency);
  if (!isOwn) return [];
  const value = multiply(trade.units, trade.price);
  const difference = trade.buys ? subtract(absolute(amount), value) : subtract(value, absolute(amount));
  return compare(difference, CENT) > 0 ? charge("commission", difference, currency) : [];
}

function readCash(row: Row, event: string, { at, unit, amount, meta }: Shared): FormatItem {
  const known = eventMeaning(event) ?? eventMeaning(row.text("txType")) ?? null;
  const { tradeType, subtype, doubts } = known ? { ...known, doubts: [] } : row.meaning({}, event);
  const isMoney = tradeType === "deposit" || tradeType === "withdrawal";
  const instrument = isMoney ? null : instrumentOf(row);
  const moves = tradeType === "split" || tradeType === "stock_dividend" || tradeType === "spin_off" || tradeType === "rights";
  if (!instrument && sign(amount) === 0) return row.skipped("The amount is 0.");
  return row.transaction({
    source: SOURCE,
    tradeType: isMoney ? (sign(amount) < 0 ? "withdrawal" : "deposit") : tradeType,
    ...(instrument ? { instrument } : {}),
    ...(isMoney ? { quantity: amount } : {}),
    currency: unit.currency,
    at,
    net: amount,
    doubts: moves ? [...doubts, "The export doesn't say how many units came or went."] : doubts,
    meta: { ...meta, subtype, ...(moves ? { corporateAction: { kind: tradeType, description: event } } : {}) },
  });
}
