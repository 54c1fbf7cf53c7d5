import { z } from "zod";
import { lookup } from "@/lib/formats/lookup";
import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { absolute, compare, type DecimalString, decimal, divide, multiply, ONE, parseDecimal, sign } from "@/lib/money/decimal";
import { optionalAmount, text } from "../fields";

/** What a symbol is, by Questrade's `symbols`. */
const symbolSchema = z.looseObject({
  symbol: text,
  symbolId: z.string(),
  description: text,
  securityType: text,
  listingExchange: text,
  currency: text,
  optionType: text,
  optionExpiryDate: text,
  optionStrikePrice: optionalAmount,
  optionContractDeliverables: z
    .looseObject({ underlyings: z.array(z.looseObject({ multiplier: optionalAmount, underlyingSymbol: text })).nullish() })
    .nullish(),
});
export type QuestradeSymbol = z.infer<typeof symbolSchema>;

/** A symbol with its id; nothing where it can't be read, as if it weren't known. */
export function readSymbol(value: unknown): [string, QuestradeSymbol][] {
  const read = symbolSchema.safeParse(value);
  return read.success ? [[read.data.symbolId, read.data]] : [];
}

/** Questrade's enumeration of security types. */
const ASSET_TYPES: Readonly<Record<string, AssetType>> = {
  Stock: "stock",
  Option: "option",
  Bond: "bond",
  Right: "warrant",
  Gold: "commodity",
  MutualFund: "mutual_fund",
};
const CONTRACT = decimal("100");
/** A price in percent is a hundred times too large to be one per unit: far more than any accrued interest or rounding. */
const FAR = decimal("10");

export interface QuestradeInstrument {
  assetType: AssetType;
  symbol: string;
  rawAssetType?: string;
  multiplier?: DecimalString;
  meta: InstrumentMeta;
}

/** `ACME4Oct19P37.00`: an option as Questrade names it. */
const OPTION = /^([A-Z.]+)(0?[1-9]|[12]\d|3[01])([A-Z][a-z]{2})(\d{2})([CP])(\d+(?:\.\d+)?)$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What an option's name says of it; null for the name of anything else. */
function optionNamed(symbol: string): InstrumentMeta | null {
  const [, underlying, day = "", name = "", year = "", kind, price = ""] = OPTION.exec(symbol) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  const strike = parseDecimal(price);
  if (!underlying || month === 0 || strike === null) return null;
  return {
    underlying,
    expiry: `20${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`,
    strike,
    putCall: kind === "P" ? "put" : "call",
  };
}

/** What a symbol is, as far as `symbols` told, and else by its name: most are stocks, which ETFs are to Questrade as well. */
export function instrumentOf(symbol: string, id: string, known: QuestradeSymbol | undefined): QuestradeInstrument {
  const named = optionNamed(symbol);
  const meta: InstrumentMeta = { ...named };
  if (id !== "" && id !== "0") meta.brokerId = id;
  if (!known) return named ? { assetType: "option", symbol, multiplier: CONTRACT, meta } : { assetType: "stock", symbol, meta };
  if (known.description) meta.name = known.description;
  if (known.listingExchange) meta.exchange = known.listingExchange;
  const assetType = lookup(ASSET_TYPES, known.securityType);
  const raw = assetType ? {} : { rawAssetType: known.securityType };
  if (assetType !== "option") return { assetType: assetType ?? "other", symbol, ...raw, meta };
  const [underlying] = known.optionContractDeliverables?.underlyings ?? [];
  if (underlying?.underlyingSymbol) meta.underlying = underlying.underlyingSymbol;
  if (known.optionStrikePrice) meta.strike = known.optionStrikePrice;
  if (known.optionExpiryDate) meta.expiry = known.optionExpiryDate.slice(0, 10);
  if (/^(call|put)$/i.test(known.optionType)) meta.putCall = /^c/i.test(known.optionType) ? "call" : "put";
  return { assetType, symbol, multiplier: underlying?.multiplier ?? CONTRACT, meta };
}

/** What units at a price come to, in the terms of `meta`: options by their multiplier, bonds in percent unless their value says otherwise. */
export function basisOf(
  { assetType, multiplier }: QuestradeInstrument,
  quantity: DecimalString,
  price: DecimalString | null,
  value: DecimalString | null,
): { multiplier?: DecimalString; priceUnit?: "percent" } {
  if (multiplier !== undefined) return multiplier === ONE ? {} : { multiplier };
  if (assetType !== "bond" || price === null || value === null || sign(value) === 0) return {};
  const times = divide(absolute(multiply(quantity, price)), absolute(value));
  return times !== null && compare(times, FAR) > 0 ? { priceUnit: "percent" } : {};
}
