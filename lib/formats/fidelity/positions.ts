import { sign } from "@/lib/money/decimal";
import { readTime } from "../table/dates";
import { dateInName } from "../table/name-date";
import { FormatError, type FormatItem } from "../types";
import { usCash, usHolding } from "../us-holding";
import { accountOf, type Row, SOURCE } from "./history";

/** `Oct-07-2026`, as the broker writes days in file names and below its tables. */
const DAY = /\b([A-Z][a-z]{2})-(\d{1,2})-(\d{4})\b/;
const DOWNLOADED = /^date downloaded\b/i;

function dayIn(text: string): string | null {
  const [, month, day, year] = DAY.exec(text) ?? [];
  const written = month ? `${day} ${month} ${year}` : (/\b(\d{1,2}\/\d{1,2}\/\d{4})\b/.exec(text)?.[1] ?? "");
  return readTime(written, "mdy")?.date ?? null;
}

function dayOf(rows: readonly Row[], fileName: string, headerLine: number): string {
  const footer = rows.find(({ cells }) => DOWNLOADED.test((cells[0] ?? "").trim()));
  const day = (footer && dayIn(footer.cells.join(","))) ?? dayIn(fileName.replaceAll("_", " ")) ?? dateInName(fileName);
  if (day) return day;
  throw new FormatError(
    "The file doesn't say of which day its positions are.",
    "Keep the file's own name (Portfolio_Positions_…), or the last line of the export: they have the date.",
    headerLine,
  );
}

function readPosition(row: Row): FormatItem {
  const symbol = row.text("symbol");
  if (/^pending activity$/i.test(symbol)) return row.skipped("What trades that haven't settled yet will change in the cash.");
  const value = row.value("value");
  // The fund that holds the account's cash is marked with asterisks.
  if (/\*\*$/.test(symbol) || (/^(?:cash|usd|core)$/i.test(symbol) && !row.has("quantity"))) {
    const balance = row.requiredValue("value");
    return balance === null || row.isRefused ? row.refusal() : { kind: "holding", line: row.line, draft: usCash(SOURCE, balance) };
  }
  const name = row.requiredText("description", "The name of an instrument.");
  const quantity = row.requiredValue("quantity");
  const [price, cost, average] = [row.value("lastPrice"), row.value("cost"), row.value("averageCost")];
  if (row.isRefused || quantity === null) return row.refusal();
  if (sign(quantity) === 0) return row.skipped("The position has no units.");
  return {
    kind: "holding",
    line: row.line,
    draft: usHolding({ source: SOURCE, symbol: symbol.replace(/^-\s*/, "") || name, name, quantity, price, value, cost, average }),
  };
}

/** The positions of each account, as a snapshot of the day on which they were downloaded. */
export function* readPositions(rows: readonly Row[], fileName: string, headerLine: number): Generator<FormatItem> {
  const asOf = `${dayOf(rows, fileName, headerLine)}T00:00:00.000Z`;
  const accounts = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.text("symbol") === "" && !row.has("value")) {
      yield row.skipped("A note below the table.");
      continue;
    }
    const { accountId } = accountOf(row, fileName);
    accounts.set(accountId, [...(accounts.get(accountId) ?? []), row]);
  }
  for (const [, own] of accounts) {
    const [first] = own;
    if (!first) continue;
    yield { kind: "statement", line: first.line, statement: accountOf(first, fileName) };
    yield { kind: "snapshot", line: first.line, asOf, dateOnly: true };
    for (const row of own) yield readPosition(row);
  }
}
