import { definePreset, type Table } from "../table/preset";
import type { FormatItem } from "../types";
import { COLUMNS, type Column } from "./columns";
import { readHistory } from "./history";
import { SOURCE } from "./line";
import { readAccount, readFills } from "./pro";

/**
 * Coinbase: the transaction history of the app (2018 to 2026, from "Statements" or the tax report), and the `fills` and `account` reports of
 * Coinbase Pro and Exchange. Times are UTC and say so. In the history everything is valued in the account's own money; stablecoins are coins
 * there. See lib/formats/exchange/swap.ts for how one coin for another is booked.
 */
export const coinbase = definePreset({
  code: SOURCE,
  name: "Coinbase",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["timestamp", "transactionType", "asset", "quantity"],
    ["tradeId", "product", "side", "createdAt", "size", "price", "fee", "priceUnit"],
    ["portfolio", "type", "time", "amount", "unit"],
  ],
  numbers: "point",
  dates: { order: { detect: ["timestamp"], otherwise: "mdy" }, zone: "UTC" },
  *read(table, { assume }) {
    const statement = accountOf(table);
    if (statement) yield statement;
    if (table.has("transactionType")) yield* readHistory(table.rows);
    else if (table.has("product")) yield* readFills(table.rows, assume?.currency ?? "USD");
    else yield* readAccount(table.rows, assume?.currency ?? "USD");
  },
});

/** `User,<name>,<id>` above the table: the last cell that looks like an id. */
function accountOf({ preamble }: Table<Column>): FormatItem | null {
  const user = preamble.find(({ cells }) => cells[0]?.trim().toLowerCase() === "user");
  const accountId = user?.cells.findLast((cell) => /^[0-9a-f]{24}$|^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(cell.trim()))?.trim();
  return user && accountId ? { kind: "statement", line: user.line, statement: { accountId } } : null;
}
