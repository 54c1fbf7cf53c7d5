import { columnName } from "../table/header";
import { definePreset } from "../table/preset";
import type { Format, ProbedTable } from "../types";
import { readActivity } from "./activities";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { readHoldings } from "./holdings";

const table = definePreset<Column>({
  code: SOURCE,
  name: "Wealthfolio",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "symbol", "quantity", "activityType", "unitPrice", "currency", "fee"],
    ["date", "type", "symbol", "instrumentType", "quantity", "unitPrice", "currency", "fee"],
    ["date", "symbol", "quantity", "averageCost", "currency"],
    ["date", "symbol", "quantity", "price", "currency"],
  ],
  numbers: { detect: ["quantity", "unitPrice", "fee", "amount", "price"] },
  dates: { order: { detect: ["date"], otherwise: "ymd" }, zone: "UTC" },
  ragged: true,
  *read({ rows, has }) {
    if (!has("activityType") && !has("instrumentType")) return yield* readHoldings(rows);
    let account = "";
    for (const row of rows) {
      const of = row.text("account");
      if (of !== account) yield { kind: "statement", line: row.line, statement: { accountId: of } };
      account = of;
      yield readActivity(row);
    }
  },
});

const PLAIN_HOLDINGS: readonly string[] = ["date", "symbol", "quantity", "price", "currency"];

/** Date, symbol, quantity, price and currency are anybody's columns: only those and a line of `$CASH` below them are Wealthfolio's. */
function isPlainTable({ rows }: ProbedTable): boolean {
  const at = rows.findIndex((cells) => cells.length > 0 && cells.every((cell) => PLAIN_HOLDINGS.includes(columnName(cell))));
  const symbol = (rows[at] ?? []).findIndex((cell) => columnName(cell) === "symbol");
  return at >= 0 && rows.slice(at + 1).some((cells) => /^\$CASH/.test(cells[symbol] ?? ""));
}

const hasOwnColumns = ({ rows }: ProbedTable): boolean =>
  rows.some((cells) => {
    const names = cells.map(columnName);
    const knows = (...spellings: string[]) => spellings.some((spelling) => names.includes(spelling));
    if (knows("activitytype", "activity_type")) return true;
    if (knows("type") && knows("instrumenttype", "instrument_type") && knows("unit_price", "unitprice")) return true;
    return knows("avgcost", "avg_cost") && names.length <= PLAIN_HOLDINGS.length + 2;
  });

/**
 * Wealthfolio: its activities (exported, or as its own example for imports) and its list of holdings by day. Its columns resemble those of
 * many other files, so it is known only by those that are its own.
 */
export const wealthfolio: Format = {
  ...table,
  recognises(probe) {
    return probe.tables.some((each) => hasOwnColumns(each) || isPlainTable(each)) ? table.recognises(probe) : 0;
  },
};
