import { definePreset } from "../table/preset";
import { readAccount } from "./account";
import { COLUMNS } from "./columns";
import { readPortfolio } from "./portfolio";
import { readTransactions } from "./transactions";

/**
 * DEGIRO's exports: the account statement (Account.csv), the transactions (Transactions.csv) and the portfolio (Portfolio.csv), in the
 * broker's languages.
 *
 * The account statement is the fuller one: it alone has dividends, taxes, deposits and the exact cash in every currency. Both name orders by
 * the same id, so importing both gives each order once; corporate actions, which have no id, are known again by their content.
 *
 * The files name no zone. Times are taken for those of the broker's home, which fits the hours of its exchanges; for its British and
 * Portuguese customers that is an assumption.
 */
export const degiro = definePreset({
  code: "degiro",
  name: "DEGIRO",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "time", "product", "isin", "description", "change", "balance"],
    ["date", "time", "product", "isin", "quantity", "price", "total"],
    ["date", "time", "product", "isin", "quantity", "price", "value", "fees"],
    ["product", "symbolIsin", "held", "closing"],
  ],
  numbers: {
    detect: [
      "change",
      "change2",
      "balance",
      "balance2",
      "price",
      "value",
      "total",
      "fees",
      "closing",
      "heldValue",
      "heldValue2",
      "valueInBase",
    ],
    by: "row",
  },
  dates: { order: "dmy", zone: "Europe/Amsterdam" },
  *read(table, context) {
    if (table.has("symbolIsin")) yield* readPortfolio(table, context);
    else if (table.has("description") && table.has("balance")) yield* readAccount(table);
    else yield* readTransactions(table);
  },
});
