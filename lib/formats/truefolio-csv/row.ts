import { ASSET_TYPES, type AssetType } from "@/lib/instruments/asset-types";
import { toMajorCurrency } from "@/lib/money/currency";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { isTradeType, type TradeType } from "@/lib/transactions/trade-types";
import { saidType } from "../lookup";
import type { Assumptions, TransactionDraft } from "../types";
import { readAmounts } from "./amounts";
import type { CellReader } from "./cell-reader";
import { buildMeta, readMetaCell } from "./meta";

const MONEY_ONLY: ReadonlySet<TradeType> = new Set<TradeType>(["deposit", "withdrawal", "fx_conversion"]);

function isAssetType(text: string): text is AssetType {
  return (ASSET_TYPES as readonly string[]).includes(text);
}

/** An empty asset type is money where the row names no instrument or can only be about money, and otherwise not known. */
function assetTypeOf(row: CellReader, tradeType: TradeType): AssetType {
  const text = row.text("asset_type");
  if (text !== "") return isAssetType(text) ? text : "other";
  return MONEY_ONLY.has(tradeType) || !(row.has("symbol") || row.has("isin")) ? "cash" : "other";
}

/** What the type is, and the word for it that isn't one of ours: kept, and what a person may say the meaning of. */
function typeOf(row: CellReader, json: Readonly<Record<string, unknown>>, assume: Assumptions): { tradeType: TradeType; rawType?: string } {
  const written = row.text("trade_type");
  if (isTradeType(written)) {
    const rawType = written === "other" && typeof json.rawType === "string" ? json.rawType : null;
    return { tradeType: saidType(assume, rawType) ?? written };
  }
  const rawType = row.asWritten("trade_type");
  return { tradeType: saidType(assume, rawType) ?? "other", rawType };
}

/** The draft of one line, or null when `row.problems` says why there is none. */
export function readRow(row: CellReader, assume: Assumptions = {}): TransactionDraft | null {
  for (const column of ["trade_time", "trade_type"] as const) row.require(column);
  if (!row.has("currency") && !assume.currency) row.refuseMissingCurrency();
  if (!row.has("quantity") && !row.has("net_amount") && !row.has("fees") && !row.has("taxes")) {
    row.refuse(
      "quantity",
      "The row has neither a quantity nor a net amount.",
      "A number in quantity or net_amount.",
      "Fill in one of them.",
    );
  }
  const json = readMetaCell(row);
  const exported = typeof json.source === "string";
  const { tradeType, rawType } = typeOf(row, json, assume);
  const assetType = assetTypeOf(row, tradeType);
  const unit = toMajorCurrency(row.text("currency") || (row.has("currency") ? "" : (assume.currency ?? "")));
  const currency = unit.currency ?? "";
  // Figures are only worth working out from cells that could be read; otherwise each bad cell would be told twice.
  if (row.problems.length > 0) return null;
  const amounts = readAmounts(row, { tradeType, assetType, unit, exported });

  const time = row.text("trade_time");
  const doubts = [
    ...(rawType !== undefined && tradeType === "other" ? [`The trade type "${rawType}" is not one that Truefolio knows.`] : []),
    ...amounts.doubts,
  ];
  const found: Partial<TransactionMeta> = {
    ...(time.length === 10 ? { dateOnly: true } : {}),
    ...(rawType === undefined ? {} : { rawType }),
    ...(row.has("asset_type") && !isAssetType(row.text("asset_type")) ? { rawAssetType: row.asWritten("asset_type") } : {}),
    ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
    ...(doubts.length > 0 ? { needsReview: true, reasons: doubts } : {}),
  };
  const meta = buildMeta(row, json, currency, amounts, found);
  if (meta === null || row.problems.length > 0) return null;
  const symbol = row.text("symbol") || (exported ? "" : assetType === "cash" ? currency : row.text("isin"));
  return {
    assetType,
    symbol,
    quantity: amounts.quantity,
    price: amounts.price,
    currency,
    tradeType,
    tradeTime: time.length === 10 ? `${time}T00:00:00.000Z` : time,
    meta,
  };
}
