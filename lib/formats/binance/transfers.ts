import { absolute, negate, ZERO } from "@/lib/money/decimal";
import { assetCode, quotesAreMoney } from "../exchange/assets";
import { itemsOf } from "../exchange/items";
import { movementRow } from "../exchange/movements";
import type { Table } from "../table/preset";
import type { TableRow } from "../table/row";
import { FormatError, type FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";
import { shifted } from "./offset";

/**
 * The history of deposits or of withdrawals. Which of the two it is, the file's name says, else the fee, which only withdrawals have a column
 * for in newer exports.
 * @throws FormatError where neither does.
 */
export function* readTransfers(table: Table<Column>, fallback: string, fileName: string): Generator<FormatItem> {
  const direction = directionOf(table, fileName);
  for (const row of table.rows) yield* readTransfer(row, direction, fallback, fileName);
}

function directionOf(table: Table<Column>, fileName: string): 1 | -1 {
  if (/withdraw/i.test(fileName)) return -1;
  if (/deposit/i.test(fileName)) return 1;
  if (!table.has("method") && table.has("fee")) return -1;
  if (!table.has("method") && !table.has("transactionFee")) return 1;
  throw new FormatError(
    "The file doesn't say whether it lists deposits or withdrawals.",
    "Keep the name that Binance gave it, or put “deposit” or “withdraw” into it.",
    table.headerLine,
  );
}

function readTransfer(row: TableRow<Column>, direction: 1 | -1, fallback: string, fileName: string): FormatItem[] {
  const status = row.text("status");
  if (status !== "" && !/^(?:completed|success|successful|succeed|credited)$/i.test(status))
    return [row.skipped(`Its status is “${status.slice(0, 60)}”: nothing moved.`)];
  const at = row.time("date");
  const asset = assetCode(row.text("coin"));
  if (asset === null) row.refuse(`${row.title("coin")}: "${row.text("coin").slice(0, 60)}" is no coin.`, "A code such as BTC.");
  const isFiat = row.has("indicated");
  const written = row.requiredNumber(isFiat && direction < 0 ? "indicated" : "amount");
  const fee = row.number(row.has("transactionFee") ? "transactionFee" : "fee");
  if (!at || asset === null || written === null || row.isRefused) return [row.refusal()];
  const amount = direction < 0 ? negate(absolute(written)) : absolute(written);
  const told = row.text("txid") || row.text("orderId");
  const id = told === "" ? {} : { id: `${SOURCE}:${direction < 0 ? "withdrawal" : "deposit"}:${asset}:${told}` };
  const event = {
    source: SOURCE,
    at: shifted(at, fileName),
    isMoney: quotesAreMoney,
    countedIn: () => fallback,
    ...id,
    meta: {
      rawType: direction < 0 ? "Withdrawal" : "Deposit",
      description: [row.text("network"), row.text("method")].filter(Boolean).join(" "),
    },
  };
  // States' money is listed as it arrives or leaves, its fee already in the other amount.
  return itemsOf(row, [movementRow(event, asset, amount, isFiat || direction > 0 ? ZERO : absolute(fee ?? ZERO))]);
}
