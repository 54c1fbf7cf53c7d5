import { definePreset } from "../table/preset";
import { COLUMNS, SOURCE } from "./columns";
import { readStatement } from "./statement";
import { readTrades } from "./trades";
import { readTransfers } from "./transfers";

/**
 * Binance: the statement of all changes ("Transaction records"), the spot trades, and the histories of deposits and withdrawals. Times are
 * UTC unless the file's name has another zone. The statement holds the trades too: one of the two is enough. See
 * lib/formats/exchange/swap.ts for how one coin for another is booked.
 */
export const binance = definePreset({
  code: SOURCE,
  name: "Binance",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["utcTime", "account", "operation", "coin", "change"],
    ["date", "pair", "side", "price", "executed", "amount"],
    ["date", "market", "type", "price", "amount", "total", "fee"],
    ["date", "coin", "amount", "txid", "address", "status"],
    ["date", "coin", "amount", "method", "indicated", "orderId"],
  ],
  numbers: "point",
  dates: { order: { detect: ["utcTime", "date"], otherwise: "ymd" }, zone: "UTC" },
  *read(table, { assume, fileName = "" }) {
    const fallback = assume?.currency ?? "USDT";
    if (table.has("operation")) yield* readStatement(table.rows, fallback);
    else if (table.has("price")) yield* readTrades(table.rows, fallback, fileName);
    else yield* readTransfers(table, fallback, fileName);
  },
});
