import { guard, quote } from "@/lib/formats/truefolio-csv/cells";
import type { HoldingView } from "./schema";

/** The columns of the download, in order. */
const COLUMNS = [
  "account",
  "asset_type",
  "symbol",
  "isin",
  "name",
  "quantity",
  "avg_price",
  "currency",
  "cost_value",
  "market_value",
  "gain",
  "gain_percent",
  "price",
  "price_at",
  "as_of",
  "origin",
] as const;

/** Words can begin like a formula; numbers, which may begin with a minus, must stay numbers. */
const WORDS: ReadonlySet<string> = new Set(["account", "asset_type", "symbol", "isin", "name"]);

const day = (instant: string, dateOnly: boolean) => (dateOnly ? instant.slice(0, 10) : instant);

/** The header line, with its CRLF. */
export const holdingsHeader = (): string => `${COLUMNS.join(",")}\r\n`;

/** One holding as a line of RFC 4180 with its CRLF. What is not known is empty. No cell can run as a formula in a spreadsheet. */
export function holdingLine(row: HoldingView): string {
  const cells: Record<(typeof COLUMNS)[number], string> = {
    account: row.accountName,
    asset_type: row.assetType,
    symbol: row.symbol,
    isin: row.isin ?? "",
    name: row.name ?? "",
    quantity: row.quantity,
    avg_price: row.avgPrice ?? "",
    currency: row.currency,
    cost_value: row.costValue ?? "",
    market_value: row.marketValue ?? "",
    gain: row.gain ?? "",
    gain_percent: row.gainPercent ?? "",
    price: row.price ?? "",
    price_at: row.priceAt ?? "",
    as_of: day(row.asOf, row.dateOnly),
    origin: row.origin,
  };
  return `${COLUMNS.map((column) => quote(WORDS.has(column) ? guard(cells[column]) : cells[column])).join(",")}\r\n`;
}
