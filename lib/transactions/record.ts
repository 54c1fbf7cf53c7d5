import type { TransactionDraft } from "@/lib/formats/types";
import type { AssetType } from "@/lib/instruments/asset-types";
import { decimal } from "@/lib/money/decimal";
import { type TransactionMeta, transactionMetaSchema } from "./schema";
import type { TradeType } from "./trade-types";

/** A row of `transactions` as Prisma or a raw query gives it. */
export interface TransactionRecord {
  assetType: string;
  symbol: string;
  quantity: string | { toFixed(): string };
  price: string | { toFixed(): string };
  currency: string;
  tradeType: string;
  tradeTime: Date;
  meta: unknown;
}

/** Meta as it stands in the database: written by us, parsed all the same, because a database can be edited by hand. */
export function readMeta(meta: unknown): TransactionMeta {
  return transactionMetaSchema.parse(meta);
}

/** A stored row as plain values. Types are open text in the database: an unknown one travels as it is, and is shown as itself. */
export function draftFromRecord(row: TransactionRecord): TransactionDraft {
  return {
    assetType: row.assetType as AssetType,
    symbol: row.symbol,
    quantity: decimal(row.quantity),
    price: decimal(row.price),
    currency: row.currency,
    tradeType: row.tradeType as TradeType,
    tradeTime: row.tradeTime.toISOString(),
    meta: readMeta(row.meta),
  };
}
