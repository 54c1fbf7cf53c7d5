import { definePreset } from "../table/preset";
import { COLUMNS, type Column } from "./columns";
import { readEvent } from "./events";
import { officialPartners, readOfficial } from "./official";

/**
 * Trade Republic: the app's transaction export (since April 2026; one line per booking of the securities, cash and crypto accounts, each with
 * a `transaction_id`; instants in UTC), and the table that the open-source tool pytr writes, from which people made theirs before. The latter
 * names no zone: the broker's home is assumed.
 */
export const tradeRepublic = definePreset<Column>({
  code: "trade-republic",
  name: "Trade Republic",
  version: 1,
  columns: COLUMNS,
  signatures: [
    ["datetime", "category", "type", "amount", "id"],
    ["eventDate", "eventType", "value", "note", "isin", "units", "fees"],
  ],
  numbers: { detect: ["shares", "price", "amount", "fee", "tax", "fxRate", "value", "units", "fees", "taxes"], by: "row" },
  dates: { order: "ymd", zone: "Europe/Berlin" },
  *read(table) {
    if (!table.has("datetime")) {
      for (const row of table.rows) yield* readEvent(row);
      return;
    }
    const rows = [...table.rows];
    const partners = officialPartners(rows);
    let account = "";
    for (const row of rows) {
      // DEFAULT is the account that everybody has; a child's or a savings account of the same person is another one.
      const named = row.text("accountType").replace(/^DEFAULT$/, "");
      if (named !== account) yield { kind: "statement", line: row.line, statement: { accountId: named } };
      account = named;
      const partner = partners.get(row);
      const isSecondHalf = partner !== undefined && partner.line < row.line && row.text("type") !== "MIGRATION";
      yield isSecondHalf ? row.skipped(`Part of the redemption on line ${partner.line}.`) : readOfficial(row, partner);
    }
  },
});
