import type { AssetType } from "@/lib/instruments/asset-types";
import { lookup } from "../lookup";
import type { TableRow } from "../table/row";
import type { Column } from "./columns";

const TYPES: Readonly<Record<string, AssetType>> = {
  EQUITY: "stock",
  STOCK: "stock",
  ETF: "etf",
  FUND: "mutual_fund",
  MUTUALFUND: "mutual_fund",
  CRYPTO: "crypto",
  CRYPTOCURRENCY: "crypto",
  BOND: "bond",
  OPTION: "option",
  METAL: "commodity",
  COMMODITY: "commodity",
  FX: "forex",
};

/** Cash is a symbol of its own there: `$CASH`, `$CASH-USD`, `CASH:USD`. */
export const isCashSymbol = (symbol: string): boolean => symbol === "" || /^\$?CASH(?:[-:_][A-Z]{3,5})?$/i.test(symbol);

/** The instrument of a line; coins are also known by their pair (`BTC-USD`). */
export function instrumentOf(row: TableRow<Column>) {
  const symbol = row.text("symbol");
  const written = row
    .text("instrumentType")
    .toUpperCase()
    .replace(/[\s_-]/g, "");
  const bySymbol = /^[A-Z0-9]{2,10}-(?:USD|EUR|GBP|CAD|USDT)$/.test(symbol) ? "crypto" : "stock";
  const assetType: AssetType = written === "" ? bySymbol : (lookup(TYPES, written) ?? "other");
  const isin = row.text("isin") || (/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(symbol) ? symbol : "");
  return { assetType, symbol: symbol.slice(0, 100), meta: { isin, exchange: row.text("exchange") } };
}
