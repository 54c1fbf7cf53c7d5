import { sign, subtract } from "@/lib/money/decimal";
import { readTime } from "../table/dates";
import { dateInName } from "../table/name-date";
import { FormatError, type FormatItem } from "../types";
import { usCash, usHolding } from "../us-brokers/holding";
import { type Row, SOURCE, symbolOf } from "./history";

const GENERATED = /^generated at\s+([a-z]{3})\w*\s+(\d{1,2}),?\s+(\d{4})/i;
/** Lots stand below their position, and begin with the day on which they were bought. */
const LOT = /^\d{1,2}\/\d{1,2}\/\d{2,4}$/;

function dayOf(rows: readonly Row[], fileName: string, headerLine: number): string {
  for (const row of rows) {
    const [, month, day, year] = GENERATED.exec(row.text("symbol")) ?? [];
    const date = month ? readTime(`${day} ${month} ${year}`, "mdy")?.date : undefined;
    if (date) return date;
  }
  const named = dateInName(fileName);
  if (named) return named;
  throw new FormatError(
    "The file doesn't say of which day its positions are.",
    "Keep the last line of the export (Generated at …), or put the date into the file's name (PortfolioDownload 2026-01-31.csv).",
    headerLine,
  );
}

function readPosition(row: Row): FormatItem {
  const written = row.text("symbol");
  if (/^(?:total|account total)$/i.test(written)) return row.skipped("A total.");
  if (LOT.test(written)) return row.skipped("A lot of the position above.");
  if (row.cells.slice(1).every((cell) => cell.trim() === "")) return row.skipped("A note beside the table.");
  if (/^cash\b/i.test(written)) {
    const balance = row.requiredValue("value");
    return balance === null || row.isRefused ? row.refusal() : { kind: "holding", line: row.line, draft: usCash(SOURCE, balance) };
  }
  row.requiredText("symbol", "A symbol.");
  const quantity = row.requiredValue("quantity");
  const [price, value, average, gain] = [row.value("lastPrice"), row.value("value"), row.value("paid"), row.value("gain")];
  if (quantity === null || row.isRefused) return row.refusal();
  if (sign(quantity) === 0) return row.skipped("The position has no units.");
  const cost = value === null || gain === null ? null : subtract(value, gain);
  const symbol = symbolOf(row);
  return {
    kind: "holding",
    line: row.line,
    draft: usHolding({ source: SOURCE, symbol, name: row.text("description") || written, quantity, price, value, cost, average }),
  };
}

/** The positions, as a snapshot of the day below the table. */
export function* readPositions(rows: readonly Row[], fileName: string, headerLine: number): Generator<FormatItem> {
  const asOf = `${dayOf(rows, fileName, headerLine)}T00:00:00.000Z`;
  yield { kind: "snapshot", line: headerLine, asOf, dateOnly: true };
  for (const row of rows) yield readPosition(row);
}
