import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { instrumentIdSchema } from "@/lib/instruments/schema";
import { toMajorCurrency } from "@/lib/money/currency";
import { type DecimalString, parseDecimal, sign } from "@/lib/money/decimal";
import { pastDaySchema } from "@/lib/rates/schema";
import { lineSchema } from "@/lib/text/schema";
import { MAX_PRICE_FILE_BYTES, PROVIDERS } from "./sources";

/** What one unit of an instrument cost on a day (ISO date), as quoted for units of that day, in the major unit of `currency`. */
export interface PriceEntry {
  /** The instrument's id; of a merged one, that of what it was merged into. */
  instrumentId: string;
  day: string;
  price: DecimalString;
  currency: string;
  /** `manual`, `file:<name>`, a provider's code, or `snapshot` for what a broker's list of positions says. */
  source: string;
}

/** A day in a page's address. What isn't one is as if it weren't there. */
export const daySchema = z.iso.date().optional().catch(undefined);

const currencySchema = z
  .string("Enter a currency code, such as USD.")
  .trim()
  .refine((text) => toMajorCurrency(text).currency !== null, "Enter a currency code of three letters, such as USD; GBX for pence.");

const priceFields = {
  day: pastDaySchema("the day that the price is of"),
  price: z
    .string("Enter the price.")
    .transform((text) => parseDecimal(text))
    .refine(
      (price): price is DecimalString => price !== null && sign(price) >= 0,
      "Enter a number, such as 189.84, with a point before the decimals.",
    ),
  currency: currencySchema,
};
export const addPriceSchema = instrumentIdSchema.extend(priceFields);
export const priceIdSchema = z.object({ priceId: rowIdSchema });
export const editPriceSchema = priceIdSchema.extend(priceFields);
export type PriceInput = Omit<z.output<typeof addPriceSchema>, "instrumentId">;

const NO_FILE = "Choose a file of prices.";
const priceFileSchema = z
  .file(NO_FILE)
  .min(1, NO_FILE)
  .max(MAX_PRICE_FILE_BYTES, "The file is larger than 900 kB. Cut it into several, by years.");

export const importPricesSchema = instrumentIdSchema.extend({
  file: priceFileSchema,
  currency: z.union([z.literal("").transform(() => null), currencySchema]).default(null),
  adjusted: z
    .literal("on")
    .optional()
    .transform((ticked) => ticked === "on"),
  step: z.enum(["preview", "import"]).default("preview"),
});
export type PriceFileInput = Omit<z.output<typeof importPricesSchema>, "instrumentId">;

export const sourceSchema = instrumentIdSchema.extend({ source: z.string().min(1).max(300) });

/** Nothing in it changes the address that it becomes a part of. */
const SYMBOL = /^[A-Za-z0-9^.=_-]{1,40}$/;
export const saveFeedSchema = z.object({
  instrumentId: z.string("Choose an instrument.").pipe(rowIdSchema),
  symbol: lineSchema("the symbol", 40)
    .toUpperCase()
    .refine((symbol) => SYMBOL.test(symbol), "Enter the symbol as Yahoo Finance writes it, such as VOD.L or ^GDAXI."),
});
export const feedIdSchema = instrumentIdSchema;
export const chooseProviderSchema = z.object({ provider: z.union([z.literal(""), z.enum(PROVIDERS)]) });

export interface PriceView {
  id: string;
  day: string;
  price: DecimalString;
  currency: string;
  source: string;
  sourceName: string;
  /** Whole days since then. */
  age: number;
  /** Typed by hand, and so to be changed by hand. */
  isManual: boolean;
}

/** Where some of an instrument's prices come from. */
export interface PriceSource {
  source: string;
  sourceName: string;
  count: number;
  first: string;
  last: string;
}

export interface FeedView {
  instrumentId: string;
  /** Of the instrument. */
  instrument: string;
  name: string;
  provider: string;
  /** What the provider calls it. */
  symbol: string;
  fetchedAt: string | null;
  dueAt: string;
  problem: string;
  newest: { day: string; price: DecimalString; currency: string } | null;
}

/** Of an instrument's page. */
export interface InstrumentPrices {
  /** The newest, one for each day. */
  newest: PriceView[];
  total: number;
  feed: FeedView | null;
  /** Whether feeds are fetched at all. */
  isFetching: boolean;
}

/** All prices of an instrument, page by page, newest first. */
export interface PriceList {
  symbol: string;
  name: string;
  currency: string | null;
  prices: PriceView[];
  /** The day from which the next page goes on; null on the last one. */
  next: string | null;
  sources: PriceSource[];
}

/** What a file of prices comes to. */
export interface PriceFileResult {
  step: "preview" | "import";
  fileName: string;
  prices: number;
  /** Of them: not stored yet under this file's name, or with another price. */
  fresh: number;
  first: string | null;
  last: string | null;
  currency: string | null;
  /** Days that the file has no price of. */
  blank: number;
  problems: { line: number; problem: string }[];
  /** Of which `problems` are the first. */
  problemCount: number;
  /** What a person should know of how the file was read. */
  notes: string[];
}
