import { definePreset } from "../table/preset";
import { COLUMNS } from "./columns";
import { inItsOrder, readRow } from "./row";
import { splitPartners } from "./splits";

/**
 * Trading 212's history export (Invest, ISA and the card), as downloaded from the app: one line per order, dividend, interest payment,
 * corporate action or cash movement. Times are UTC. The total is what moved on the account, in its own currency, charges included; the price
 * stands in the instrument's. Dividends have no id, everything else has one. The export doesn't say what kind of instrument a line is about:
 * shares and funds alike are stocks here.
 */
export const trading212 = definePreset({
  code: "trading212",
  name: "Trading 212",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["action", "time", "ticker", "shares", "price"],
    ["action", "time", "ticker", "shares", "total"],
    ["action", "time", "ticker", "shares", "grossTotal"],
    ["action", "time", "total", "totalCurrency"],
    ["action", "time", "grossTotal", "grossCurrency"],
  ],
  numbers: "point",
  dates: { order: "ymd", zone: "UTC" },
  *read(table) {
    const rows = [...table.rows].map(inItsOrder);
    const partners = splitPartners(rows);
    for (const row of rows) yield* readRow(row, partners.get(row));
  },
});
