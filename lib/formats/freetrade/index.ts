import { definePreset } from "../table/preset";
import { COLUMNS, type Column } from "./columns";
import { surveyOf } from "./order";
import { readRow } from "./row";

/** Freetrade's activity export, of one account (ISA, SIPP or general). Amounts have no sign: type and side tell the direction. Times are UTC. */
export const freetrade = definePreset<Column>({
  code: "freetrade",
  name: "Freetrade",
  version: 1,
  columns: COLUMNS,
  signatures: [["title", "type", "timestamp", "currency", "total", "side"]],
  numbers: "point",
  dates: { order: "ymd", zone: "UTC" },
  ragged: true,
  *read(table) {
    const rows = [...table.rows];
    const survey = surveyOf(rows);
    for (const row of rows) yield* readRow(row, survey);
  },
});
