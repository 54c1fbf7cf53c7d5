import { z } from "zod";
import { ASSET_TYPES } from "@/lib/instruments/asset-types";
import { isCurrency } from "@/lib/money/currency";
import { isZone } from "../zone";
import { FIELD_CODES, fieldRow } from "./fields";
import { ROW_MEANINGS } from "./meanings";

/** What jsonb can keep and a page can show: whole characters, no controls, no marks that reorder what follows. */
const UNSTORABLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const textSchema = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters.`)
    .refine((text) => text.isWellFormed() && !UNSTORABLE.test(text), "Contains invisible control characters.");
/** Longer cells are prose, not words with a meaning. */
export const LONGEST_WORD = 120;
const wordSchema = textSchema(LONGEST_WORD);

const MAX_COLUMNS = 200;
const MAX_WORDS = 1_000;

const columnSchema = z.strictObject({
  /** As lib/formats/table/header names it; of a table without a header `#1`, `#2` … */
  name: textSchema(500).min(1),
  field: z.enum(FIELD_CODES),
  /** In which order day, month and year stand; for columns of dates. */
  dates: z.enum(["dmy", "mdy", "ymd"]).optional(),
  /** Where this column is written otherwise than the table's other numbers. */
  numbers: z.enum(["point", "comma"]).optional(),
});

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string) => ISO_DATE.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const constantsSchema = z.strictObject({
  currency: z.string().refine(isCurrency, "Expected a currency code such as EUR.").optional(),
  type: z.enum(ROW_MEANINGS).optional(),
  assetType: z.enum(ASSET_TYPES).optional(),
  /** The broker's id of the account; of tables that name none. */
  account: textSchema(100).optional(),
  /** The day of a list of positions without a date column. */
  asOf: z.string().refine(isDay, "Expected a date such as 2025-12-31.").optional(),
});

/** How a table of nobody's format is read. Kept in `imports.mapping` and `import_mappings.mapping`, and exchanged as a file. */
export const mappingSchema = z
  .strictObject({
    version: z.literal(1),
    kind: z.enum(["transactions", "holdings"]),
    /** The header's digest (signature.ts); empty for a table without one. */
    signature: z.string().regex(/^(?:[A-Za-z0-9_-]{43})?$/, "Not a header's signature."),
    /** Null where the file says it itself, and for workbooks. */
    delimiter: z
      .string()
      .length(1)
      .refine((sign) => !UNSTORABLE.test(sign) || sign === "\t", "Not a delimiter.")
      .nullable(),
    /** Null: whichever sheet has the header. */
    sheet: textSchema(200).nullable(),
    /** The line of the first row of a table without a header; null where there is a header. */
    headlessFrom: z.number().int().min(1).max(1_000_000).nullable(),
    /** Cells of a whole row. */
    width: z.number().int().min(1).max(20_000),
    columns: z.array(columnSchema).min(1, "Say of at least one column what it is.").max(MAX_COLUMNS),
    numbers: z.enum(["point", "comma"]),
    /** Of times that name none. */
    zone: z.string().max(64).refine(isZone, "Not a time zone."),
    types: z.array(z.strictObject({ word: wordSchema, meaning: z.enum(ROW_MEANINGS) })).max(MAX_WORDS),
    assetTypes: z.array(z.strictObject({ word: wordSchema, assetType: z.enum(ASSET_TYPES) })).max(MAX_WORDS),
    /** The table's names of accounts → the broker's ids of them. */
    accounts: z.array(z.strictObject({ word: wordSchema, account: textSchema(100) })).max(MAX_WORDS),
    constants: constantsSchema,
    /** Which number's sign tells a purchase from a sale, where the word alone doesn't. */
    direction: z.enum(["amount", "quantity"]),
    /** `signed`: money paid is negative. `inverted`: money paid is positive. `unsigned`: the kind of row decides. */
    amountSigns: z.enum(["signed", "inverted", "unsigned"]),
    /** Whether the amount is what moved after fees and taxes (`inside`) or before them. */
    charges: z.enum(["inside", "outside"]),
    /** Which numbers in a column of fees are paid; the others are refunds. */
    chargeSigns: z.enum(["positive", "negative"]),
    /** Fees become rows of their own beside the trade. */
    chargeRows: z.boolean(),
    percentPrices: z.enum(["never", "bonds", "always"]),
  })
  .superRefine(({ columns }, context) => {
    const seen = new Set<string>();
    const named = new Set<string>();
    for (const [index, { name, field }] of columns.entries()) {
      if (named.has(name)) context.addIssue({ code: "custom", path: ["columns", index], message: `“${name}” is two things at once.` });
      named.add(name);
      if (seen.has(field) && !fieldRow(field).many)
        context.addIssue({
          code: "custom",
          path: ["columns", index],
          message: `Two columns can't both be “${fieldRow(field).label}”.`,
        });
      seen.add(field);
    }
  });

export type Mapping = z.infer<typeof mappingSchema>;
export type MappedColumn = Mapping["columns"][number];
