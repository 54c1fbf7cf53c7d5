import { absolute, add, type DecimalString, multiply, subtract, ZERO } from "@/lib/money/decimal";
import { assetCode, quotesAreMoney } from "../exchange/assets";
import { Counting } from "../exchange/counting";
import type { ExchangeEvent } from "../exchange/event";
import { itemsOf, joinedItems } from "../exchange/items";
import { legRows, negated } from "../exchange/legs";
import { feeRow, movementRow, rewardRow, unknownRow } from "../exchange/movements";
import { exchangeRows } from "../exchange/swap";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { SOURCE } from "./line";

type Row = TableRow<Column>;

/** Ids of fills are a market's own: the market is part of them. */
const fillId = (product: string, tradeId: string) => `${SOURCE}:pro:${product.toUpperCase()}:${tradeId}`;

/**
 * Coinbase Pro's and Exchange's fills, one line each. `total` is what moved in the quote, signed and with the fee in it. Their money is
 * what markets quote in, stablecoins included: the report tells no other worth.
 */
export function* readFills(rows: Iterable<Row>, fallback: string): Generator<FormatItem> {
  const all = [...rows];
  const counting = new Counting(fallback);
  for (const row of all) {
    const [base, quote] = [assetCode(row.text("sizeUnit")), assetCode(row.text("priceUnit"))];
    if (base && quote && quotesAreMoney(quote)) counting.traded(base, quote);
  }
  for (const row of all) yield* readFill(row, counting);
}

function readFill(row: Row, counting: Counting): FormatItem[] {
  const at = row.time("createdAt");
  const product = row.requiredText("product", "A market such as BTC-USD.");
  const base = assetOf(row, "sizeUnit", product.split("-")[0]);
  const quote = assetOf(row, "priceUnit", product.split("-")[1]);
  const [size, price] = [row.requiredNumber("size"), row.requiredNumber("price")];
  const fee = absolute(row.number("fee") ?? ZERO);
  const total = row.number("fillTotal");
  const side = row.text("side").toLowerCase();
  if (side !== "buy" && side !== "sell") row.refuse(`${row.title("side")}: "${row.text("side").slice(0, 60)}" is no side.`, "BUY or SELL.");
  if (!at || base === null || quote === null || size === null || price === null || row.isRefused) return [row.refusal()];
  const buys = side === "buy";
  const told = total === null ? null : buys ? subtract(absolute(total), fee) : add(absolute(total), fee);
  const [units, money] = [
    { asset: base, amount: absolute(size) },
    { asset: quote, amount: told ?? multiply(absolute(size), price) },
  ];
  const id = row.text("tradeId");
  return itemsOf(
    row,
    exchangeRows({
      source: SOURCE,
      at,
      isMoney: quotesAreMoney,
      countedIn: (coin) => counting.currencyOf(coin),
      ...(id === "" ? {} : { id: fillId(product, id) }),
      meta: { rawType: row.text("side") },
      ...(buys ? { given: money, taken: units } : { given: units, taken: money }),
      fees: [{ asset: quote, amount: fee }],
    }),
  );
}

function assetOf(row: Row, column: Column, otherwise = ""): string | null {
  const asset = assetCode(row.text(column) || otherwise);
  if (asset === null) row.refuse(`${row.title(column)}: "${row.text(column).slice(0, 60)}" is no asset.`, "A code such as BTC.");
  return asset;
}

const ACCOUNT_TYPES: Readonly<Record<string, Meaning>> = {
  deposit: { tradeType: "transfer_in" },
  withdrawal: { tradeType: "transfer_out" },
  rebate: { tradeType: "reward", subtype: "rebate" },
  reward: { tradeType: "reward" },
  fee: { tradeType: "fee" },
};

/** One line of the account report: what happened to one balance. */
interface Entry {
  row: Row;
  type: string;
  asset: string;
  amount: DecimalString;
  at: { instant: string; dateOnly: boolean };
  /** What the lines of one trade or conversion share. */
  key: string;
}

