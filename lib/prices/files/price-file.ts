import { type DateOrder, possibleOrders, readTime } from "@/lib/formats/table/dates";
import { type Header, readHeader, type Spellings } from "@/lib/formats/table/header";
import { detectNumberStyle, type NumberStyle, readAmount } from "@/lib/formats/table/numbers";
import { type SourceRow, type TableSource, tablesOf } from "@/lib/formats/table/source";
import { FormatError } from "@/lib/formats/types";
import { type MajorCurrency, toMajor, toMajorCurrency } from "@/lib/money/currency";
import { type DecimalString, sign } from "@/lib/money/decimal";

type Column = "date" | "close" | "open" | "high" | "low" | "adjusted" | "currency";

/**
 * Columns of price files: downloads of Yahoo Finance, Stooq, Nasdaq, Investing.com, Ariva, Onvista and the ECB's data portal, and the
 * historical quotes that Portfolio Performance exports.
 */
const COLUMNS: Spellings<Column> = {
  date: ["Date", "Datum", "Data", "Fecha", "Day", "Tag", "Time", "TIME_PERIOD", "TIME PERIOD", "Timestamp", "Zeit"],
  close: [
    ...["Close", "Close/Last", "Close*", "Price", "Quote", "Last", "Value", "OBS_VALUE", "OBS.VALUE", "NAV", "Closing price", "Last price"],
    ...[
      "Schlusskurs",
      "Schluss",
      "Kurs",
      "Preis",
      "Letzter",
      "Zuletzt",
      "Wert",
      "Rücknahmepreis",
      "Zamkniecie",
      "Zamknięcie",
      "Kurs zamknięcia",
    ],
    ...["Clôture", "Cours", "Dernier", "Slotkoers", "Koers", "Cierre", "Último", "Precio", "Chiusura", "Prezzo", "Ultimo"],
  ],
  open: ["Open", "Erster", "Eröffnung", "Otwarcie", "Ouverture"],
  high: ["High", "Hoch", "Najwyzszy", "Najwyższy", "Tageshoch"],
  low: ["Low", "Tief", "Najnizszy", "Najniższy", "Tagestief"],
  adjusted: ["Adj Close", "Adj. Close", "Adj Close**", "Adjusted Close"],
  currency: ["Currency", "Währung", "Devise", "Valuta", "Moneda", "Waluta"],
};
const SIGNATURES: readonly (readonly Column[])[] = [
  ["date", "close"],
  ["date", "adjusted"],
];
const PREAMBLE_ROWS = 60;
const BLANK = /^(?:[-–—]{1,3}|n\/?a|n\/?d|null|none|nan)?$/i;
const SHOWN = 40;
const MAX_ROWS = 100_000;

export interface FilePrice {
  line: number;
  day: string;
  price: DecimalString;
  currency: string;
}

export interface PriceFile {
  /** In file order, one for each day. */
  prices: FilePrice[];
  /** Lines that should have been prices. */
  problems: { line: number; problem: string }[];
  /** Days that the file has no price of. */
  blank: number;
  notes: string[];
}

interface Reading {
  header: Header<Column>;
  rows: SourceRow[];
}

/**
 * Reads a table of days and prices. Pure.
 * @param currency what prices are in where no column says so; as brokers write it, GBX included
 * @param today ISO date; what is later is refused
 * @throws FormatError where the file holds no such table
 */
export function readPriceFile(bytes: Uint8Array, { currency, today }: { currency: string | null; today: string }): PriceFile {
  const reading = tablesOf(bytes)
    .map(findTable)
    .find((each) => each !== null);
  if (!reading)
    throw new FormatError(
      "The file has no column of dates with a column of prices.",
      "The first line should name the columns, such as Date and Close. Further columns don’t matter.",
      1,
    );
  const { header, rows } = reading;
  const at = (column: Column) => header.at.get(column) ?? -1;
  const priceColumn = header.at.has("close") ? at("close") : at("adjusted");
  const cellsOf = (column: number) => rows.map(({ cells }) => cells[column] ?? "");
  const order = orderOf(cellsOf(at("date")).filter((cell) => /\d/.test(cell)));
  const style = detectNumberStyle([priceColumn, at("open"), at("high"), at("low")].flatMap(cellsOf)).style ?? "point";
  const file: PriceFile = { prices: [], problems: [], blank: 0, notes: notesOn(header) };
  const seen = new Map<string, FilePrice>();
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const written = { date: cells[at("date")] ?? "", price: cells[priceColumn] ?? "", currency: cells[at("currency")] ?? "" };
    if (BLANK.test(written.price.trim()) && readTime(written.date, order)) {
      file.blank += 1;
      continue;
    }
    const price = readLine(written, { order, style, currency, today });
    const before = typeof price === "string" ? undefined : seen.get(price.day);
    if (typeof price === "string") file.problems.push({ line, problem: price });
    else if (before && (before.price !== price.price || before.currency !== price.currency))
      file.problems.push({ line, problem: `${price.day} stands on line ${before.line} already, with another price.` });
    else if (!before) {
      const taken = { line, ...price };
      seen.set(price.day, taken);
      file.prices.push(taken);
    }
  }
  return file;
}

