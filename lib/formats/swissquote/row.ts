import type { AssetType } from "@/lib/instruments/asset-types";
import { absolute, compare, type DecimalString, multiply, negate, ONE, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { TRADE_TYPES, type TradeType } from "@/lib/transactions/trade-types";
import { charge, type RowParts } from "../draft";
import type { Meaning } from "../table/row";
import type { FormatItem } from "../types";
import { meaningOf } from "./meanings";
import { costsOf, inAccount, type Money, moneyOf, priceOf, type Row } from "./money";

export const SOURCE = "swissquote";

const COINS =
  /^(?:BTC|ETH|LTC|XRP|BCH|ADA|DOT|SOL|LINK|XLM|XTZ|EOS|UNI|AAVE|AVAX|ALGO|ATOM|DOGE|MATIC|POL|FIL|MKR|COMP|GRT|NEAR|SAND|MANA|USDC|ETC|TRX|BNB)$/i;
const BONDS = /\d(?:[.,]\d+)?\s*%|\bbond\b|obligation|anleihe/i;

type Moment = NonNullable<ReturnType<Row["time"]>>;

function assetTypeOf(row: Row): AssetType {
  if (!row.has("isin")) return COINS.test(row.text("symbol")) ? "crypto" : "stock";
  return /\b(?:ucits|etf)\b/i.test(row.text("name")) ? "etf" : BONDS.test(row.text("name")) ? "bond" : "stock";
}

function instrumentOf(row: Row): RowParts["instrument"] {
  const [symbol, isin, name] = [row.text("symbol"), row.text("isin"), row.text("name")];
  if (symbol === "" && isin === "" && name === "") return undefined;
  return { assetType: assetTypeOf(row), symbol: symbol || isin || name, meta: { isin, name } };
}

/** A booking. The export gives quantities without a sign, and a quantity of 1 to lines that move no units. */
export function readRow(row: Row): FormatItem {
  const at = row.time("date");
  const word = row.requiredText("transaction", "What happened, such as Buy.");
  const money = moneyOf(row);
  if (!at || !money || row.isRefused) return row.refusal();
  const { tradeType, subtype, doubts } = meant(row, word, money);
  const instrument = instrumentOf(row);
  const shared: Shared = { at, money, doubts, meta: { ...metaOf(row, tradeType, at, money), rawType: word, subtype } };
  if (tradeType === "buy" || tradeType === "sell") return readTrade(row, tradeType, instrument, shared);
  if (!instrument || tradeType === "fx_conversion") return readMoney(row, tradeType, shared);
  if (TRADE_TYPES[tradeType].units === "0") return readIncome(row, tradeType, instrument, shared);
  return readMovement(row, tradeType, instrument, shared);
}

interface Shared {
  at: Moment;
  money: Money;
  doubts: readonly string[];
  meta: Partial<TransactionMeta>;
}

function meant(row: Row, word: string, { cash }: Money): Meaning & { doubts: string[] } {
  const known = meaningOf(word);
  const { tradeType, subtype, doubts } = known ? { ...known, doubts: [] } : row.meaning({}, word);
  const pays = tradeType === "deposit" || (tradeType === "redemption" && !instrumentOf(row));
  return { tradeType: pays ? (sign(cash) < 0 ? "withdrawal" : "deposit") : tradeType, subtype, doubts };
}

/** An order has several fills, and so several lines: its number groups them, and tells none from the others. */
function metaOf(row: Row, tradeType: TradeType, at: Moment, { rate, quoted, unit }: Money): Partial<TransactionMeta> {
  const order = row.text("order").replace(/^0+$/, "");
  const group = order || (tradeType === "fx_conversion" ? `fx:${at.instant}` : "");
  return {
    groupId: group ? `${SOURCE}:${group}` : undefined,
    fx: rate === null ? undefined : { rate, from: quoted.currency, to: unit.currency },
  };
}

function readTrade(
  row: Row,
  tradeType: "buy" | "sell",
  instrument: RowParts["instrument"],
  { at, money, doubts, meta }: Shared,
): FormatItem {
  if (!instrument) row.refuse("The line names no instrument.", "A symbol, a name or an ISIN.");
  const units = row.requiredValue("quantity");
  if (units === null || !instrument || row.isRefused) return row.refusal();
  const price = priceOf(row, absolute(units), tradeType === "buy", money);
  const costs = inAccount(costsOf(row, money), money);
  if (row.isRefused) return row.refusal();
  const isBond = price.meta.priceUnit === "percent";
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument: isBond ? { ...instrument, assetType: "bond" } : instrument,
    quantity: units,
    price: price.own,
    currency: money.unit.currency,
    at,
    net: money.cash,
    fees: charge("commission", costs, money.unit.currency),
    doubts,
    meta: { ...meta, ...price.meta },
  });
}

