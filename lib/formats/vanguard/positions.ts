import { sign } from "@/lib/money/decimal";
import { FormatError, type FormatItem } from "../types";
import { usCash, usHolding } from "../us-holding";
import { type Row, SOURCE } from "./history";

function readPosition(row: Row): FormatItem {
  const name = row.requiredText("name", "The name of an investment.");
  const quantity = row.requiredValue("shares");
  const [price, value] = [row.value("price"), row.value("value")];
  if (quantity === null || row.isRefused) return row.refusal();
  if (sign(quantity) === 0) return row.skipped("The position has no units.");
  const symbol = row.text("symbol");
  if (/^cash\b/i.test(name) && (symbol === "" || /^cash$/i.test(symbol)))
    return { kind: "holding", line: row.line, draft: usCash(SOURCE, value ?? quantity) };
  return {
    kind: "holding",
    line: row.line,
    draft: usHolding({ source: SOURCE, symbol: symbol || name, name, quantity, price, value, cost: null }),
  };
}

/** The positions of each account. `day` is the day of which they are, null where nothing tells. */
export function* readPositions(rows: readonly Row[], day: string | null, headerLine: number): Generator<FormatItem> {
  if (rows.length === 0) return;
  if (day === null)
    throw new FormatError(
      "The file doesn't say of which day its positions are.",
      "Put the date into the file's name (OfxDownload 2026-01-31.csv), or download it together with the transactions.",
      headerLine,
    );
  const accounts = new Map<string, Row[]>();
  for (const row of rows) accounts.set(row.text("account"), [...(accounts.get(row.text("account")) ?? []), row]);
  for (const [accountId, own] of accounts) {
    const [first] = own;
    if (!first) continue;
    const name = first.text("plan");
    if (accountId) yield { kind: "statement", line: first.line, statement: { accountId, ...(name ? { name } : {}) } };
    yield { kind: "snapshot", line: first.line, asOf: `${day}T00:00:00.000Z`, dateOnly: true };
    for (const row of own) yield readPosition(row);
  }
}
