import { absolute, add, compare, type DecimalString, decimal, multiply, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { Currency, Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { readDividendComment, readTradeComment } from "./comment";
import { cashMeaning, tradeOf } from "./meanings";

export type Row = TableRow<Column>;

export const SOURCE = "xtb";
const ROUNDING = decimal("0.01");
/** Shares are listed under a country (`SPYL.DE`, `T.US`); what isn't (`GOLD`, `EURUSD`, `US30.cash`) is traded as a contract. */
const LISTED = /\.[A-Z]{2}(?:_\d)?$/;
const MONEY: ReadonlySet<TradeType> = new Set<TradeType>(["deposit", "withdrawal"]);

export function instrumentOf(row: Row, isShare: boolean) {
  const symbol = row.text("symbol");
  if (symbol === "") return null;
  const assetType = isShare || LISTED.test(symbol) ? ("stock" as const) : ("cfd" as const);
  return { assetType, symbol, meta: { name: row.text("name") } };
}

const moment = (row: Row) => `${row.text("symbol")} ${row.text("time")}`;
/** The profit of a trade that was closed, as an operation of its own. */
export const isProfit = (row: Row): boolean =>
  tradeOf(row.text("type")) === null && cashMeaning(row.text("type"))?.subtype === "closed_trade";

/**
 * In the exports until 2025 a sale is two operations of one moment: `Stock sale` with what the shares had cost, and `close trade` with the
 * profit. Each such profit with its sale; profits of contracts have none.
 */
export function profitsOfSales(rows: readonly Row[]): Map<Row, Row> {
  const profits = Map.groupBy(rows.filter(isProfit), moment);
  const pairs = new Map<Row, Row>();
  for (const row of rows) {
    if (tradeOf(row.text("type")) !== "sell" || readTradeComment(row.text("comment")) === null) continue;
    const near = profits.get(moment(row));
    const profit = near?.splice(nearest(row, near), 1)[0];
    if (profit) pairs.set(row, profit).set(profit, row);
  }
  return pairs;
}

/** Which of the profits has the number closest to the sale's: they were given out one after the other. */
function nearest(row: Row, profits: readonly Row[]): number {
  const distance = (other: Row) => Math.abs(Number(other.text("id")) - Number(row.text("id")));
  return profits.reduce((best, other, index) => (distance(other) < distance(profits[best] ?? other) ? index : best), 0);
}

/** A line of the cash operations. `amount` is signed as cash, in the account's currency. */
export function readOperation(row: Row, account: string | null, profit: Row | undefined): FormatItem {
  const type = row.requiredText("type", "A type such as Deposit.");
  const at = row.time("time");
  const own = row.requiredValue("amount");
  const unit = row.currencyOf(account ?? "", "The account's currency");
  const gained = profit?.value("amount") ?? ZERO;
  if (!at || own === null || !unit || row.isRefused) return row.refusal();
  const amount = add(own, gained);
  const trade = readTradeComment(row.text("comment"));
  if (tradeOf(type) !== null || (trade && cashMeaning(type) === null)) return readTrade(row, unit, at, amount, profit);
  if (sign(amount) === 0) return row.skipped("The amount is 0.");

  const { tradeType, subtype, doubts } = meaningOf(row, type, amount);
  const instrument = MONEY.has(tradeType) ? null : instrumentOf(row, false);
  const id = row.text("id");
  const perShare = readDividendComment(row.text("comment"));
  const isPayment = tradeType === "dividend" || subtype === "withholding";
  return row.transaction({
    source: SOURCE,
    tradeType,
    ...(instrument ? { instrument } : {}),
    ...(MONEY.has(tradeType) ? { quantity: amount } : {}),
    currency: unit.currency,
    at,
    net: amount,
    doubts,
    meta: {
      ...(id ? { externalId: `${SOURCE}:${id}`, externalIds: [`${SOURCE}:${id}`] } : {}),
      rawType: type,
      subtype,
      description: row.text("comment"),
      groupId: isPayment && instrument ? `${SOURCE}:dividend:${instrument.symbol}:${at.instant}` : undefined,
      ...(perShare && isPayment ? { perShare } : {}),
      ...(row.text("product") ? { product: row.text("product") } : {}),
    },
  });
}

function meaningOf(row: Row, type: string, amount: DecimalString): Meaning & { doubts: string[] } {
  const known = cashMeaning(type);
  if (!known) return row.meaning({}, type);
  if (MONEY.has(known.tradeType)) return { ...known, tradeType: sign(amount) < 0 ? "withdrawal" : "deposit", doubts: [] };
  return { ...known, doubts: [] };
}

/** Shares bought or sold. The price of the comment is in the instrument's currency, which the file doesn't name. */
function readTrade(
  row: Row,
  unit: Currency,
  at: { instant: string; dateOnly: boolean },
  amount: DecimalString,
  profit: Row | undefined,
): FormatItem {
  const type = row.text("type");
  const trade = readTradeComment(row.text("comment"));
  const instrument = instrumentOf(row, true);
  if (!trade) row.refuse(`${row.title("comment")}: there are no units in it.`, "A comment such as OPEN BUY 34 @ 11.748.");
  if (!instrument) row.refuse(`${row.title("symbol")} is empty.`, "A symbol such as SPYL.DE.");
  if (!trade || !instrument) return row.refusal();
  const opens = trade.action === "open";
  const tradeType = opens === (trade.side === "buy") ? "buy" : "sell";
  // An operation and its profit keep the id of the operation. Some exports give a purchase and its sale one id: hence the side.
  const ids = [`${SOURCE}:${row.text("id")}:${tradeType}`, ...(profit?.text("id") ? [`${SOURCE}:${profit.text("id")}`] : [])];
  const inAccountCurrency = compare(absolute(subtract(multiply(trade.units, trade.price), absolute(amount))), ROUNDING) <= 0;
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument,
    quantity: trade.units,
    price: inAccountCurrency ? trade.price : null,
    currency: unit.currency,
    at,
    net: amount,
    meta: {
      ...(row.text("id") ? { externalId: ids[0], externalIds: ids } : {}),
      rawType: type,
      positionEffect: trade.action,
      description: row.text("comment"),
      brokerGain: profit?.value("amount") ?? undefined,
      ...(inAccountCurrency ? {} : { quoted: { price: trade.price } }),
      ...(row.text("product") ? { product: row.text("product") } : {}),
    },
  });
}
