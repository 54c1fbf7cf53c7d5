import { definePreset } from "../table/preset";
import { COLUMNS } from "./columns";
import { readRow } from "./row";

/** Webull's order history of shares and of options, in dollars: orders alone, without charges, dividends or cash. */
export const webull = definePreset({
  code: "webull",
  name: "Webull",
  version: 1,
  columns: COLUMNS,
  signatures: [["symbol", "side", "status", "filled", "average", "placed", "filledAt"]],
  numbers: "point",
  dates: { order: "mdy", zone: "America/New_York" },
  ragged: true,
  *read(table) {
    for (const row of table.rows) yield readRow(row);
  },
});
