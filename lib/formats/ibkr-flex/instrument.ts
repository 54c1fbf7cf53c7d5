import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { type DecimalString, ONE, sign } from "@/lib/money/decimal";
import { lookup } from "../lookup";
import { readMoment } from "./dates";
import type { Row } from "./row";

const ASSET_TYPES: Readonly<Record<string, AssetType>> = {
  STK: "stock",
  FUND: "mutual_fund",
  BOND: "bond",
  BILL: "bond",
  OPT: "option",
  FOP: "option",
  FSFOP: "option",
  FSOPT: "option",
  FUT: "future",
  WAR: "warrant",
  CFD: "cfd",
  FXCFD: "cfd",
  CRYPTO: "crypto",
  CMDTY: "commodity",
  IOPT: "structured",
  CASH: "cash",
};

/** Elsewhere the description tells the event instead. */
const DESCRIBES_INSTRUMENT = new Set(["Trade", "Order", "OpenPosition", "Transfer", "OptionEAE"]);

export interface FlexInstrument {
  assetType: AssetType;
  symbol: string;
  isin: string | null;
  /** Absent for 1. */
  multiplier?: DecimalString;
  /** Bonds are quoted in percent of their face. */
  priceUnit?: "percent";
  rawAssetType?: string;
  meta: InstrumentMeta;
  /** Why a person should look at it; empty when all is known. */
  doubts: string[];
}

/** An object without the keys whose value is null. */
export function known<T extends Record<string, string | null>>(fields: T): { [Key in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as { [Key in keyof T]?: string };
}

function isinOf(row: Row): string | null {
  const candidates = [row.text("isin"), row.text("securityIDType") === "ISIN" ? row.text("securityID") : null];
  return candidates.find((text) => text !== null && /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(text)) ?? null;
}

function assetTypeOf(row: Row): { assetType: AssetType; rawAssetType?: string; doubts: string[] } {
  const category = row.text("assetCategory");
  if (category === null) {
    if (row.text("putCall") !== null) return { assetType: "option", doubts: [] };
    return { assetType: "other", doubts: ["The statement doesn't say what kind of instrument this is (field Asset Class)."] };
  }
  const assetType = lookup(ASSET_TYPES, category.toUpperCase());
  if (assetType === undefined) {
    return { assetType: "other", rawAssetType: category, doubts: [`The broker's asset class "${category}" isn't known.`] };
  }
  return { assetType: assetType === "stock" && row.text("subCategory")?.toUpperCase() === "ETF" ? "etf" : assetType, doubts: [] };
}

function putCallOf(row: Row): "put" | "call" | undefined {
  const letter = row.text("putCall")?.charAt(0).toUpperCase();
  return letter === "P" ? "put" : letter === "C" ? "call" : undefined;
}

/** Value of one unit in units of the price: absent for 1, which cash rows also write as 0. */
function multiplierOf(row: Row): DecimalString | undefined {
  const multiplier = row.number("multiplier");
  return multiplier === null || multiplier === ONE || sign(multiplier) <= 0 ? undefined : multiplier;
}

/** Expiry as an ISO date; a contract month such as `202509` stays as it is. */
function expiryOf(row: Row): string | null {
  const text = row.text("expiry");
  return text === null ? null : (readMoment(text)?.date ?? text);
}

/** The instrument that a row is about; null when it names none, as rows about cash alone do. */
export function instrumentOf(row: Row): FlexInstrument | null {
  const isin = isinOf(row);
  const symbol = row.text("symbol") ?? isin ?? row.text("cusip") ?? row.id("conid");
  if (symbol === null) return null;
  const { doubts, ...kind } = assetTypeOf(row);
  const multiplier = multiplierOf(row);
  const putCall = putCallOf(row);
  const meta: InstrumentMeta = known({
    isin,
    cusip: row.text("cusip"),
    figi: row.text("figi"),
    conid: row.id("conid"),
    name: DESCRIBES_INSTRUMENT.has(row.element.name) ? row.text("description") : null,
    exchange: row.text("listingExchange") ?? row.text("exchange"),
    underlying: row.text("underlyingSymbol"),
    strike: row.number("strike"),
    expiry: expiryOf(row),
  });
  if (putCall) meta.putCall = putCall;
  return {
    ...kind,
    symbol,
    isin,
    ...(multiplier ? { multiplier } : {}),
    ...(kind.assetType === "bond" ? { priceUnit: "percent" as const } : {}),
    meta,
    doubts,
  };
}

/** As {@link instrumentOf}, for rows that can't do without: a nameless one is refused. */
export function requiredInstrument(row: Row): FlexInstrument {
  const found = instrumentOf(row);
  if (found) return found;
  row.refuse(
    `${row.element.name} names no instrument.`,
    "Expected the field symbol, isin or conid.",
    "Add Symbol to its section of the Flex query, and download the statement again.",
  );
  return { assetType: "other", symbol: "?", isin: null, meta: {}, doubts: [] };
}
