import { absolute, type DecimalString, divide, multiply, ONE, sign } from "@/lib/money/decimal";
import type { About, InstrumentAttributes } from "./about";
import { assetClass } from "./asset-class";

/** `SPY 15DEC25 480 P`: underlying, expiry, strike, and what it is an option to. */
const OPTION = /^(\S+)\s+(\d{2}[A-Z]{3}\d{2})\s+(\d[\d.]*)\s+([PC])$/;
/** Sizes of contracts: what a value is divided by its units and price, where the file has no list of instruments. */
const SIZES: readonly string[] = [
  "5",
  "10",
  "20",
  "50",
  "100",
  "250",
  "500",
  "1000",
  "2500",
  "5000",
  "10000",
  "12500",
  "25000",
  "42000",
  "50000",
  "100000",
  "125000",
];
const OPTION_SIZE = "100";

function optionParts(symbol: string): InstrumentAttributes {
  const [, underlyingSymbol = "", expiry = "", strike = "", putCall = ""] = OPTION.exec(symbol) ?? [];
  // Flex writes the day with hyphens.
  const day = /^(\d{2})([A-Z]{3})(\d{2})$/.exec(expiry);
  return underlyingSymbol === "" ? {} : { underlyingSymbol, strike, putCall, ...(day ? { expiry: `${day[1]}-${day[2]}-${day[3]}` } : {}) };
}

/**
 * The attributes by which Flex lines name their instrument. `category` is the row's own word for its class; where the row has none, the
 * list of instruments says it, and a name that nobody explains is a stock.
 */
export function instrumentAttributes(about: About, symbol: string, category: string, isin = ""): Record<string, string> {
  const { underlyingSymbol = "", ...known } = about.instruments.get(symbol) ?? {};
  const code = category === "" ? (known.assetCategory ?? "STK") : (assetClass(category) ?? category);
  const isOption = code === "OPT";
  const parts = isOption ? optionParts(symbol) : {};
  return {
    ...known,
    // A share is listed as its own underlying.
    ...(underlyingSymbol === "" || underlyingSymbol === symbol ? {} : { underlyingSymbol }),
    ...parts,
    symbol: symbol || isin,
    assetCategory: code,
    ...(isin && !known.isin ? { isin } : {}),
    ...(isOption && known.multiplier === undefined ? { multiplier: OPTION_SIZE } : {}),
  };
}

/** The multiplier that a trade's own figures show: its value over units × price, where that is a usual size. */
export function shownMultiplier(value: DecimalString | null, units: DecimalString | null, price: DecimalString | null): string | null {
  if (value === null || units === null || price === null || sign(units) === 0 || sign(price) === 0) return null;
  const ratio = divide(absolute(value), absolute(multiply(units, price)));
  if (ratio === null || ratio === ONE) return null;
  return SIZES.find((size) => size === ratio) ?? null;
}