function findTable(source: TableSource): Reading | null {
  const rows: SourceRow[] = [];
  for (const row of source.rows()) {
    rows.push(row);
    if (rows.length > MAX_ROWS)
      throw new FormatError(`The file has more than ${MAX_ROWS} lines.`, "Cut it into several, by years.", row.line);
  }
  for (const [index, row] of rows.slice(0, PREAMBLE_ROWS).entries()) {
    const header = readHeader(row.cells, COLUMNS, SIGNATURES);
    if (header) return { header, rows: rows.slice(index + 1) };
  }
  return withoutHeader(rows);
}

/** Two columns that begin with a day and a number need no names; a third may be the currency. */
function withoutHeader(rows: SourceRow[]): Reading | null {
  const [first] = rows;
  if (!first) return null;
  const [date = "", price = "", currency] = first.cells;
  const isTable = first.cells.length <= 3 && ["dmy" as const, "mdy" as const].some((order) => readTime(date, order) !== null);
  if (!isTable || !/^[^\p{L}]*\d/u.test(price)) return null;
  const at = new Map<Column, number>([["date", 0], ["close", 1], ...(currency === undefined ? [] : ([["currency", 2]] as const))]);
  return { header: { at, titles: new Map(), unknown: [], width: first.cells.length }, rows };
}

function notesOn(header: Header<Column>): string[] {
  if (header.at.has("close")) return [];
  return ["The file has adjusted closing prices only: dividends are taken off them, so they are not what was paid on the day."];
}

/** Where digits alone leave the order open, the days of a series tell: they go one way. Then a slash is how Americans write. */
function orderOf(cells: readonly string[]): DateOrder {
  const { possible } = possibleOrders(cells);
  if (possible.length <= 1) return possible[0] ?? "dmy";
  const steady = possible.find((order) => goesOneWay(cells.map((cell) => readTime(cell, order)?.date ?? "")));
  return steady ?? (possible.includes("mdy") && cells[0]?.includes("/") ? "mdy" : (possible[0] ?? "dmy"));
}

function goesOneWay(days: readonly string[]): boolean {
  if (days.length < 3) return false;
  const pairs = days.slice(1).map((day, index) => [days[index] ?? "", day] as const);
  // Half a year between two lines is no series of days.
  const isDense = pairs.every(([one, other]) => Math.abs(Date.parse(one) - Date.parse(other)) < 20 * 24 * 60 * 60 * 1000);
  return isDense && (pairs.every(([one, other]) => one < other) || pairs.every(([one, other]) => one > other));
}

interface Style {
  order: DateOrder;
  style: NumberStyle;
  currency: string | null;
  today: string;
}

/** One line's price; or why it is none. */
function readLine(
  written: { date: string; price: string; currency: string },
  { order, style, currency, today }: Style,
): Omit<FilePrice, "line"> | string {
  const time = readTime(written.date, order);
  if (!time) return `"${written.date.slice(0, SHOWN)}" is no date.`;
  if (time.date > today) return `${time.date} is still to come.`;
  const amount = readAmount(written.price, style);
  if (!amount) return `"${written.price.slice(0, SHOWN)}" is no price${style === "comma" ? " with a decimal comma" : ""}.`;
  if (sign(amount.value) < 0) return `A price is never below 0, and this one is ${amount.value}.`;
  const unit = unitOf(written.currency.trim() || amount.unit, currency);
  if (typeof unit === "string") return unit;
  return { day: time.date, price: toMajor(amount.value, unit), currency: unit.currency };
}

function unitOf(written: string, currency: string | null): (MajorCurrency & { currency: string }) | string {
  const sign = SIGNS[written] ?? written;
  const told = sign === "" || /^\p{Sc}$/u.test(sign) ? (currency ?? "") : sign;
  if (told === "") return "Nothing says which currency the price is in. Enter it beside the file.";
  const unit = toMajorCurrency(told);
  return unit.currency === null ? `"${told.slice(0, SHOWN)}" is no currency.` : { ...unit, currency: unit.currency };
}

/** Signs that stand for one currency only. `$` is that of several countries, and says nothing by itself. */
const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", p: "GBX", US$: "USD" };
