import type { DecimalString } from "@/lib/money/decimal";
import { assetCode } from "../exchange/assets";
import type { TableRow } from "../table/row";
import type { Column } from "./columns";
import { type Operation, operationOf } from "./operations";

type Row = TableRow<Column>;

/** One line: what happened to one balance. */
export interface Line {
  row: Row;
  at: { instant: string; dateOnly: boolean };
  operation: Operation;
  asset: string;
  /** Signed. */
  amount: DecimalString;
  remark: string;
}

/** What a line of the statement says; null where something of it can't be read, which the row then knows. */
export function lineOf(row: Row): Line | null {
  const at = row.time("utcTime");
  const written = row.requiredText("operation", "An operation such as Deposit.");
  const asset = assetCode(row.text("coin"));
  if (asset === null) row.refuse(`${row.title("coin")}: "${row.text("coin").slice(0, 60)}" is no coin.`, "A code such as BTC.");
  const amount = row.requiredNumber("change");
  if (!at || asset === null || amount === null || row.isRefused) return null;
  return { row, at, operation: operationOf(written), asset: plainCoin(asset), amount, remark: row.text("remark") };
}

/** The coin itself: Earn keeps flexible savings under names of their own (`LDBTC`). */
export function plainCoin(asset: string): string {
  return /^LD(?=[A-Z0-9]{2,}$)/.test(asset) && asset !== "LDO" ? asset.slice(2) : asset;
}
