import { z } from "zod";
import { optionalAmount, text } from "@/lib/brokers/fields";
import { lookup } from "@/lib/formats/lookup";
import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { absolute, compare, type DecimalString, decimal, multiply, ONE, sign, subtract } from "@/lib/money/decimal";

export const securitySchema = z.looseObject({
  security_id: z.string().min(1),
  isin: text,
  cusip: text,
  figi: text,
  name: text,
  ticker_symbol: text,
  type: text,
  subtype: text,
  iso_currency_code: text,
  market_identifier_code: text,
  option_contract: z
    .looseObject({ contract_type: text, expiration_date: text, strike_price: optionalAmount, underlying_security_ticker: text })
    .nullish(),
});
export type Security = z.infer<typeof securitySchema>;

export interface Told {
  assetType: AssetType;
  symbol: string;
  meta: InstrumentMeta;
  isOption: boolean;
  /** The kind as Plaid says it, where there is no word of ours for it. */
  rawAssetType?: string;
}

const TYPES: Readonly<Record<string, AssetType>> = {
  cryptocurrency: "crypto",
  equity: "stock",
  etf: "etf",
  "fixed income": "bond",
  "mutual fund": "mutual_fund",
  // Money market funds: money itself is no instrument (isMoney).
  cash: "mutual_fund",
  loan: "other",
  other: "other",
};
const SUBTYPES: Readonly<Record<string, AssetType>> = {
  option: "option",
  warrant: "warrant",
  "structured equity product": "structured",
};

/** Money in the account, which Plaid has as a security: `CUR:USD`, or one that is called by its currency. */
export const isMoney = ({ type, ticker_symbol, iso_currency_code }: Security): boolean =>
  type === "cash" && (ticker_symbol === "" || ticker_symbol.startsWith("CUR:") || ticker_symbol === iso_currency_code);

/** ISIN and CUSIP are there for few of Plaid's customers: most have a ticker, a FIGI and Plaid's own id. */
export function toldOf(security: Security): Told {
  const { security_id, isin, cusip, figi, name, ticker_symbol, type, subtype, market_identifier_code, option_contract } = security;
  const known = lookup(SUBTYPES, subtype) ?? (option_contract ? "option" : lookup(TYPES, type));
  const putCall = lookup<"put" | "call">({ put: "put", call: "call" }, option_contract?.contract_type ?? "");
  const meta: InstrumentMeta = {
    isin,
    cusip,
    figi,
    name,
    exchange: market_identifier_code,
    brokerId: security_id,
    ...(option_contract
      ? {
          underlying: option_contract.underlying_security_ticker,
          expiry: option_contract.expiration_date.slice(0, 10),
          ...(option_contract.strike_price ? { strike: option_contract.strike_price } : {}),
          ...(putCall ? { putCall } : {}),
        }
      : {}),
  };
  return {
    assetType: known ?? "other",
    symbol: ticker_symbol.replace(/^CUR:/, "") || isin || cusip || name || security_id,
    isOption: known === "option",
    ...(known ? {} : { rawAssetType: [type, subtype].filter(Boolean).join("/") || "unknown" }),
    meta: Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== "")),
  };
}

const HUNDRED = decimal("100");
/** In percent, a price is a hundred times what one unit of face value costs. */
export const HUNDREDTH = decimal("0.01");

/**
 * Plaid counts options, not contracts: a hundred for each, which its documentation calls typical. Where the value says that an institution
 * counts contracts after all, they are taken as such.
 * @returns contracts
 */
export function contracts(quantity: DecimalString, price: DecimalString | null, value: DecimalString | null): DecimalString {
  return isAbout(value, multiply(quantity, price ?? ONE, HUNDRED)) && price && sign(price) !== 0 ? quantity : multiply(quantity, HUNDREDTH);
}
export const CONTRACT = HUNDRED;

/** Whether a bond's price is in percent: then its value is a hundredth of units × price. */
export const isPercent = (quantity: DecimalString, price: DecimalString | null, value: DecimalString | null): boolean =>
  price !== null && sign(price) !== 0 && isAbout(value, multiply(quantity, price, HUNDREDTH));

/** Within a tenth, whatever the signs: fees and accrued interest are no more than that. */
export function isAbout(value: DecimalString | null, expected: DecimalString): boolean {
  if (value === null || sign(value) === 0) return false;
  const off = absolute(subtract(absolute(value), absolute(expected)));
  return compare(multiply(off, decimal("10")), absolute(expected)) <= 0;
}
