import { quotesAreMoney } from "../exchange/assets";
import { ContentIds } from "../exchange/content-ids";
import { Counting } from "../exchange/counting";
import { definePreset } from "../table/preset";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { namedCode, readRow } from "./row";

/**
 * Delta's transactions: coins, shares and money of any exchange, a line each, without ids. Times name their offset from UTC. Stablecoins that
 * something was paid in are money; see lib/formats/exchange/swap.ts.
 */
export const delta = definePreset<Column>({
  code: SOURCE,
  name: "Delta",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "way", "baseAmount", "base", "quoteAmount", "quote"]],
  numbers: { detect: ["baseAmount", "quoteAmount", "feeAmount"] },
  dates: { order: { detect: ["date"], otherwise: "ymd" }, zone: "UTC" },
  ragged: true,
  *read(table, { assume }) {
    const rows = [...table.rows];
    const counting = new Counting(assume?.currency ?? "USD");
    for (const row of rows) {
      const [base, quote] = [namedCode(row.text("base")).code, namedCode(row.text("quote")).code];
      if (base && quote && quotesAreMoney(quote) && !quotesAreMoney(base)) counting.traded(base, quote);
    }
    const ids = new ContentIds(SOURCE);
    for (const row of rows) yield* readRow(row, (coin) => counting.currencyOf(coin), ids);
  },
});
