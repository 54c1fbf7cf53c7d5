import { definePreset } from "../table/preset";
import { COLUMNS } from "./columns";
import { readRow } from "./row";

/** Robinhood's account activity report, in dollars. Dates are New York's days; rows have neither ids nor times. */
export const robinhood = definePreset({
  code: "robinhood",
  name: "Robinhood",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "processDate", "instrument", "description", "code", "quantity", "amount"]],
  numbers: "point",
  dates: { order: "mdy", zone: "America/New_York" },
  ragged: true,
  // The disclaimer stands in a column of its own, behind the last.
  aside: (cells) =>
    cells.slice(0, 9).every((cell) => cell.trim() === "") || (cells.length === 1 && /\s/.test(cells[0]?.trim() ?? ""))
      ? "A note below the table."
      : null,
  *read(table) {
    for (const row of table.rows) yield readRow(row);
  },
});
