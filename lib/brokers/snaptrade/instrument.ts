import { z } from "zod";
import { optionalAmount, text } from "@/lib/brokers/fields";
import { lookup } from "@/lib/formats/lookup";
import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { type DecimalString, decimal, ONE } from "@/lib/money/decimal";

export interface Told {
  assetType: AssetType;
  symbol: string;
  meta: InstrumentMeta;
  /** Of contracts; 1 for everything else. */
  multiplier: DecimalString;
  /** The kind as SnapTrade says it, where there is no word of ours for it. */
  rawAssetType?: string;
}

/** Kinds of positions. */
const KINDS: Readonly<Record<string, AssetType>> = {
  stock: "stock",
  adr: "stock",
  cef: "stock",
  etf: "etf",
  mutualfund: "mutual_fund",
  crypto: "crypto",
  future: "future",
  option: "option",
  cfd: "cfd",
  other: "other",
};
/** Codes of securities in activities. */
const SECURITY_TYPES: Readonly<Record<string, AssetType>> = {
  ad: "stock",
  cs: "stock",
  ps: "stock",
  cef: "stock",
  ut: "stock",
  wi: "stock",
  et: "etf",
  oef: "mutual_fund",
  bnd: "bond",
  crypto: "crypto",
  pm: "commodity",
  struct: "structured",
  wt: "warrant",
  rt: "other",
};

const CONTRACT = decimal("100");
const MINI_CONTRACT = decimal("10");

const figi = z.looseObject({ figi_code: z.string().nullish() }).nullish();
const underlying = z.looseObject({ symbol: z.string().nullish() }).nullish();

export const positionInstrument = z.looseObject({
  kind: text,
  symbol: z.string().min(1),
  description: text,
  currency: z.string().nullish(),
  exchange: text,
  figi_instrument: figi,
  option_type: text,
  strike_price: optionalAmount,
  expiration_date: text,
  multiplier: optionalAmount,
  underlying,
});

export function heldInstrument(told: z.infer<typeof positionInstrument>): Told {
  const known = lookup(KINDS, told.kind);
  const isOption = told.kind === "option";
  const multiplier = told.multiplier ?? (isOption ? CONTRACT : ONE);
  return {
    assetType: known ?? "other",
    symbol: told.symbol,
    multiplier,
    ...(known ? {} : { rawAssetType: told.kind }),
    meta: {
      ...named(told.description, told.exchange, told.figi_instrument?.figi_code),
      ...(isOption ? contract(told.option_type, told.strike_price, told.underlying?.symbol) : {}),
      ...(told.expiration_date ? { expiry: told.expiration_date.slice(0, 10) } : {}),
    },
  };
}

export const activitySymbol = z.looseObject({
  symbol: z.string().min(1),
  description: text,
  currency: z.looseObject({ code: z.string().nullish() }).nullish(),
  exchange: z.looseObject({ mic_code: z.string().nullish(), code: z.string().nullish() }).nullish(),
  type: z.looseObject({ code: text }).nullish(),
  figi_code: z.string().nullish(),
});
export const activityOption = z.looseObject({
  ticker: z.string().min(1),
  option_type: text,
  strike_price: optionalAmount,
  expiration_date: text,
  is_mini_option: z.boolean().nullish(),
  underlying_symbol: underlying,
});

export function tradedSymbol({ symbol, description, exchange, type, figi_code }: z.infer<typeof activitySymbol>): Told {
  const code = type?.code ?? "";
  const known = lookup(SECURITY_TYPES, code);
  return {
    // Where it doesn't say, it is nearly always a share.
    assetType: known ?? (code === "" ? "stock" : "other"),
    symbol,
    multiplier: ONE,
    ...(known || code === "" ? {} : { rawAssetType: code }),
    meta: named(description, exchange?.mic_code || exchange?.code || "", figi_code),
  };
}

export function tradedOption(told: z.infer<typeof activityOption>): Told {
  return {
    assetType: "option",
    symbol: told.ticker,
    multiplier: told.is_mini_option ? MINI_CONTRACT : CONTRACT,
    meta: {
      ...contract(told.option_type, told.strike_price, told.underlying_symbol?.symbol),
      ...(told.expiration_date ? { expiry: told.expiration_date.slice(0, 10) } : {}),
    },
  };
}

const named = (name: string, exchange: string, figiCode: string | null | undefined): InstrumentMeta => ({
  ...(name ? { name } : {}),
  ...(exchange ? { exchange } : {}),
  ...(figiCode ? { figi: figiCode } : {}),
});

function contract(side: string, strike: DecimalString | null, of: string | null | undefined): InstrumentMeta {
  const putCall = lookup<"put" | "call">({ CALL: "call", PUT: "put" }, side.toUpperCase());
  return { ...(putCall ? { putCall } : {}), ...(strike ? { strike } : {}), ...(of ? { underlying: of } : {}) };
}
