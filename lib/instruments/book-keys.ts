import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import { instrumentKey, isCashRow } from "@/lib/engine/ledger-row";
import { loadIndex } from "./learn";
import { loadSymbolDays } from "./queries";
import { isEarly } from "./resolver";
import { codesOf } from "./rules";

/** What a ledger row or a position says of its instrument. */
export interface Keyed {
  assetType: string;
  symbol: string;
  currency: string;
  isin: string | null;
  /** Of a ledger row; a position has none. */
  tradeType?: string;
  /** `meta.instrument` as JSON text. */
  instrumentText: string;
  source: string;
  /** ISO instant: a symbol may have meant something else then. */
  tradeTime: string;
}

/** The book of rows that are about a balance of cash alone. */
export const CASH_BOOK = "cash";

/**
 * Names the book that a row belongs to: the id of its instrument, or what the row itself calls it where no instrument is known. The names
 * are looked up once: a long ledger has few instruments.
 */
export async function bookKeys(tx: Transaction): Promise<(row: Keyed) => string> {
  const [index, days] = [await loadIndex(tx), await loadSymbolDays(tx)];
  const remembered = new Map<string, string>();
  return (row) => {
    const { assetType, symbol, currency, isin, instrumentText, source, tradeTime, tradeType } = row;
    if (isCashRow({ assetType, tradeType: tradeType ?? "" })) return CASH_BOOK;
    const early = days.size > 0 && isEarly(days, symbol, tradeTime);
    const key = `${assetType}\n${symbol}\n${currency}\n${isin ?? ""}\n${source}\n${early ? "early" : ""}\n${instrumentText}`;
    let book = remembered.get(key);
    if (book === undefined) {
      const codes = instrumentText === "" ? {} : codesOf(JSON.parse(instrumentText));
      book =
        index.findRoot({ assetType, symbol, currency, ...codes, isin: isin ?? codes.isin ?? null, source, early }) ?? instrumentKey(row);
      remembered.set(key, book);
    }
    return book;
  };
}
