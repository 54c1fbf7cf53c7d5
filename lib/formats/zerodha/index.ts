import { definePreset, type Table } from "../table/preset";
import type { Format, FormatItem, ParseContext } from "../types";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { readHoldings } from "./holdings";
import { readEntry } from "./ledger";
import { readTrade } from "./tradebook";

const preset = definePreset<Column>({
  code: SOURCE,
  name: "Zerodha",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["symbol", "tradeDate", "exchange", "segment", "tradeType", "quantity", "price"],
    ["particulars", "postingDate", "voucherType", "debit", "credit"],
    ["symbol", "isin", "available", "average", "close"],
    ["instrument", "kiteQuantity", "average", "close"],
  ],
  numbers: "point",
  // Dates with the year behind are of the tax reports, day first as everywhere in India.
  dates: { order: "dmy", zone: "Asia/Kolkata" },
  ragged: true,
  *read(table, context) {
    const account = accountOf(table, context);
    if (account) yield account;
    if (table.has("particulars")) for (const row of table.rows) yield readEntry(row);
    else if (table.has("tradeType")) for (const row of table.rows) yield readTrade(row);
    else yield* readHoldings(table, context);
  },
});

/**
 * Zerodha: Console's tradebook (shares, derivatives, funds), ledger and holdings statement, and Kite's list of holdings. Amounts are rupees,
 * times are India's. The sheets of a holdings statement are one snapshot; its sheet "Combined" repeats the others.
 */
export const zerodha: Format = {
  ...preset,
  *parse(bytes, context) {
    let [snapshot, account] = ["", ""];
    const held = new Set<string>();
    for (const item of preset.parse(bytes, context)) {
      if (item.kind === "snapshot") {
        if (item.asOf !== snapshot) yield item;
        snapshot = item.asOf;
      } else if (item.kind === "statement") {
        if (item.statement.accountId !== account) yield item;
        account = item.statement.accountId;
      } else if (item.kind === "holding") {
        const key = item.draft.isin ?? item.draft.symbol;
        yield held.has(key) ? repeated(item.line) : item;
        held.add(key);
      } else yield item;
    }
  },
};

const repeated = (line: number): FormatItem => ({ kind: "skipped", line, reason: "The same position stands in another sheet already." });

/** `Client ID` above the table, or what Console writes into the file's name: `tradebook-AB1234-EQ.csv`. */
function accountOf({ preamble, headerLine }: Table<Column>, { fileName = "" }: ParseContext): FormatItem | null {
  const told = preamble.map(({ cells }) => cells.findIndex((cell) => /^client id$/i.test(cell.trim())));
  const at = told.findIndex((index) => index >= 0);
  const cell = at < 0 ? "" : (preamble[at]?.cells[(told[at] ?? 0) + 1] ?? "").trim();
  const named = /(?:tradebook|ledger|holdings)[-_ ]([A-Z]{2,3}\d{3,5})(?=\D|$)/i.exec(fileName)?.[1] ?? "";
  const accountId = (cell || named).toUpperCase();
  return accountId === "" ? null : { kind: "statement", line: preamble[at]?.line ?? headerLine, statement: { accountId, currency: "INR" } };
}
