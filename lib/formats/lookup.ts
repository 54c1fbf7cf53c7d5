import { type MajorCurrency, toMajorCurrency } from "@/lib/money/currency";
import { ONE } from "@/lib/money/decimal";
import { isTradeType, type TradeType } from "@/lib/transactions/trade-types";
import type { Assumptions } from "./types";

/** The entry of a table under a key out of a file: never one that every object inherits, such as `constructor`. */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** What a person has said that a type means which nobody knows; undefined when they have not. */
export function saidType(assume: Assumptions | undefined, rawType: string | null): TradeType | undefined {
  const said = rawType === null ? undefined : lookup(assume?.tradeTypes ?? {}, rawType);
  return said !== undefined && isTradeType(said) ? said : undefined;
}

const LONGEST_CODE = 6;

/** A currency out of a file; its `currency` is null when the text is none. */
export function readCurrency(text: string | null): MajorCurrency {
  return text === null || text.trim().length > LONGEST_CODE ? { currency: null, factor: ONE } : toMajorCurrency(text);
}
