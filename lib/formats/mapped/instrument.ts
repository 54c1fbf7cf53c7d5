import type { AssetType } from "@/lib/instruments/asset-types";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { Plan, Slot } from "./plan";
import { isBlank, type RowReader } from "./row-reader";

const LONGEST_SYMBOL = 60;

export interface MappedInstrument {
  assetType: AssetType;
  symbol: string;
  meta: NonNullable<TransactionMeta["instrument"]>;
}

/** What a row is about: by its symbol, else its ISIN, its national number or its name; null for money and for rows that name nothing. */
export function instrumentOf({ at, mapping, assetTypes }: Plan, row: RowReader): MappedInstrument | null {
  const text = (slot: Slot | undefined) => {
    const written = row.text(slot);
    return isBlank(written) ? "" : written;
  };
  const [isin, wkn, cusip, name] = [text(at.isin).toUpperCase(), text(at.wkn), text(at.cusip), text(at.name)];
  const symbol = (text(at.symbol) || isin || wkn || cusip || name).slice(0, LONGEST_SYMBOL);
  if (symbol === "") return null;
  const word = text(at.assetType);
  const said = word === "" ? undefined : assetTypes.get(word);
  const assetType = said ?? mapping.constants.assetType ?? (word === "" ? "stock" : "other");
  if (assetType === "cash") return null;
  return { assetType, symbol, meta: { isin, cusip, name, exchange: text(at.exchange), ...(wkn ? { wkn } : {}) } };
}

/** Whether a row that {@link instrumentOf} knows nothing of is money by its own word. */
export function isMoney({ at, mapping, assetTypes }: Plan, row: RowReader): boolean {
  const word = row.text(at.assetType);
  return (isBlank(word) ? mapping.constants.assetType : assetTypes.get(word)) === "cash";
}