/** Money alone: payments, conversions, fees, interest, and whatever else names no instrument. */
function readMoney(row: Row, tradeType: TradeType, { at, money, doubts, meta }: Shared): FormatItem {
  if (sign(money.cash) === 0) return row.skipped("The amount is 0.");
  const costs = charge(tradeType === "interest" ? "withholding" : "commission", costsOf(row, money), money.unit.currency);
  if (row.isRefused) return row.refusal();
  const moves = TRADE_TYPES[tradeType].units !== "0";
  return row.transaction({
    source: SOURCE,
    tradeType,
    ...(moves ? { quantity: money.cash } : {}),
    currency: money.unit.currency,
    at,
    net: money.cash,
    fees: tradeType === "deposit" || tradeType === "withdrawal" ? costs : [],
    taxes: tradeType === "interest" && sign(money.cash) > 0 ? costs : [],
    doubts,
    meta,
  });
}

/** Dividends and the like: the costs of a payment are the tax that was withheld. */
function readIncome(row: Row, tradeType: TradeType, instrument: RowParts["instrument"], { at, money, doubts, meta }: Shared): FormatItem {
  const pays = tradeType === "dividend" || tradeType === "interest" || tradeType === "return_of_capital";
  const tax = pays ? costsOf(row, money) : ZERO;
  const gross = multiply(row.value("quantity") ?? ONE, absolute(row.money("price", money.quoted) ?? ZERO));
  if (row.isRefused) return row.refusal();
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument,
    currency: money.unit.currency,
    at,
    net: money.cash,
    taxes: charge("withholding", inAccount(tax, money), money.unit.currency),
    doubts,
    meta: { ...meta, ...(sign(tax) === 0 || sign(gross) === 0 ? {} : { grossAmount: inAccount(gross, money) }) },
  });
}

const OUT_OR_IN: readonly TradeType[] = ["split", "merger", "journal", "other"];
const ACTIONS: readonly TradeType[] = ["split", "merger", "spin_off", "rights", "stock_dividend"];

/** Units that came or went without a trade. */
function readMovement(row: Row, tradeType: TradeType, instrument: RowParts["instrument"], { at, money, doubts, meta }: Shared): FormatItem {
  const units = row.value("quantity") ?? ZERO;
  if (row.isRefused) return row.refusal();
  const doubt = doubtOf(tradeType, units);
  // The net amount of units delivered is their worth; only what it came to in the account says that money moved.
  const moved = TRADE_TYPES[tradeType].cash === "0" && row.text("accountNet") === "" ? ZERO : money.cash;
  const word = row.text("transaction");
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument,
    quantity: doubt === null ? unitsOf(tradeType, units) : ZERO,
    currency: money.unit.currency,
    at,
    net: moved,
    doubts: doubt === null ? doubts : [...doubts, doubt],
    meta: { ...meta, ...(ACTIONS.includes(tradeType) ? { corporateAction: { kind: tradeType, description: word } } : {}) },
  });
}

const unitsOf = (tradeType: TradeType, units: DecimalString) => (tradeType === "transfer_out" ? negate(absolute(units)) : units);

/** Why the number of units can't be taken as it stands. */
function doubtOf(tradeType: TradeType, units: DecimalString): string | null {
  if (tradeType === "redemption" && compare(absolute(units), ONE) === 0)
    return "The export doesn't say how many units were redeemed: it shows 1 for a payment.";
  if (OUT_OR_IN.includes(tradeType) && sign(units) >= 0)
    return sign(units) === 0
      ? "The export doesn't say how many units came or went."
      : `The export doesn't say whether ${units} units came or went.`;
  return null;
}
