import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { isCurrency } from "@/lib/money/currency";
import type { DecimalString } from "@/lib/money/decimal";
import { lineSchema, optionalLineSchema } from "@/lib/text/schema";
import { ASSET_TYPES } from "./asset-types";

export const assetTypeSchema = z.enum(ASSET_TYPES);

const decimalText = z.string();

/** What is known of the instrument itself, beside its symbol. */
export const instrumentMetaSchema = z.looseObject({
  isin: z.string().optional(),
  cusip: z.string().optional(),
  figi: z.string().optional(),
  wkn: z.string().optional(),
  sedol: z.string().optional(),
  conid: z.string().optional(),
  /** A broker's own number, in the numbering of the row's `source`. */
  brokerId: z.string().optional(),
  name: z.string().optional(),
  exchange: z.string().optional(),
  underlying: z.string().optional(),
  strike: decimalText.optional(),
  expiry: z.string().optional(),
  putCall: z.enum(["put", "call"]).optional(),
});
export type InstrumentMeta = z.infer<typeof instrumentMetaSchema>;

/** The kinds that a person adds by hand. A symbol is put under the kind of the instrument's asset type. */
export const TYPED_KINDS = ["symbol", "isin", "cusip", "wkn", "sedol", "figi"] as const;

const symbolLine = lineSchema("a symbol", 64);
/** Where a symbol is quoted: a currency, or an exchange. */
const placeLine = lineSchema("a currency or an exchange", 32);

export const instrumentIdSchema = z.object({ instrumentId: rowIdSchema });
/** Where a benchmark is quoted is its currency: prices of it are compared, never held. */
export const createInstrumentSchema = z.object({
  name: optionalLineSchema(200),
  assetType: assetTypeSchema,
  symbol: symbolLine,
  currency: z
    .string("Enter a currency code, such as USD.")
    .trim()
    .toUpperCase()
    .refine(isCurrency, "Enter a currency code of three letters, such as USD."),
  isin: optionalLineSchema(12),
});
export const editInstrumentSchema = instrumentIdSchema.extend({ name: optionalLineSchema(200), assetType: assetTypeSchema });
export const mergeInstrumentsSchema = instrumentIdSchema.extend({ otherId: z.string("Choose an instrument.").pipe(rowIdSchema) });
export const changeSymbolSchema = instrumentIdSchema.extend({
  symbol: symbolLine,
  place: placeLine,
  validFrom: z.iso.date("Enter the date of the change."),
});
export const addAliasSchema = instrumentIdSchema.extend({
  kind: z.enum(TYPED_KINDS, "Choose what kind of name it is."),
  value: lineSchema("the name", 64),
  place: optionalLineSchema(32),
});
export const aliasIdSchema = z.object({ aliasId: rowIdSchema });

/** How much of an instrument one account has. */
export interface HeldIn {
  accountId: string;
  accountName: string;
  /** By the ledger: the sum of its rows' quantities. */
  units: DecimalString;
  /** By the account's newest list of positions; null where it has none, or the list doesn't have it. */
  listed: DecimalString | null;
  /** Rows of the ledger. */
  rows: number;
}

export interface AliasView {
  id: string;
  kind: string;
  value: string;
  /** ISO date. */
  validFrom: string | null;
  /** A format's name, or that it was typed. */
  source: string;
  warning: string | null;
}

export interface InstrumentView {
  id: string;
  assetType: string;
  symbol: string;
  name: string;
  currency: string | null;
  /** Those of what is merged into it included. */
  isins: string[];
  aliases: AliasView[];
  heldIn: HeldIn[];
  warnings: string[];
}

/** Enough to tell an instrument from others of the same symbol. */
export interface InstrumentChoice {
  id: string;
  symbol: string;
  name: string;
  currency: string | null;
  isins: string[];
}

/** Two instruments that may be one, and what speaks for it. */
export interface MergeSuggestion {
  keep: InstrumentChoice;
  merge: InstrumentChoice;
  reason: string;
}

export interface InstrumentList {
  instruments: InstrumentView[];
  suggestions: MergeSuggestion[];
  /** Names in ledgers and lists that belong to no instrument yet. */
  unknown: number;
}

export interface InstrumentDetail extends InstrumentView {
  /** What was merged into it, each to be taken apart again. */
  merged: { id: string; symbol: string; name: string; aliases: AliasView[] }[];
  /** Where it is merged into another: that one. */
  mergedInto: { id: string; symbol: string } | null;
  /** What it can be merged with. */
  others: InstrumentChoice[];
  /** The newest rows of all ledgers. */
  transactions: InstrumentTransaction[];
}

export interface InstrumentTransaction {
  id: string;
  accountId: string;
  accountName: string;
  tradeType: string;
  symbol: string;
  at: string;
  dateOnly: boolean;
  quantity: DecimalString;
  price: DecimalString;
  currency: string;
  netAmount: DecimalString;
}

/** A symbol of a file that belongs to no instrument yet. */
export interface UnknownSymbol {
  symbol: string;
  assetType: string;
  currency: string;
  /** The first of its lines. */
  lines: number[];
  total: number;
}

/** What a preview's instruments ask of the person. */
export interface ImportInstruments {
  warnings: InstrumentWarning[];
  unknown: UnknownSymbol[];
  /** What an unknown symbol may be. */
  choices: InstrumentChoice[];
}

/** Something odd about an instrument of a file that is about to be imported. It never stands in the way. */
export interface InstrumentWarning {
  /** `ISIN US0378331004`. */
  name: string;
  problem: string;
  /** The first of them. */
  lines: number[];
  total: number;
}

const MAX_NAMED = 50;
const namedSymbolSchema = z.object({
  symbol: z.string().min(1).max(64),
  assetType: z.string().regex(/^[a-z_]{1,32}$/),
  currency: z.string().min(1).max(16),
  instrumentId: rowIdSchema,
});

/** The answers of a preview, as numbered fields (`symbol.0` with `instrument.0`); one without an instrument is not answered. */
export const nameSymbolsSchema = z.looseObject({ importId: rowIdSchema }).transform(({ importId, ...fields }, context) => {
  const symbols: z.output<typeof namedSymbolSchema>[] = [];
  for (let index = 0; index < MAX_NAMED && fields[`symbol.${index}`] !== undefined; index += 1) {
    if (!fields[`instrument.${index}`]) continue;
    const named = namedSymbolSchema.safeParse({
      symbol: fields[`symbol.${index}`],
      assetType: fields[`assetType.${index}`],
      currency: fields[`currency.${index}`],
      instrumentId: fields[`instrument.${index}`],
    });
    if (named.success) symbols.push(named.data);
    else context.addIssue({ code: "custom", path: [`instrument.${index}`], message: "Choose one of your instruments." });
  }
  return { importId, symbols };
});
