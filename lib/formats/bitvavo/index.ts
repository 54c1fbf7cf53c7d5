import { assetCode, isFiat } from "../exchange/assets";
import { Counting } from "../exchange/counting";
import { definePreset } from "../table/preset";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { readRow } from "./row";

/**
 * Bitvavo's transaction history, a line for every trade, delivery and reward. Times are in the zone that each line names. States'
 * money alone is cash: a stablecoin is bought and sold for euros like any coin.
 */
export const bitvavo = definePreset<Column>({
  code: SOURCE,
  name: "Bitvavo",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "time", "type", "currency", "amount", "quotePrice", "paidCurrency", "paidAmount"]],
  numbers: "point",
  dates: { order: "ymd", zone: "Europe/Amsterdam" },
  *read(table, { assume }) {
    const rows = [...table.rows];
    const counting = new Counting(assume?.currency ?? "EUR");
    const ids = new Map<string, number>();
    for (const row of rows) {
      const [coin, money] = [assetCode(row.text("currency")), assetCode(row.text("paidCurrency"))];
      if (coin && money && isFiat(money)) counting.traded(coin, money);
      ids.set(row.text("id"), (ids.get(row.text("id")) ?? 0) + 1);
    }
    for (const row of rows) yield* readRow(row, (coin) => counting.currencyOf(coin), ids.get(row.text("id")) === 1);
  },
});
