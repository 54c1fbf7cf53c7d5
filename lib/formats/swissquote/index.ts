import { definePreset } from "../table/preset";
import { COLUMNS, type Column } from "./columns";
import { readRow } from "./row";

/**
 * Swissquote's transactions: semicolons, windows-1252, Swiss time to the second, numbers with a point and apostrophes. The net amount is signed
 * as cash. Rows have no id of their own.
 */
export const swissquote = definePreset<Column>({
  code: "swissquote",
  name: "Swissquote",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "transaction", "isin", "price", "accrued", "net"]],
  numbers: { detect: ["price", "costs", "net", "quantity"] },
  dates: { order: "dmy", zone: "Europe/Zurich" },
  ragged: true,
  *read(table) {
    for (const row of table.rows) yield readRow(row);
  },
});
