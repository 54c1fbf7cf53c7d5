import { definePreset } from "../table/preset";
import { COLUMNS } from "./columns";
import { SOURCE } from "./entry";
import { Reading } from "./rows";

/**
 * CSV files of Portfolio Performance, in its languages:
 * - exports of a cash account or a portfolio (File › Export › CSV), which are also its import templates: `Date, Type, Value, Transaction
 *   Currency, Gross Amount, Currency Gross Amount, Exchange Rate, Fees, Taxes, Shares, ISIN, WKN, Ticker Symbol, Security Name, Note`,
 *   and columns that name the accounts where a person has added them;
 * - the table of all transactions: `Date, Type, Security, Shares, Quote, Amount, Fees, Taxes, Net Transaction Value, Cash Account, Offset
 *   Account, Note, Source`. Amounts in the file's base currency stand there without it.
 *
 * Values are after charges. Their sign differs: money that leaves is negative in an account's export, units that leave are in a
 * portfolio's; the type says which. A purchase is in both exports, and is one row when both are imported. Dates have no zone.
 * Numbers are written as the application's language writes them. After its CSVExporter, TransactionsViewer and messages files.
 */
export const portfolioPerformanceCsv = definePreset({
  code: SOURCE,
  name: "Portfolio Performance (CSV)",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "type", "value", "currency"],
    ["date", "type", "value", "shares", "name"],
    ["date", "type", "value", "shares", "ticker"],
    ["date", "type", "value", "shares", "wkn"],
    ["date", "type", "name", "net"],
  ],
  numbers: { detect: ["value", "gross", "fees", "taxes", "rate", "net", "amount", "shares", "quote"] },
  dates: { order: { detect: ["date"], otherwise: "dmy" }, zone: "UTC" },
  *read(table, { assume = {} }) {
    yield* new Reading(table.rows, assume).items();
  },
});
