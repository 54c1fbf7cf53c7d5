import { definePreset } from "../table/preset";
import { COLUMNS } from "./columns";
import { readRow } from "./row";

/**
 * Trading 212's history export (Invest and ISA), as downloaded from the app: one line per order, dividend, interest payment or cash movement.
 * Times are UTC. `Total` is what moved on the account, in its own currency; the price stands in the instrument's. Every line has an id,
 * dividends and corporate actions excepted.
 */
export const trading212 = definePreset({
  code: "trading212",
  name: "Trading 212",
  version: 1,
  columns: COLUMNS,
  signatures: [["action", "time", "ticker", "shares", "price", "priceCurrency", "total"]],
  numbers: "point",
  dates: { order: "ymd", zone: "UTC" },
  *read(table) {
    for (const row of table.rows) yield readRow(row);
  },
});
