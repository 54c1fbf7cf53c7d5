import { definePreset } from "../table/preset";
import { COLUMNS } from "./columns";
import { readRow } from "./row";

/**
 * Desjardins Courtage en ligne (Disnat): the transactions of an account, as its site exports them, in French, with decimal commas. What is
 * no trade has no date but the one of settlement. Dates are Montréal's days.
 */
export const disnat = definePreset({
  code: "disnat",
  name: "Disnat",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "settleDate", "type", "symbol", "quantity", "price", "amount", "currency"]],
  numbers: "comma",
  dates: { order: "ymd", zone: "America/Toronto" },
  *read(table) {
    for (const row of table.rows) yield readRow(row);
  },
});
