import type { ToldLine } from "../ibkr-flex/lines";
import type { About } from "./about";
import { type Row, type StatementLine, skippedLine } from "./lines";

/** Shares that the broker gives away. They belong to the account from the grant on; the vesting adds none. */
export function readGrant(told: StatementLine & { row: Row }, about: About, source: string): ToldLine {
  const { row, section } = told;
  if (!row.has("symbol") || !row.has("quantity") || !row.has("reportDate"))
    return skippedLine(told, "A total of the section; its lines are the rows.");
  const description = row.text("description");
  if (/vest/i.test(description)) return skippedLine(told, "The units came with the grant; that they are vested now moves none.");
  const symbol = row.text("symbol");
  const at = row.time("reportDate");
  const quantity = row.value("quantity");
  const price = row.value("grantPrice");
  if (!at || quantity === null) return row.refusal();
  const { isin, conid, description: name } = about.instruments.get(symbol) ?? {};
  return row.transaction({
    source,
    tradeType: "reward",
    instrument: { assetType: "stock", symbol, meta: { isin, conid, name } },
    quantity,
    price,
    // Grants are of the broker's own share, which trades in dollars.
    currency: row.text("currency") || "USD",
    at,
    doubts: ["A grant of shares: whether it is income, and of which day, depends on where you live."],
    meta: { rawType: section, subtype: "grant", description },
  });
}
