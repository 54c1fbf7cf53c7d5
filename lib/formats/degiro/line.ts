import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import type { DecimalString } from "@/lib/money/decimal";
import { detectNumberStyle, readNumber } from "../table/numbers";
import type { Currency, TableRow } from "../table/row";
import type { Column } from "./columns";
import { readTradeText, type TradeText } from "./trade-text";
import { type Kind, kindOf } from "./words";

export type Row = TableRow<Column>;

export interface Money {
  amount: DecimalString;
  currency: string;
}

/** One booking of the account statement. */
export interface Line {
  row: Row;
  at: { instant: string; dateOnly: boolean };
  /** ISO date of the booking. */
  date: string;
  valueDate: string | undefined;
  product: string;
  isin: string;
  description: string;
  kind: Kind;
  trade: TradeText | null;
  /** What moved; null on lines that only tell of something. */
  money: Money | null;
  /** The currency of the balance behind the line, which every line has. */
  balanceCurrency: string;
  orderId: string;
  /** Units of the foreign currency for one of the account's, on one side of a conversion. */
  rate: DecimalString | null;
}

const isCurrencyCode = (text: string) => /^[A-Za-z]{3}$/.test(text) && toMajorCurrency(text).currency !== null;

/** An amount and its currency out of two columns, whichever stands first; also where both are in one cell (`EUR -0.56`). */
export function moneyOf(row: Row, one: Column, other: Column, fallback = ""): (Money & { unit: Currency }) | null {
  const [amountColumn, currencyColumn] = isCurrencyCode(row.text(other)) && !isCurrencyCode(row.text(one)) ? [one, other] : [other, one];
  const inOneCell = !row.has(amountColumn) && row.has(currencyColumn) && !isCurrencyCode(row.text(currencyColumn));
  const found = row.amount(inOneCell ? currencyColumn : amountColumn);
  if (found === null) return null;
  const unit = row.currencyOf((inOneCell ? "" : row.text(currencyColumn)) || found.unit || fallback, row.title(one));
  return unit && { amount: toMajor(found.value, unit), currency: unit.currency, unit };
}

/** A rate as it is written, which may be otherwise than the amounts of its line. */
export function rateOf(row: Row, column: Column): DecimalString | null {
  if (!row.has(column) || /[^\d.,]/.test(row.text(column))) return null;
  const { style } = detectNumberStyle([row.text(column)]);
  return style === null ? row.number(column) : readNumber(row.text(column), style);
}

/** Reads one booking; `more` are the lines that its cells are continued on. Null (and the row refused) where it can't be read. */
export function readLine(row: Row, more: readonly Row[]): Line | null {
  const joined = (column: Column) => [row, ...more].map((each) => each.text(column)).join("");
  const at = row.time("date", "time");
  const date = at ? row.date("date") : undefined;
  const moved = moneyOf(row, "change", "change2", row.text("balance"));
  const description = joined("description").replaceAll(/\s+/g, " ");
  if (description === "") row.refuse(`${row.title("description")} is empty.`, "What the line is about.");
  if (!at || !date || row.isRefused) return null;
  const money = moved && { amount: moved.amount, currency: moved.currency };
  const written = kindOf(description);
  const isPair = /^[A-Z]{3}\/[A-Z]{3}$/.test(row.text("product"));
  const ownKind = written === "reservation" || written === "internal" || written === "fund" || written === "conversion";
  const trade =
    ownKind || isPair
      ? null
      : readTradeText(description, { amount: money?.amount ?? null, currency: money?.currency ?? null, style: row.style.numbers });
  return {
    row,
    at,
    date,
    valueDate: row.date("valueDate"),
    product: joined("product"),
    isin: row.text("isin"),
    description,
    kind: isPair ? "conversion" : written,
    trade,
    money,
    balanceCurrency: isCurrencyCode(row.text("balance")) ? row.text("balance") : row.text("balance2"),
    orderId: joined("orderId") || joined("orderId2"),
    rate: rateOf(row, "fx"),
  };
}

/** Bookings with the lines that continue them: those without a date, in which the broker has broken a long cell. */
export function joinedRows(rows: Iterable<Row>): { row: Row; more: Row[] }[] {
  const joined: { row: Row; more: Row[] }[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    const continues = row.text("date") === "" && row.text("time") === "" && !row.has("change") && !row.has("change2");
    if (last && continues) last.more.push(row);
    else joined.push({ row, more: [] });
  }
  return joined;
}
