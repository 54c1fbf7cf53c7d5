import { ZERO } from "@/lib/money/decimal";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { asideReason, partsOf, TYPES } from "./activity";
import type { Column } from "./columns";
import { dayOf } from "./export-file";

/** A line of the CSV: the same activity as in JSON, without profiles. */
export function readRow(row: TableRow<Column>): FormatItem {
  const at = row.time("date");
  const type = row.requiredText("type", "A type such as buy.");
  const symbol = row.requiredText("symbol", "A symbol such as MSFT.");
  const unit = row.currency("currency");
  const quantity = row.requiredNumber("quantity");
  const unitPrice = row.has("unitPrice") ? unit && row.money("unitPrice", unit) : row.requiredNumber("unitPrice");
  const fee = (unit && row.money("fee", unit)) ?? ZERO;
  if (!at || !unit || quantity === null || unitPrice === null || row.isRefused) return row.refusal();
  const dataSource = row.text("dataSource");
  const activity = {
    type,
    symbol,
    dataSource,
    currency: unit.currency,
    ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
    quantity,
    unitPrice,
    fee,
    comment: row.text("comment"),
    at: dayOf(at),
    id: row.text("id"),
    // A charge is listed under its name.
    profile:
      dataSource.toUpperCase() === "MANUAL"
        ? { assetClass: null, assetSubClass: null, name: symbol, isin: null, cusip: null, figi: null }
        : null,
  };
  const reason = asideReason(activity);
  return reason === null ? row.transaction(partsOf(activity, row.meaning(TYPES, type))) : row.skipped(reason);
}
