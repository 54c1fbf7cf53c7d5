import { add, type DecimalString, sign } from "@/lib/money/decimal";
import type { Charge } from "@/lib/transactions/schema";
import type { TransactionDraft } from "../types";
import { guard, quote } from "./cells";
import { COLUMNS, type Column, carries, META_COLUMNS, type MetaColumn, TEXT_COLUMNS } from "./columns";

/** A stored row on its way out: the id is the database's, the account is the name or number people know it by. */
export type ExportRow = TransactionDraft & { id: string; account: string };

function valueAt(meta: TransactionDraft["meta"], column: MetaColumn): unknown {
  const [key, inner] = META_COLUMNS[column];
  return inner === undefined ? meta[key] : meta.instrument?.[inner];
}

/** The charges in the row's own currency; empty when there are none, so that a reader doesn't take 0 for a statement. */
function totalOf(charges: readonly Charge[] | undefined, currency: string): DecimalString | "" {
  const total = add(...(charges ?? []).filter((charge) => charge.currency === currency).map((charge) => charge.amount));
  return sign(total) === 0 ? "" : total;
}

function isBareDate(row: ExportRow): boolean {
  return row.meta.dateOnly === true && row.tradeTime.endsWith("T00:00:00.000Z");
}

/** Everything of `meta` that no column carries. */
function restOf(row: ExportRow): Record<string, unknown> {
  const { netAmount: _inItsColumn, ...rest } = row.meta;
  const instrument: Record<string, unknown> = { ...rest.instrument };
  const flat: Record<string, unknown> = { ...rest };
  for (const column of Object.keys(META_COLUMNS) as MetaColumn[]) {
    if (!carries(column, valueAt(row.meta, column))) continue;
    const [key, inner] = META_COLUMNS[column];
    if (inner === undefined) delete flat[key];
    else delete instrument[inner];
  }
  if (isBareDate(row)) delete flat.dateOnly;
  if (flat.instrument !== undefined) {
    const emptied = Object.keys(instrument).length === 0 && Object.keys(rest.instrument ?? {}).length > 0;
    if (emptied) delete flat.instrument;
    else flat.instrument = instrument;
  }
  return flat;
}

function metaCells(row: ExportRow): Record<MetaColumn, string> {
  const cells = (Object.keys(META_COLUMNS) as MetaColumn[]).map((column) => {
    const value = valueAt(row.meta, column);
    return [column, carries(column, value) ? value : ""];
  });
  return Object.fromEntries(cells) as Record<MetaColumn, string>;
}

/** The header line, with its CRLF. */
export function writeHeader(): string {
  return `${COLUMNS.join(",")}\r\n`;
}

/**
 * One row as a line of RFC 4180 with its CRLF. Reading it gives the same draft again, to the last digit and character: what has no
 * column, or does not fit its column, travels as JSON in `meta`. No cell can run as a formula in a spreadsheet.
 */
export function writeRow(row: ExportRow): string {
  const rest = restOf(row);
  const cells: Record<Column, string> = {
    ...metaCells(row),
    account: row.account,
    trade_time: isBareDate(row) ? row.tradeTime.slice(0, 10) : row.tradeTime,
    trade_type: row.tradeType,
    asset_type: row.assetType,
    symbol: row.symbol,
    quantity: row.quantity,
    price: row.price,
    currency: row.currency,
    net_amount: row.meta.netAmount,
    fees: totalOf(row.meta.fees, row.currency),
    taxes: totalOf(row.meta.taxes, row.currency),
    meta: Object.keys(rest).length === 0 ? "" : JSON.stringify(rest),
  };
  return `${COLUMNS.map((column) => quote(TEXT_COLUMNS.has(column) ? guard(cells[column]) : cells[column])).join(",")}\r\n`;
}
