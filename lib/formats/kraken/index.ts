import { Counting } from "../exchange/counting";
import { definePreset } from "../table/preset";
import { COLUMNS, SOURCE } from "./columns";
import { readLedger } from "./ledger";
import { readTrades } from "./trades";

/**
 * Kraken's exports `ledgers.csv` (everything that changed a balance) and `trades.csv` (trades on the market alone). Times are UTC. The
 * ledger's balances are after fees, which are not in its amounts. Stablecoins that markets quote in are money; see
 * lib/formats/exchange/swap.ts for what becomes of trades between coins.
 */
export const kraken = definePreset({
  code: SOURCE,
  name: "Kraken",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["txid", "refid", "time", "type", "asset", "amount", "fee"],
    ["txid", "order", "pair", "time", "type", "cost", "volume"],
  ],
  numbers: "point",
  dates: { order: "ymd", zone: "UTC" },
  *read(table, { assume }) {
    const fallback = assume?.currency ?? "USD";
    yield* table.has("pair") ? readTrades(table.rows, fallback) : readLedger(table.rows, new Counting(fallback));
  },
});
