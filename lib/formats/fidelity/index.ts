import { definePreset, type Table } from "../table/preset";
import type { FormatItem } from "../types";
import { COLUMNS, type Column } from "./columns";
import { accountOf, readHistoryLine } from "./history";
import { readPositions } from "./positions";

/** The disclaimer below a table, in quotes or without. */
const NOTE =
  /^(?:the data and information|informational purposes|recommendation|exported and is subject|purposes\.|brokerage services|fidelity brokerage|both are fidelity|see|this spreadsheet|for more information)/i;

function* readHistory(table: Table<Column>, fileName: string): Generator<FormatItem> {
  let current: string | null = null;
  for (const row of table.rows) {
    if (/^date downloaded/i.test(row.text("date"))) {
      yield row.skipped("A note below the table.");
      continue;
    }
    const account = accountOf(row, fileName);
    if (account.accountId !== current && account.accountId !== "") {
      current = account.accountId;
      yield { kind: "statement", line: row.line, statement: account };
    }
    yield* readHistoryLine(row);
  }
}

/**
 * Fidelity's history (Accounts_History.csv, History_for_Account_….csv) and positions (Portfolio_Positions_….csv), as downloaded from
 * fidelity.com: blank lines above, a disclaimer below, what happened in words before the name of the instrument. Dates are New York's days.
 */
export const fidelity = definePreset({
  code: "fidelity",
  name: "Fidelity",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "action", "symbol", "amount"],
    ["accountNumber", "symbol", "description", "quantity", "value", "lastPrice"],
  ],
  numbers: "point",
  dates: { order: "mdy", zone: "America/New_York" },
  ragged: true,
  aside: (cells) => (NOTE.test((cells[0] ?? "").trim()) ? "A note below the table." : null),
  *read(table, { fileName = "" }) {
    if (table.has("date")) yield* readHistory(table, fileName);
    else yield* readPositions([...table.rows], fileName, table.headerLine);
  },
});
