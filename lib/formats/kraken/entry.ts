import { type DecimalString, ZERO } from "@/lib/money/decimal";
import type { TableRow } from "../table/row";
import type { Column } from "./columns";
import { krakenAsset } from "./names";

type Row = TableRow<Column>;

/** One line of the ledger: a balance changed by `amount − fee`. */
export interface Entry {
  row: Row;
  at: { instant: string; dateOnly: boolean };
  type: string;
  subtype: string;
  asset: string;
  /** Signed. */
  amount: DecimalString;
  /** Positive is paid. */
  fee: DecimalString;
  txid: string;
  refid: string;
}

/** The entry of a line; null where something of it can't be read, which the row then knows. */
export function entryOf(row: Row): Entry | null {
  const at = row.time("time");
  const type = row.requiredText("type", "A type such as trade.").toLowerCase();
  const asset = krakenAsset(row.text("asset"));
  if (asset === null) row.refuse(`${row.title("asset")}: "${row.text("asset").slice(0, 60)}" is no asset.`, "A name such as XXBT.");
  const [amount, fee] = [row.requiredNumber("amount"), row.number("fee")];
  if (!at || asset === null || amount === null || row.isRefused) return null;
  const subtype = row.text("subtype").toLowerCase();
  return { row, at, type, subtype, asset, amount, fee: fee ?? ZERO, txid: row.text("txid"), refid: row.text("refid") };
}
