import { definePreset, type Table } from "../table/preset";
import type { FormatItem } from "../types";
import { COLUMNS, type Column } from "./columns";
import { dividendsIn, readHistoryLine, statementOf } from "./history";
import { readPositions } from "./positions";

function* readHistory(table: Table<Column>): Generator<FormatItem> {
  const rows = [...table.rows];
  const dividends = dividendsIn(rows);
  for (const row of rows) {
    const date = row.text("date");
    if (!/^\d/.test(date) && date.split(/\s+/).length > 2) yield row.skipped("A note below the table.");
    else yield readHistoryLine(row, dividends);
  }
}

/**
 * E*TRADE's transactions (DownloadTxnHistory.csv: the file of today, and the one of until about 2025) and portfolio (PortfolioDownload.csv).
 * Amounts are in dollars after commissions. Dates are New York's days.
 */
export const etrade = definePreset({
  code: "etrade",
  name: "E*TRADE",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "type", "security", "symbol", "quantity", "amount", "price"],
    ["date", "type", "symbol", "cusip", "quantity", "amount", "commission"],
    ["symbol", "lastPrice", "quantity", "paid", "gain", "value"],
  ],
  numbers: "point",
  dates: { order: "mdy", zone: "America/New_York" },
  ragged: true,
  *read(table, { fileName = "" }) {
    yield* statementOf(table.preamble, table.headerLine);
    if (table.has("type")) yield* readHistory(table);
    else yield* readPositions([...table.rows], fileName, table.headerLine);
  },
});
