import { definePreset, type Preset, type Table } from "../table/preset";
import type { Format, FormatItem } from "../types";
import { readActivity } from "./activity";
import { readClosedPosition } from "./closed";
import { COLUMNS, type Column } from "./columns";
import { type Survey, Surveyor } from "./survey";

const layout = (read: Preset<Column>["read"]): Preset<Column> => ({
  code: "etoro",
  name: "eToro",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "type", "details", "amount", "equityChange", "balance", "positionId"],
    ["positionId", "action", "amount", "units", "openDate", "closeDate"],
    ["paymentDate", "instrument", "positionId"],
  ],
  numbers: { detect: ["amount", "equityChange", "equity", "balance", "units", "profit"], by: "cell" },
  dates: { order: "dmy", zone: "UTC" },
  ragged: true,
  read,
});

function* readTable(table: Table<Column>, survey: Survey): Generator<FormatItem> {
  for (const row of table.rows) {
    if (table.has("details")) yield readActivity(row, survey);
    else if (!survey.hasActivity && table.has("action")) yield* readClosedPosition(row, survey);
    else
      yield row.skipped(
        table.has("action")
          ? "A closed position: its trades are in the account activity."
          : "A dividend that is in the account activity as well.",
      );
  }
}

/**
 * eToro's account statement, as workbook or as CSV of one sheet. The account activity has every booking: money put into positions and taken
 * out of them, dividends, fees, deposits. Closed positions and dividends tell of the same again, with the ISIN and the tax at source, which
 * the rows take over; where there is no activity, closed positions are read themselves. Times are taken for UTC.
 */
export const etoro: Format = {
  ...definePreset(layout((table) => readTable(table, new Surveyor()))),
  *parse(bytes, context) {
    const surveyor = new Surveyor();
    const survey = layout((table) => {
      surveyor.look(table);
      return [];
    });
    for (const _item of definePreset(survey).parse(bytes, context));
    yield* definePreset(layout((table) => readTable(table, surveyor))).parse(bytes, context);
  },
};
