import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";

export interface Listed {
  assetType: AssetType;
  symbol: string;
  meta: InstrumentMeta;
}

const MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
/** `RELIANCE25JAN1300CE`: year, month, strike. */
const MONTHLY = new RegExp(`^(.+?)(\\d{2})(${MONTHS})(\\d+(?:\\.\\d+)?)(CE|PE)$`);
/** `NIFTY2592324500CE`: year, month in one sign (O, N, D for the last three), day, strike. */
const WEEKLY = /^(.+?)(\d{2})([1-9OND])([0-3]\d)(\d+(?:\.\d+)?)(CE|PE)$/;
const FUTURE = new RegExp(`^(.+?)(\\d{2})(${MONTHS}|[1-9OND]\\d{2})FUT$`);

/** What a symbol of the exchange is, by its segment, its ISIN (INF is a fund's, IN0 to IN8 are the states') and the form of derivatives' symbols. */
export function listed(symbol: string, isin: string, segment: string, series: string, kind: string, expiry?: string): Listed {
  const meta: InstrumentMeta = isin === "" ? {} : { isin };
  const derivative = derivativeOf(symbol, expiry);
  if (isin === "" && derivative) return derivative;
  return { assetType: assetTypeOf(isin, segment.toUpperCase(), series.toUpperCase(), kind), symbol, meta };
}

function assetTypeOf(isin: string, segment: string, series: string, kind: string): AssetType {
  if (segment === "MF" || /fund|elss|liquid|debt|hybrid/i.test(kind)) return "mutual_fund";
  // IN9 are shares paid in part.
  if (/^IN[0-8]/.test(isin) || /^(?:GS|GB|SG|TB)$/.test(series)) return "bond";
  return isin.startsWith("INF") || kind === "ETF" ? "etf" : "stock";
}

function derivativeOf(symbol: string, expiry: string | undefined): Listed | null {
  const upper = symbol.toUpperCase();
  const told = expiry ? { expiry } : {};
  const option = MONTHLY.exec(upper) ?? WEEKLY.exec(upper);
  if (option) {
    const [strike, side] = option.slice(-2);
    return {
      assetType: "option",
      symbol,
      meta: {
        ...told,
        ...(option[1] ? { underlying: option[1] } : {}),
        ...(strike ? { strike } : {}),
        putCall: side === "CE" ? "call" : "put",
      },
    };
  }
  const future = FUTURE.exec(upper);
  return future && { assetType: "future", symbol, meta: { ...told, ...(future[1] ? { underlying: future[1] } : {}) } };
}
