import { dateInName } from "../table/name-date";
import { definePreset } from "../table/preset";
import { isProfit, profitsOfSales, readOperation } from "./cash";
import { COLUMNS, type Column } from "./columns";
import { readOpenPositions } from "./positions";
import { readAccount } from "./preamble";

/**
 * XTB: the history of cash operations, as CSV (until 2025) or in the account's workbook, where the open positions are read as well. One line
 * per operation, amounts in the account's currency, which only the workbook (or the file's name) tells. Units and prices stand in comments
 * such as `OPEN BUY 34/42.5658 @ 11.7480`. Times are the broker's (Warsaw), and UTC where the file says so.
 */
export const xtb = definePreset<Column>({
  code: "xtb",
  name: "XTB",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["id", "type", "time", "symbol", "comment", "amount"],
    ["position", "symbol", "type", "volume", "openTime", "closeTime"],
    ["position", "symbol", "type", "volume", "openTime", "marketPrice"],
  ],
  numbers: { detect: ["amount", "purchaseValue", "grossProfit", "openPrice"] },
  dates: {
    order: "dmy",
    zone: (preamble) => (preamble.some(({ cells }) => cells.some((cell) => /\(UTC\)/.test(cell))) ? "UTC" : "Europe/Warsaw"),
  },
  ragged: true,
  aside: (cells) => (/^total$/i.test(cells.find((cell) => cell.trim() !== "")?.trim() ?? "") ? "A total of the lines above." : null),
  *read(table, { fileName = "" }) {
    const account = readAccount(table.preamble, fileName);
    if (account.number !== "") {
      const { number: accountId, currency } = account;
      yield { kind: "statement", line: table.headerLine, statement: { accountId, ...(currency ? { currency } : {}) } };
    }
    if (table.has("closeTime")) {
      for (const row of table.rows) yield row.skipped("A closed position: its purchase and sale are among the cash operations.");
    } else if (table.has("marketPrice")) {
      yield* readOpenPositions(table, dateInName(table.sheet) ?? dateInName(fileName), account.currency);
    } else {
      const rows = [...table.rows];
      const pairs = profitsOfSales(rows);
      for (const row of rows) {
        const partner = pairs.get(row);
        yield partner && isProfit(row)
          ? row.skipped(`Part of the sale on line ${partner.line}.`)
          : readOperation(row, account.currency, partner);
      }
    }
  },
});
