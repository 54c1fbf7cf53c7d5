import { definePreset } from "../table/preset";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { readRow } from "./row";

/**
 * Parqet's activities, as exported from a portfolio: a line each, between semicolons, with decimal commas (or points, in English). `datetime`
 * is UTC; where it is missing, date and time are Germany's.
 */
export const parqet = definePreset<Column>({
  code: SOURCE,
  name: "Parqet",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["instant", "price", "shares", "tax", "fee", "type", "identifier", "currency"],
    ["date", "price", "shares", "tax", "fee", "type", "assetType", "identifier", "currency"],
  ],
  numbers: { detect: ["price", "shares", "amount", "tax", "fee"] },
  dates: { order: "dmy", zone: "Europe/Berlin" },
  ragged: true,
  *read(table) {
    for (const row of table.rows) yield readRow(row);
  },
});
