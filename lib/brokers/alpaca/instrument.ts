import type { RowParts } from "@/lib/formats/draft";
import { isFiat } from "@/lib/formats/exchange/assets";
import { usInstrument } from "@/lib/formats/us-brokers/listing";
import type { AssetType } from "@/lib/instruments/asset-types";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";

/** An option of Alpaca's is for a hundred shares; it has no others. */
const CONTRACT: DecimalString = decimal("100");

const ASSET_CLASSES: Readonly<Record<string, AssetType>> = {
  us_equity: "stock",
  us_option: "option",
  crypto: "crypto",
  crypto_perp: "crypto",
};

export interface AlpacaInstrument {
  instrument: NonNullable<RowParts["instrument"]>;
  /** Left out where it is 1. */
  multiplier?: DecimalString;
  /** What Alpaca calls it, where that is nothing that we know. */
  rawAssetType?: string;
}

export interface Pair {
  base: string;
  /** What it is paid in: `USD`, or a coin. */
  quote: string;
}

/** The sides of a market in coins: `BTC/USD` as trades write it. Null for anything else. */
export function slashedPair(symbol: string): Pair | null {
  const [, base, quote] = /^([A-Z0-9]{2,12})\/([A-Z0-9]{2,8})$/.exec(symbol) ?? [];
  return base && quote ? { base, quote } : null;
}

/** As positions and fees write it, `BTCUSD`: every coin is held in dollars. Only where it is known to be a coin. */
export function coinOf(symbol: string): string {
  return slashedPair(symbol)?.base ?? (/^(.{2,})USD$/.exec(symbol)?.[1] || symbol);
}

/** The coin of an activity that says by its symbol (or by being a fee in coins) that it is about one; null for everything else. */
export function tradedCoin(symbol: string, type: string): string | null {
  if (symbol === "" || isFiat(symbol)) return null;
  return slashedPair(symbol) || type === "CFEE" ? coinOf(symbol) : null;
}

/** The instrument of an activity: an option by its symbol, a coin by its market, else a share. Alpaca tells no ISIN. */
export function instrumentOf(symbol: string, cusip: string, type: string): AlpacaInstrument {
  const coin = tradedCoin(symbol, type);
  if (coin !== null) return { instrument: { assetType: "crypto", symbol: coin } };
  const { instrument, isOption } = usInstrument(symbol, "", cusip ? { cusip } : {});
  return isOption ? { instrument, multiplier: CONTRACT } : { instrument };
}

/** The instrument of a position, which says of what class it is. */
export function heldInstrument(symbol: string, assetClass: string): AlpacaInstrument {
  const assetType = ASSET_CLASSES[assetClass] ?? "other";
  if (assetClass === "crypto") return { instrument: { assetType, symbol: coinOf(symbol) } };
  const { instrument } = usInstrument(symbol, "", { assetType });
  return {
    instrument,
    ...(assetType === "option" ? { multiplier: CONTRACT } : {}),
    ...(assetType === "other" || assetClass === "crypto_perp" ? { rawAssetType: assetClass } : {}),
  };
}

export const multiplierMeta = ({ multiplier }: AlpacaInstrument): Partial<TransactionMeta> => (multiplier ? { multiplier } : {});
