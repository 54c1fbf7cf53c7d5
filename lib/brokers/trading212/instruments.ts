import { z } from "zod";
import type { RowParts } from "@/lib/formats/draft";
import type { Currency } from "@/lib/formats/table/row";
import type { AssetType } from "@/lib/instruments/asset-types";
import { toMajorCurrency } from "@/lib/money/currency";
import { text } from "../fields";

/** Kinds of instruments (docs.trading212.com, TradableInstrument.type). */
const TYPES: Readonly<Record<string, AssetType>> = {
  STOCK: "stock",
  CVR: "stock",
  ETF: "etf",
  CRYPTO: "crypto",
  CRYPTOCURRENCY: "crypto",
  WARRANT: "warrant",
  FUTURES: "future",
  FOREX: "forex",
  INDEX: "other",
  CORPACT: "other",
};

/** An instrument as positions, orders and dividends name it; all of it may be missing. */
export const instrumentSchema = z
  .object({ ticker: text, name: text, isin: text, currency: text })
  .nullish()
  .transform((value) => value ?? { ticker: "", name: "", isin: "", currency: "" });
export type Named = z.output<typeof instrumentSchema>;

export const listedSchema = z.object({ ticker: z.string(), type: text, shortName: text, isin: text, name: text, currencyCode: text });
type Listed = z.infer<typeof listedSchema>;

export type Instrument = NonNullable<RowParts["instrument"]> & { rawAssetType?: string };

/** Instruments by their tickers, with what the broker's list says of them where it could be read. */
export class Instruments {
  private readonly listed: ReadonlyMap<string, Listed>;

  constructor(listed: Iterable<Listed>) {
    this.listed = new Map([...listed].map((each) => [each.ticker, each]));
  }

  /** Without the list, shares and funds alike are stocks, as in the files. Null where nothing names it. */
  of({ ticker, name, isin }: Named): Instrument | null {
    if (ticker === "" && isin === "") return null;
    const known = this.listed.get(ticker);
    const kind = known?.type ?? "";
    const assetType = kind === "" ? "stock" : (TYPES[kind] ?? "other");
    return {
      assetType,
      symbol: known?.shortName || shortName(ticker) || isin,
      meta: { isin: isin || known?.isin || "", name: name || known?.name || "", ...(ticker ? { brokerId: ticker } : {}) },
      ...(assetType === "other" ? { rawAssetType: kind } : {}),
    };
  }

  /** In what it is quoted; null where nobody says. */
  currencyOf({ ticker, currency }: Named): Currency | null {
    return readCurrency(currency || (this.listed.get(ticker)?.currencyCode ?? ""));
  }
}

/** `AAPL_US_EQ` is AAPL, and `VODl_EQ` is VOD in London: what the app and the files show. */
function shortName(ticker: string): string {
  return /^(.+?)[a-z]?(?:_[A-Z]{2})?_EQ$/.exec(ticker)?.[1] ?? ticker;
}

export function readCurrency(code: string): Currency | null {
  const { currency, ...unit } = toMajorCurrency(code);
  return currency === null ? null : { ...unit, currency };
}
