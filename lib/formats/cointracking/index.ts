import { assetCode, quotesAreMoney } from "../exchange/assets";
import { ContentIds } from "../exchange/content-ids";
import { Counting } from "../exchange/counting";
import { definePreset } from "../table/preset";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { readRow } from "./row";

/**
 * CoinTracking's list of trades: a line each, with what came and what went. Times are of the zone that is set in the account, which the
 * file doesn't name; they are taken for UTC. Each exchange is an account.
 */
export const cointracking = definePreset<Column>({
  code: SOURCE,
  name: "CoinTracking",
  version: 1,
  columns: COLUMNS,
  signatures: [["type", "buy", "buyCurrency", "sell", "sellCurrency", "fee", "feeCurrency", "exchange", "date"]],
  numbers: { detect: ["buy", "sell", "fee"] },
  dates: { order: { detect: ["date"], otherwise: "dmy" }, zone: "UTC" },
  ragged: true,
  *read(table, { assume }) {
    const rows = [...table.rows];
    const counting = new Counting(assume?.currency ?? "USD");
    for (const row of rows) {
      const sides = [assetCode(row.text("buyCurrency")), assetCode(row.text("sellCurrency"))];
      const money = sides.find((side) => side !== null && quotesAreMoney(side));
      for (const side of sides) if (side && money && !quotesAreMoney(side)) counting.traded(side, money);
    }
    const ids = new ContentIds(SOURCE);
    let account: string | null = null;
    for (const row of rows) {
      const exchange = row.text("exchange");
      if (exchange !== account) yield { kind: "statement", line: row.line, statement: { accountId: exchange } };
      account = exchange;
      yield* readRow(row, (coin) => counting.currencyOf(coin), ids);
    }
  },
});
