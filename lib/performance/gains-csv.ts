import { guard, quote } from "@/lib/formats/truefolio-csv/cells";
import type { GainRow } from "./schema";

/** The columns of the download, in order: what a tax form asks of each lot, in its currency and in the portfolio's. */
const COLUMNS = [
  "symbol",
  "isin",
  "name",
  "account",
  "quantity",
  "acquired",
  "disposed",
  "days_held",
  "currency",
  "proceeds",
  "cost",
  "charges",
  "gain",
  "cost_known",
  "base_currency",
  "proceeds_base",
  "cost_base",
  "gain_base",
  "fx_base",
  "broker_gain_of_sale",
  "transaction",
  "lot",
] as const;

/** Words can begin like a formula; numbers, which may begin with a minus, must stay numbers. */
const WORDS: ReadonlySet<string> = new Set(["symbol", "isin", "name", "account"]);

/** The header line, with its CRLF. */
export const gainsHeader = (): string => `${COLUMNS.join(",")}\r\n`;

/** One closed lot as a line of RFC 4180 with its CRLF. What is not known is empty; a cost that isn't known is counted as 0 and says so. */
export function gainLine(row: GainRow, baseCurrency: string): string {
  const cells: Record<(typeof COLUMNS)[number], string> = {
    symbol: row.symbol,
    isin: row.isin ?? "",
    name: row.name ?? "",
    account: row.accountName,
    quantity: row.quantity,
    acquired: row.acquired.slice(0, 10),
    disposed: row.disposed.slice(0, 10),
    days_held: String(row.daysHeld),
    currency: row.currency,
    proceeds: row.proceeds,
    cost: row.cost,
    charges: row.charges,
    gain: row.gain,
    cost_known: row.costKnown ? "yes" : "no",
    base_currency: baseCurrency,
    proceeds_base: row.proceedsBase.amount ?? "",
    cost_base: row.costBase.amount ?? "",
    gain_base: row.gainBase.amount ?? "",
    fx_base: row.fxBase.amount ?? "",
    broker_gain_of_sale: row.brokerGain ?? "",
    transaction: row.transactionId,
    lot: row.lotId,
  };
  return `${COLUMNS.map((column) => quote(WORDS.has(column) ? guard(cells[column]) : cells[column])).join(",")}\r\n`;
}
