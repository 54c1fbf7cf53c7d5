import { definePreset, type Table } from "../table/preset";
import type { FormatItem } from "../types";
import { COLUMNS, type Column } from "./columns";
import { accountAbove, accountOf, paymentsOf, readLine } from "./history";

function* readHistory(table: Table<Column>): Generator<FormatItem> {
  const above = accountAbove(table.preamble);
  const rows = [...table.rows];
  const { moneyOf, unitsOf } = paymentsOf(rows);
  let current: string | null = null;
  for (const row of rows) {
    if (/^total\b/i.test(row.text("date"))) {
      yield row.skipped("A total.");
      continue;
    }
    const account = table.has("account") ? accountOf(row.text("account")) : above;
    if (account && account.accountId !== current) {
      current = account.accountId;
      const name = account.name ?? row.text("nickname");
      yield { kind: "statement", line: row.line, statement: { accountId: account.accountId, ...(name ? { name } : {}) } };
    }
    const units = unitsOf.get(row);
    if (units) yield row.skipped(`Part of the reinvestment on line ${units.line}.`);
    else if (/^pending$/i.test(row.text("status"))) yield row.skipped("The transaction is pending: it comes again when it has settled.");
    else yield readLine(row, moneyOf.get(row));
  }
}

/**
 * The activity of Merrill (Merrill Edge, Merrill Lynch), in dollars: what happened stands in words before the name of the instrument.
 * Dates are New York's days.
 */
export const merrill = definePreset({
  code: "merrill",
  name: "Merrill",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "description", "symbol", "quantity", "price", "amount"]],
  numbers: "point",
  dates: { order: "mdy", zone: "America/New_York" },
  ragged: true,
  *read(table) {
    yield* readHistory(table);
  },
});
