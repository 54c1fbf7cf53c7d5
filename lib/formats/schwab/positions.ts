import type { AssetType } from "@/lib/instruments/asset-types";
import { sign } from "@/lib/money/decimal";
import { lookup } from "../lookup";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { usCash, usHolding } from "../us-brokers/holding";
import type { Column } from "./columns";
import { SOURCE } from "./transactions";

type Row = TableRow<Column>;

const CASH = /^cash\b/i;

/** The broker's words for kinds of positions, in lower case. Money market funds are listed with the cash. */
const KINDS: Readonly<Record<string, AssetType>> = {
  equity: "stock",
  stock: "stock",
  "etfs & closed end funds": "etf",
  etf: "etf",
  "mutual fund": "mutual_fund",
  "mutual funds": "mutual_fund",
  option: "option",
  options: "option",
  "fixed income": "bond",
  bond: "bond",
  bonds: "bond",
  "cash and money market": "mutual_fund",
  futures: "future",
};

/** A position, or the cash balance, of one line of the positions file. */
export function readPosition(row: Row): FormatItem {
  const symbol = row.requiredText("symbol", "A symbol.");
  const value = row.value("marketValue");
  if (CASH.test(symbol)) {
    const balance = row.requiredValue("marketValue");
    if (balance === null || row.isRefused) return row.refusal();
    return { kind: "holding", line: row.line, draft: usCash(SOURCE, balance) };
  }
  const quantity = row.requiredValue("quantity");
  const [price, cost, average] = [row.value("price"), row.value("costBasis"), row.value("costPerShare")];
  if (row.isRefused || quantity === null) return row.refusal();
  if (sign(quantity) === 0) return row.skipped("The position has no units.");
  const assetType = lookup(KINDS, row.text("assetType").toLowerCase());
  return {
    kind: "holding",
    line: row.line,
    draft: usHolding({
      source: SOURCE,
      symbol,
      name: row.text("description"),
      ...(assetType ? { told: { assetType } } : {}),
      quantity,
      price,
      value,
      cost,
      average,
    }),
  };
}