/**
 * Coinbase Pro's account report: a line for every change of a balance. The lines of one trade (`match` twice, `fee`) share a trade id, those
 * of a `conversion` (USD to USDC) their moment. Reports of one balance each exist too: there a side is missing, and is marked for review.
 */
export function* readAccount(rows: Iterable<Row>, fallback: string): Generator<FormatItem> {
  const entries: Entry[] = [];
  const refused: FormatItem[] = [];
  for (const row of rows) {
    const entry = entryOf(row);
    if (entry) entries.push(entry);
    else refused.push(row.refusal());
  }
  yield* refused;
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.key);
    if (group) group.push(entry);
    else groups.set(entry.key, [entry]);
  }
  const counting = new Counting(fallback);
  for (const group of groups.values()) {
    const assets = [...new Set(group.map(({ asset }) => asset))];
    const money = assets.find(quotesAreMoney);
    for (const asset of assets) if (money && asset !== money) counting.traded(asset, money);
  }
  for (const group of groups.values()) yield* readGroup(group, counting);
}

function entryOf(row: Row): Entry | null {
  const at = row.time("time");
  const asset = assetOf(row, "unit");
  const amount = row.requiredNumber("amount");
  const type = row.requiredText("type", "A type such as match.").toLowerCase();
  if (!at || asset === null || amount === null || row.isRefused) return null;
  const [trade, order, transfer] = [row.text("tradeId"), row.text("orderId"), row.text("transferId")];
  const portfolio = row.text("portfolio");
  const key =
    type === "match" || (type === "fee" && trade !== "")
      ? `trade ${trade} ${order}`
      : type === "conversion"
        ? `conversion ${at.instant}`
        : `line ${row.line}`;
  return { row, type, asset, amount, at, key: `${portfolio} ${key} ${transfer}` };
}

function readGroup(group: readonly Entry[], counting: Counting): FormatItem[] {
  const [first] = group;
  if (!first) return [];
  const event: ExchangeEvent = {
    source: SOURCE,
    at: first.at,
    isMoney: quotesAreMoney,
    countedIn: (coin) => counting.currencyOf(coin),
    meta: { rawType: first.row.text("type") },
  };
  const lines = group.map(({ row }) => row);
  if (first.type === "match" || first.type === "conversion" || group.length > 1) return joinedItems(lines, tradeRows(group, event));
  const { tradeType, subtype, doubts } = first.row.meaning(ACCOUNT_TYPES, first.row.text("type"));
  const transfer = first.row.text("transferId");
  const told: ExchangeEvent = {
    ...event,
    doubts,
    ...(transfer === "" ? {} : { id: `${SOURCE}:pro:${transfer}` }),
    meta: { ...event.meta, ...(subtype ? { subtype } : {}) },
  };
  const { asset, amount, row } = first;
  if (tradeType === "transfer_in" || tradeType === "transfer_out") return itemsOf(row, [movementRow(told, asset, amount)]);
  if (tradeType === "reward") return itemsOf(row, [rewardRow(told, asset, amount)]);
  if (tradeType === "fee") return itemsOf(row, [feeRow(told, { asset, amount: subtract(ZERO, amount) })]);
  return itemsOf(row, [unknownRow(told, asset, amount, tradeType)]);
}

function tradeRows(group: readonly Entry[], event: ExchangeEvent) {
  const trade = group[0]?.row.text("tradeId") ?? "";
  const market = (given: string, taken: string) => (event.isMoney(given) ? `${taken}-${given}` : `${given}-${taken}`);
  return legRows({
    ...event,
    changes: group.filter(({ type }) => type !== "fee"),
    fees: group.filter(({ type }) => type === "fee").map(negated),
    ...(trade === "" ? {} : { idOf: (given, taken) => fillId(market(given, taken), trade) }),
  });
}
