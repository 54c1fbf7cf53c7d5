import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { absolute, compare, type DecimalString, decimal, divide, multiply, ONE, parseDecimal, sign } from "@/lib/money/decimal";
import type { RowParts } from "../draft";
import { readTime } from "../table/dates";

/** What brokers of the United States have in common: how instruments are named there, and in what their prices are. */

export interface UsInstrument {
  instrument: NonNullable<RowParts["instrument"]>;
  isOption: boolean;
}

interface OptionName {
  underlying: string;
  /** As written, month first or by year. */
  expiry: string;
  strike: string;
  putCall: "put" | "call";
}

/** Options as brokers write them: `NVDA 11/20/2026 140.00 C`, `-AAPL240119C150`, `AAPL  240119C00150000`, `AAPL Jan 19 '24 $150 Call`. */
const OPTIONS: ReadonlyArray<(text: string) => OptionName | null> = [
  (text) => {
    const [, underlying, expiry, strike, kind] =
      /^(\S+)\s+(\d{1,2}\/\d{1,2}\/\d{2,4})\s+\$?([\d,]*\.?\d+)\s*([CP])(?:ALL|UT)?$/i.exec(text) ?? [];
    return optionName(underlying, expiry, strike, kind);
  },
  (text) => {
    const [, underlying, expiry, kind, strike] =
      /^(\S+)\s+(\d{1,2}\/\d{1,2}\/\d{2,4})\s+([CP])(?:ALL|UT)?\s*\$?([\d,]*\.?\d+)$/i.exec(text) ?? [];
    return optionName(underlying, expiry, strike, kind);
  },
  (text) => {
    const [, underlying, year, month, day, kind, strike] = /^([A-Z.]{1,6}\d?)\s*(\d{2})(\d{2})(\d{2})([CP])(\d{8})$/.exec(text) ?? [];
    const thousandths = strike && divide(decimal(strike), decimal("1000"));
    return optionName(underlying, year && `20${year}-${month}-${day}`, thousandths || undefined, kind);
  },
  (text) => {
    const [, underlying, year, month, day, kind, strike] =
      /^-?\s*([A-Z.]{1,6}\d?)(\d{2})(\d{2})(\d{2})([CP])(\d{1,5}(?:\.\d+)?)$/.exec(text) ?? [];
    return optionName(underlying, year && `20${year}-${month}-${day}`, strike, kind);
  },
  (text) => {
    const [, underlying, month, day, year, strike, kind] =
      /^(\S+)\s+([A-Z]{3})\s+(\d{1,2})\s+'?(\d{2}|\d{4})\s+\$?([\d,]*\.?\d+)\s+(C|P)(?:ALL|UT)(?:\s.*)?$/i.exec(text) ?? [];
    return optionName(underlying, year && `${day} ${month} ${year}`, strike, kind);
  },
  (text) => {
    const [, kind, underlying, expiry, strike] =
      /^(C|P)(?:ALL|UT)\s+(\S+)\s+(\d{1,2}\/\d{1,2}\/\d{2,4})\s+\$?([\d,]*\.?\d+)/i.exec(text) ?? [];
    return optionName(underlying, expiry, strike, kind);
  },
];

function optionName(underlying?: string, expiry?: string, strike?: string, kind?: string): OptionName | null {
  if (!underlying || !expiry || !strike || !kind) return null;
  return { underlying, expiry, strike: strike.replaceAll(",", ""), putCall: /^c/i.test(kind) ? "call" : "put" };
}

/** The parts of an option's name; null where the text names none. */
export function usOption(text: string): Pick<InstrumentMeta, "underlying" | "expiry" | "strike" | "putCall"> | null {
  for (const read of OPTIONS) {
    const found = read(text.trim());
    const expiry = found && readTime(found.expiry, "mdy")?.date;
    const strike = found && parseDecimal(found.strike);
    if (found && expiry && strike) return { underlying: found.underlying, expiry, strike, putCall: found.putCall };
  }
  return null;
}

/** Nine characters, of which the last is a digit, and not letters alone: a CUSIP in the place of a symbol, as of bonds and of old shares. */
export const isCusip = (text: string) => /^[0-9A-Z]{8}\d$/.test(text) && /\d.*\d/.test(text);

const BOND = /\b(?:BOND|NOTE|BILL|T-?BILL|TREASURY|DEBENTURE|DUE|CD)\b.*\d|\d(?:\.\d+)?%.*\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/i;
const ETF = /\bETFS?\b|\bETN\b|\bSPDR\b|\bISHARES\b|\bPROSHARES\b|\bEXCHANGE[- ]TRADED\b/i;
/** Mutual funds have five letters of which the last is an X. */
const FUND = /^[A-Z]{4}X$/;
const CRYPTO = /^(?:BTC|ETH|LTC|SOL|DOGE|XRP|ADA|AVAX|LINK|UNI|BCH|SHIB|PEPE|COMP|ETC|XLM|USDC|AAVE|XTZ)$/;

/** The instrument of a symbol and its name, by the conventions of American listings; what shows nothing is a stock. */
export function usInstrument(symbol: string, name: string, told?: { assetType?: AssetType; cusip?: string }): UsInstrument {
  const option = usOption(symbol) ?? usOption(name);
  const assetType = told?.assetType ?? (option ? "option" : usAssetType(symbol, name));
  const cusip = told?.cusip ?? (isCusip(symbol) ? symbol : undefined);
  return {
    isOption: assetType === "option",
    instrument: {
      assetType,
      symbol,
      meta: { ...(cusip ? { cusip } : {}), ...(name ? { name } : {}), ...(option && assetType === "option" ? option : {}) },
    },
  };
}

function usAssetType(symbol: string, name: string): AssetType {
  if (isCusip(symbol) && BOND.test(name)) return "bond";
  if (FUND.test(symbol)) return "mutual_fund";
  if (ETF.test(name)) return "etf";
  return CRYPTO.test(symbol) && /\b(?:BITCOIN|ETHEREUM|LITECOIN|SOLANA|DOGECOIN|CRYPTO|COIN)\b/i.test(name) ? "crypto" : "stock";
}

const HUNDRED = decimal("100");
const PERCENT = decimal("0.01");

/** In what a price is, told by the trade's own figures: units × price is the value, a hundredth of it (contracts), or a hundred times it (bonds). */
export function priceBasis(
  units: DecimalString | null,
  price: DecimalString | null,
  value: DecimalString | null,
  isOption: boolean,
): { multiplier?: DecimalString; priceUnit?: "percent" } {
  const plain = units === null || price === null ? null : absolute(multiply(units, price));
  const ratio = plain === null || value === null || sign(value) === 0 ? null : divide(absolute(value), plain);
  if (ratio === null) return isOption ? { multiplier: HUNDRED } : {};
  if (isOption) return near(ratio, ONE) ? {} : { multiplier: HUNDRED };
  return near(ratio, PERCENT) ? { priceUnit: "percent" } : {};
}

/** Within a tenth: fees and accrued interest are part of most values. */
function near(ratio: DecimalString, whole: DecimalString): boolean {
  return compare(ratio, multiply(whole, decimal("0.9"))) >= 0 && compare(ratio, multiply(whole, decimal("1.1"))) <= 0;
}
