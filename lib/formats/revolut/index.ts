import { definePreset } from "../table/preset";
import { exchangePartners, readBooking, readCoinBooking } from "./account";
import { COLUMNS, type Column } from "./columns";
import { readCoin } from "./crypto";
import { readStock } from "./stocks";

/**
 * Revolut's statements: stocks and ETFs, crypto (before and since 2023), and the account statement, in which metals are accounts as well. No
 * line has an id. The stocks statement is in UTC; the others name no zone and seem to be in the customer's own: the one of most is assumed.
 */
export const revolut = definePreset<Column>({
  code: "revolut",
  name: "Revolut",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["date", "ticker", "type", "quantity", "price", "total", "currency"],
    ["date", "ticker", "type", "quantity", "price", "amount", "currency", "commission"],
    ["ticker", "type", "quantity", "price", "value", "fees", "date"],
    ["type", "product", "started", "completed", "amount", "currency", "fiatAmount", "baseCurrency"],
    ["type", "product", "started", "completed", "description", "amount", "fee", "currency"],
  ],
  numbers: { detect: ["total", "price", "value", "fees", "amount", "fee", "balance", "quantity"], by: "cell" },
  dates: { order: { detect: ["date", "started", "completed"], otherwise: "dmy" }, zone: "Europe/Berlin" },
  *read(table) {
    if (table.has("started")) {
      const rows = [...table.rows];
      const partners = table.has("baseCurrency") ? new Map() : exchangePartners(rows);
      for (const row of rows) yield table.has("baseCurrency") ? readCoinBooking(row) : readBooking(row, partners.get(row));
    } else {
      const isCrypto = table.has("value") && table.has("fees");
      for (const row of table.rows) yield isCrypto ? readCoin(row) : readStock(row);
    }
  },
});
