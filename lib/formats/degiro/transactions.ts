import { toMajor } from "@/lib/money/currency";
import { absolute, add, type DecimalString, multiply, negate, sign, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge, pricePerUnit } from "../draft";
import type { Table } from "../table/preset";
import type { Currency } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { SOURCE } from "./draft";
import { moneyOf, type Row, rateOf } from "./line";

/** One fill. Amounts are signed as cash, in the account's currency. */
interface Fill {
  row: Row;
  at: { instant: string; dateOnly: boolean };
  date: string;
  units: DecimalString;
  price: DecimalString;
  priced: Currency;
  currency: string;
  value: DecimalString;
  fees: DecimalString;
  autoFx: DecimalString;
  total: DecimalString;
  rate: DecimalString | null;
  orderId: string;
}

/** The account's currency: behind the amount, or in the name of its column. */
function amountIn(row: Row, column: Column, next: Column): { amount: DecimalString; currency: string } | null {
  const inTitle = /\b([A-Z]{3})$/.exec(row.title(column))?.[1];
  if (inTitle === undefined) return moneyOf(row, column, next);
  const amount = row.value(column);
  return amount === null ? null : { amount, currency: inTitle };
}

function readFill(row: Row): Fill | null {
  const at = row.time("date", "time");
  const date = at ? row.date("date") : undefined;
  const units = row.requiredValue("quantity");
  // A price is in the major unit here, and its own unit is kept.
  const price = moneyOf(row, "price", "price2");
  const value = amountIn(row, "value", "value2");
  const fees = amountIn(row, "fees", "fees2");
  const total = amountIn(row, "total", "total2");
  const autoFx = row.value("autoFx") ?? ZERO;
  const currency = total?.currency ?? value?.currency;
  if (!value && !total) row.refuse(`${row.title("total")} is empty.`, "The amount of the transaction.");
  if (units !== null && sign(units) === 0) row.refuse(`${row.title("quantity")} is 0.`, "A number of units.");
  if (!at || !date || units === null || !price || currency === undefined || row.isRefused) {
    if (!row.isRefused) row.refuse(`${row.title("price")} is empty.`, "A price and its currency.");
    return null;
  }
  const [feeAmount, totalAmount] = [fees?.amount ?? ZERO, total?.amount];
  const valueAmount = value?.amount ?? add(totalAmount ?? ZERO, negate(feeAmount), negate(autoFx));
  return {
    row,
    at,
    date,
    units,
    price: price.amount,
    priced: price.unit,
    currency,
    value: valueAmount,
    fees: feeAmount,
    autoFx,
    total: totalAmount ?? add(valueAmount, feeAmount, autoFx),
    rate: rateOf(row, "rate"),
    // The header may be one column short: then the id stands behind its own.
    orderId: row.text("orderId") || row.text("orderId2"),
  };
}

/** The transactions: fills of an order are one row, as in the account statement, under the same id. */
export function* readTransactions(table: Table<Column>): Generator<FormatItem> {
  const fills: Fill[] = [];
  const said: FormatItem[] = [];
  for (const row of table.rows) {
    const fill = readFill(row);
    if (fill) fills.push(fill);
    else said.push(row.refusal());
  }
  const orders = Map.groupBy(fills, ({ orderId, date, row, units }) =>
    orderId ? `${orderId}:${date}:${sign(units)}` : `line ${row.line}`,
  );
  const unnamed = fills.filter(({ orderId }) => orderId === "");
  for (const group of orders.values()) {
    const [first, ...others] = group;
    if (!first) continue;
    said.push(readGroup(group, meaningOf(first, unnamed)));
    for (const { row } of others) said.push(row.skipped(`Part of the order on line ${first.row.line}.`));
  }
  yield* said.sort((one, other) => one.line - other.line);
}

/**
 * What a line without an order is: the broker books a change of ISIN or a split as a sale and a purchase on one day that no order and no
 * costs belong to.
 */
function meaningOf(fill: Fill, unnamed: readonly Fill[]): { tradeType: TradeType; doubts: string[]; free: boolean } {
  const plain: TradeType = sign(fill.units) < 0 ? "sell" : "buy";
  if (fill.orderId !== "" || sign(fill.fees) !== 0) return { tradeType: plain, doubts: [], free: false };
  const isin = fill.row.text("isin");
  const opposite = unnamed.filter((other) => other.date === fill.date && sign(other.units) === -sign(fill.units));
  const renamed = opposite.some((other) => other.row.text("isin") !== isin && absolute(other.units) === absolute(fill.units));
  if (renamed) return { tradeType: "symbol_change", doubts: [], free: true };
  if (opposite.some((other) => other.row.text("isin") === isin && other.value === negate(fill.value)))
    return { tradeType: "split", doubts: [], free: true };
  return { tradeType: plain, doubts: ["The line belongs to no order: it may be a corporate action."], free: false };
}

function readGroup(group: readonly Fill[], { tradeType, doubts, free }: ReturnType<typeof meaningOf>): FormatItem {
  const [first] = group as readonly [Fill, ...Fill[]];
  const { row, currency, priced } = first;
  const sum = (amount: (fill: Fill) => DecimalString) => add(...group.map(amount));
  const units = sum((fill) => fill.units);
  const asWritten = group.length === 1 && priced.currency === currency;
  const externalId = `${SOURCE}:${first.orderId}:${first.date}`;
  const quoted =
    group.length === 1
      ? first.price
      : pricePerUnit(
          sum((fill) => valueInPriced(fill)),
          units,
        );
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument: {
      assetType: "stock",
      symbol: row.text("isin") || row.text("product"),
      meta: { isin: row.text("isin"), name: row.text("product"), exchange: row.text("venue") || row.text("exchange") },
    },
    quantity: units,
    price: asWritten
      ? first.price
      : pricePerUnit(
          sum((fill) => fill.value),
          units,
        ),
    currency,
    at: group.reduce((one, other) => (other.at.instant < one.at.instant ? other : one)).at,
    net: free ? ZERO : sum((fill) => fill.total),
    fees: [
      ...charge("commission", negate(sum((fill) => fill.fees)), currency),
      ...charge("currency_conversion", negate(sum((fill) => fill.autoFx)), currency),
    ],
    doubts,
    meta: {
      ...(first.orderId ? { externalId, externalIds: [externalId], groupId: externalId } : {}),
      ...(priced.currency === currency || quoted === null ? {} : { quoted: { price: quoted, currency: priced.currency } }),
      minorUnit: priced.minorUnit,
      fx: fxOf(first),
      ...(free ? { corporateAction: { kind: tradeType } } : {}),
    },
  });
}

const valueInPriced = ({ units, price }: Fill) => multiply(units, price);

/** The file tells how many of the price's currency one of the account's is. */
function fxOf({ rate, priced, currency }: Fill): { rate: DecimalString; from: string; to: string } | undefined {
  if (rate === null || sign(rate) === 0 || priced.currency === currency) return undefined;
  return { rate: toMajor(rate, priced), from: currency, to: priced.currency };
}
