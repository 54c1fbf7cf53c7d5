import { definePreset } from "../table/preset";
import { COLUMNS, type Column } from "./columns";
import { readPositions } from "./position";
import { readTransaction, surveyOf } from "./transaction";

/**
 * Saxo's transactions and positions, as workbook or CSV. One line per booking; units and price stand in the event (`Buy 3 @ 139.74 USD`),
 * the amount is what moved, in the account's currency, which only the newer layout names. Dates have no time. An amount may have a decimal
 * comma where the price beside it has a point.
 */
export const saxo = definePreset<Column>({
  code: "saxo",
  name: "Saxo",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "valueDate", "instrument", "event", "amount"],
    ["instrument", "quantity", "openPrice", "currentPrice", "marketValue"],
  ],
  numbers: { detect: ["amount", "rate", "totalCost", "marketValue", "openPrice", "currentPrice"], by: "cell" },
  dates: { order: "dmy", zone: "Europe/Copenhagen" },
  ragged: true,
  *read(table, context) {
    if (!table.has("event")) {
      yield* readPositions(table, context);
      return;
    }
    const rows = [...table.rows];
    const survey = surveyOf(rows);
    let account = "";
    for (const row of rows) {
      const named = row.text("account") || row.text("client");
      if (named !== "" && named !== account) yield { kind: "statement", line: row.line, statement: { accountId: named } };
      account = named || account;
      yield readTransaction(row, survey);
    }
  },
});
