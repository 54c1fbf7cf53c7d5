import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { isCurrency, toMajorCurrency } from "@/lib/money/currency";
import { TRADE_TYPE_CODES } from "@/lib/transactions/trade-types";
import { OUTCOMES, type Outcome } from "./outcomes";
import { importIdSchema } from "./schema";

/** Whose version of a row that is there already: the file's, or the person's own. */
export const VERSIONS = ["file", "mine"] as const;
export type Version = (typeof VERSIONS)[number];

export const chooseVersionSchema = importIdSchema.extend({ rowId: rowIdSchema, choice: z.enum(VERSIONS) });

/** Outcomes of which there are two versions. */
export const CHOOSABLE = ["changed", "kept"] as const satisfies readonly Outcome[];

/** One version for all rows of an outcome. */
export const chooseVersionsSchema = importIdSchema.extend({ outcome: z.enum(CHOOSABLE), choice: z.enum(VERSIONS) });

const MAX_ANSWERS = 500;
const rawTypeSchema = z.string().min(1).max(4000);

/** A currency as people type it, in capitals; empty for none. Minor units stay: amounts are then in pence. */
const currencyAnswerSchema = z
  .string()
  .trim()
  .max(8)
  .transform((text) => toMajorCurrency(text).minorUnit ?? text.toUpperCase())
  .refine((code) => code === "" || isCurrency(toMajorCurrency(code).currency ?? ""), "Enter a currency code of three letters, such as USD.")
  .default("");

/**
 * The form that answers for all lines like one. The types are numbered pairs, `rawType.0` with `tradeType.0`, because what a broker writes is
 * no name for a field; a pair without a trade type is not answered yet.
 */
export const answerImportSchema = z
  .looseObject({ importId: rowIdSchema, currency: currencyAnswerSchema })
  .transform(({ importId, currency, ...fields }, context) => {
    const tradeTypes: Record<string, (typeof TRADE_TYPE_CODES)[number]> = {};
    for (let index = 0; index < MAX_ANSWERS && fields[`rawType.${index}`] !== undefined; index += 1) {
      if (fields[`tradeType.${index}`] === "") continue;
      const rawType = rawTypeSchema.safeParse(fields[`rawType.${index}`]);
      const tradeType = z.enum(TRADE_TYPE_CODES).safeParse(fields[`tradeType.${index}`]);
      if (rawType.success && tradeType.success) tradeTypes[rawType.data] = tradeType.data;
      else context.addIssue({ code: "custom", path: [`tradeType.${index}`], message: "Choose one of the types." });
    }
    return { importId, ...(currency ? { currency } : {}), tradeTypes };
  });

/** Takes one answer back: of the currency, or of a type. */
export const removeAnswerSchema = z
  .discriminatedUnion("about", [
    importIdSchema.extend({ about: z.literal("currency") }),
    importIdSchema.extend({ about: z.literal("type"), rawType: rawTypeSchema }),
  ])
  .transform((input) => ({
    importId: input.importId,
    about: input.about === "currency" ? ({ currency: true } as const) : { rawType: input.rawType },
  }));

const linesSchema = z.object({ count: z.number(), lines: z.array(z.number()) });
const reasonSchema = linesSchema.extend({
  reason: z.string(),
  /** Of a refused line; empty where it isn't said apart from the reason. */
  expected: z.string(),
  mend: z.string(),
  /** Whether the other lines have the very same words; otherwise they differ in what they quote. */
  alike: z.boolean(),
});

/** What of a file needs a person, each kind of it once: how many lines, and the first few of them. */
const problemsSchema = z.object({
  missingCurrency: linesSchema.nullable(),
  unknownTypes: z.array(linesSchema.extend({ rawType: z.string() })),
  refused: z.array(reasonSchema),
  /** Further reasons of refusals, beyond those listed. */
  moreRefused: z.number(),
  review: z.array(reasonSchema),
});
export type ImportProblems = z.infer<typeof problemsSchema>;
export type LineGroup = z.infer<typeof reasonSchema>;

/** What is counted once, when something changes it, and kept in `imports.counts` beside the totals of the list of imports. */
export const stockSchema = z.object({
  tally: z.array(
    z.object({
      statement: z.string().nullable(),
      kind: z.string(),
      outcome: z.enum(OUTCOMES),
      choice: z.enum(VERSIONS).nullable(),
      count: z.number(),
    }),
  ),
  problems: problemsSchema,
});
export type ImportStock = z.infer<typeof stockSchema>;
export type Tally = ImportStock["tally"];

/** Ledger rows of which there are two versions, and of how many the person chose the other one than is taken by itself. */
export interface ChoiceCounts {
  changed: number;
  /** Of the changed ones, those that stay as they are. */
  mine: number;
  kept: number;
  /** Of the kept ones, those that become the file's. */
  file: number;
}

/** A field in which the file differs from the ledger. Values as they are stored; null where there is none. */
export interface Difference {
  field: DifferenceField;
  mine: string | null;
  file: string | null;
}

export type DifferenceField =
  | "tradeType"
  | "at"
  | "symbol"
  | "isin"
  | "name"
  | "assetType"
  | "quantity"
  | "price"
  | "currency"
  | "netAmount"
  | "fees"
  | "taxes"
  | "multiplier"
  | "priceUnit"
  | "settleDate";
