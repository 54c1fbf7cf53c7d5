import { definePreset, type Table } from "../table/preset";
import type { TableRow } from "../table/row";
import type { FormatItem, ParseContext } from "../types";
import { readAwards } from "./awards";
import { COLUMNS, type Column } from "./columns";
import { readPosition } from "./positions";
import { accountTold, dayTold } from "./preamble";
import { optionUnits, readTransaction } from "./transactions";

const TOTAL = /^(?:transactions|positions|account) total/i;
const ACCOUNT_LINE = /^[^,]*(?:\.{2,}|X{2,}[-_]?|…)\d{3,4}\b/;

function* readPositions(table: Table<Column>, context: ParseContext): Generator<FormatItem> {
  const day = dayTold(table, context.fileName);
  yield { kind: "snapshot", line: table.headerLine, asOf: `${day}T00:00:00.000Z`, dateOnly: true };
  for (const row of table.rows) yield readPosition(row);
}

function* readTransactions(rows: readonly TableRow<Column>[]): Generator<FormatItem> {
  const held = optionUnits(rows);
  for (const row of rows) yield readTransaction(row, held);
}

/**
 * Charles Schwab's history of transactions, list of positions and history of equity awards, as downloaded from schwab.com: quoted cells, dollars with their sign, a line
 * above with the account and one below with the total. Dates are New York's days; `as of` tells when a late booking happened.
 */
export const schwab = definePreset({
  code: "schwab",
  name: "Charles Schwab",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "action", "symbol", "description", "quantity", "fees", "amount"],
    ["symbol", "description", "quantity", "marketValue", "costBasis"],
    ["date", "action", "symbol", "description", "quantity", "awardFees", "amount"],
  ],
  numbers: "point",
  dates: { order: "mdy", zone: "America/New_York" },
  ragged: true,
  aside: (cells) => {
    const [first = ""] = cells;
    if (TOTAL.test(first.trim())) return "A total.";
    return cells.slice(1).every((cell) => cell.trim() === "") && ACCOUNT_LINE.test(first.trim())
      ? "Names the account of the lines below."
      : null;
  },
  *read(table, context) {
    const account = accountTold(table.preamble, context.fileName);
    if (account) yield { kind: "statement", line: table.headerLine, statement: account };
    if (table.has("marketValue")) yield* readPositions(table, context);
    else if (table.has("awardFees")) yield* readAwards([...table.rows]);
    else yield* readTransactions([...table.rows]);
  },
});
