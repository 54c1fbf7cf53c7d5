import { definePreset } from "../table/preset";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { readRow } from "./row";

/** Bitpanda's transaction history: coins, metals, stocks and money, a line each. Times name their offset from UTC. */
export const bitpanda = definePreset<Column>({
  code: SOURCE,
  name: "Bitpanda",
  version: 1,
  columns: COLUMNS,
  signatures: [["timestamp", "type", "direction", "amountFiat", "fiat", "amountAsset", "asset"]],
  numbers: "point",
  dates: { order: "ymd", zone: "Europe/Vienna" },
  // Transfers end before the columns of the newer versions.
  ragged: true,
  *read(table) {
    for (const row of table.rows) yield* readRow(row);
  },
});
