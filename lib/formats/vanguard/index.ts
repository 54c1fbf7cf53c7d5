import { dateInName } from "../table/name-date";
import { definePreset, type Table } from "../table/preset";
import type { Format, FormatItem, ParseContext } from "../types";
import { COLUMNS, type Column } from "./columns";
import { readHistoryLine } from "./history";
import { readPositions } from "./positions";

/** `customActivityReport 12345678.xlsx`: the report has no column for the account. */
const NAMED_ACCOUNT = /\b(\d{8}(?:-\d{2})?)\b/;
/** Legal notices stand in the first cell of a line, in sentences. */
const NOTICE = /^(?:\*|custom report|disclosures?\b|page \d)|^\S+(?:\s+\S+){7,}/i;

function* readHistory(table: Table<Column>, fileName: string): Generator<FormatItem> {
  const inName = NAMED_ACCOUNT.exec(fileName)?.[1] ?? "";
  let current = "";
  for (const row of table.rows) {
    const accountId = row.text("account") || (table.has("account") ? "" : inName);
    if (accountId !== current && accountId !== "") {
      current = accountId;
      const name = row.text("plan");
      yield { kind: "statement", line: row.line, statement: { accountId, ...(name ? { name } : {}) } };
    }
    yield* readHistoryLine(row, table.has("symbol"));
  }
}

const readingOf = (day: string | null) =>
  definePreset({
    code: "vanguard",
    name: "Vanguard",
    version: 1,
    columns: COLUMNS,
    signatures: [
      ["account", "date", "type", "name", "shares", "net"],
      ["account", "name", "shares", "price", "value"],
      ["settleDate", "date", "symbol", "name", "type", "accountType", "shares", "commission", "net"],
    ],
    numbers: "point",
    dates: { order: "mdy", zone: "America/New_York" },
    ragged: true,
    aside: (cells) => {
      const [first = "", ...others] = cells;
      return NOTICE.test(first.trim()) && others.every((cell) => cell.trim() === "") ? "A note beside the table." : null;
    },
    *read(table, { fileName = "" }) {
      if (table.has("date")) yield* readHistory(table, fileName);
      else yield* readPositions([...table.rows], day, table.headerLine);
    },
  });

/** The newest day on which something happened. Positions of the same download are not older, and nothing happened since. */
function newestDay(bytes: Uint8Array, context: ParseContext): string | null {
  let newest: string | null = null;
  for (const item of readingOf("1970-01-01").parse(bytes, context)) {
    const day: string | null = item.kind === "transaction" ? item.draft.tradeTime.slice(0, 10) : null;
    if (day !== null && (newest === null || day > newest)) newest = day;
  }
  return newest;
}

/**
 * Vanguard's download (OfxDownload.csv: the positions of all accounts, then their transactions, then those of plans) and custom activity
 * report. Positions have no date: it is the one in the file's name, or the newest of the transactions. Dates are New York's days.
 */
export const vanguard: Format = {
  ...readingOf(null),
  *parse(bytes, context = {}) {
    yield* readingOf(dateInName(context.fileName ?? "") ?? newestDay(bytes, context)).parse(bytes, context);
  },
};
