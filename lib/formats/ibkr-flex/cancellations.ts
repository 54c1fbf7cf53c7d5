import type { FormatItem } from "../types";
import { idsOf, partOf } from "./ids";
import { currencyPair } from "./pair";
import type { Row } from "./row";

/** Whether the row takes back an earlier one instead of being a trade: `TradeCancel`, `FracShareCancel`, `BUY (Ca.)`. */
export function isCancellation(row: Row): boolean {
  return /cancel$/i.test(row.text("transactionType") ?? "") || /\(Ca\.?\)/i.test(row.text("buySell") ?? "");
}

/** All parts of the cancelled event go: the trade, the other side of a conversion, and a commission of its own. */
export function cancellationOf(row: Row): FormatItem[] {
  const ids = idsOf(row, "origTransactionID", "origTradeID");
  if (ids.length === 0) {
    row.refuse(
      "The row cancels a trade, but doesn't say which.",
      "Expected the field origTransactionID or origTradeID.",
      "Add Orig Transaction ID and Orig Trade ID to the section Trades of the Flex query, and download the statement again.",
    );
  }
  const quote = currencyPair(row)?.quote;
  const externalIds = [...ids, ...(quote ? partOf(ids, quote) : []), ...partOf(ids, "fee")];
  return row.items({ kind: "cancellation", line: row.element.line, externalIds, reason: "The broker cancelled the trade." });
}
