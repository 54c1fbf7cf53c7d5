import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import type { Analysis, Reading } from "@/lib/formats/mapped/analyse";
import { type Mapping, mappingSchema } from "@/lib/formats/mapped/mapping";
import { type ImportRowView, importIdSchema } from "@/lib/imports/schema";
import { lineSchema } from "@/lib/text/schema";

export const LONGEST_NAME = 100;
/** A mapping of two hundred columns and three thousand words is less than half of it. */
export const MAX_MAPPING_TEXT = 500_000;
const NO_MAPPING = "This is no mapping that Truefolio exported.";

const nameSchema = lineSchema("a name", LONGEST_NAME);

/** Text as a value of the schema; what is wrong is said in one line. */
function jsonOf<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string(NO_MAPPING)
    .max(MAX_MAPPING_TEXT, "A mapping is never as large as this file.")
    .transform((text, context): z.output<Schema> => {
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      context.addIssue({ code: "custom", message: `${NO_MAPPING} ${issue ? `${issue.path.join(".")}: ${issue.message}` : ""}`.trim() });
      return z.NEVER;
    });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}

export const MAPPING_FILE_FORMAT = "truefolio-mapping";

/** A mapping as people exchange it. */
export const mappingFileSchema = z.strictObject({
  format: z.literal(MAPPING_FILE_FORMAT),
  version: z.literal(1),
  name: nameSchema,
  mapping: mappingSchema,
});
export type MappingFile = z.infer<typeof mappingFileSchema>;

export const mappingTextSchema = jsonOf(mappingSchema);
export const mappingFileTextSchema = z.object({ file: jsonOf(mappingFileSchema) });

export const applyMappingSchema = importIdSchema.extend({
  mapping: mappingTextSchema,
  saveAs: z.union([z.literal("").transform(() => null), nameSchema]).default(null),
});
export const mappingIdSchema = z.object({ mappingId: rowIdSchema });
export const renameMappingSchema = mappingIdSchema.extend({ name: nameSchema });

const readingSchema = z.object({
  sheet: z.string().max(200).optional().catch(undefined),
  delimiter: z.string().length(1).optional().catch(undefined),
  header: z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined),
});

/** How the screen's address says the file is to be cut into a table. */
export function readingOf(query: Readonly<Record<string, string | string[] | undefined>>): Reading {
  const { sheet, delimiter, header } = readingSchema.parse(query);
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { headerLine: header }),
  };
}

export interface SavedMapping {
  id: string;
  name: string;
  kind: Mapping["kind"];
  /** The header's columns that are read. */
  columns: string[];
  updatedAt: string;
}

/** What the mapping screen begins with. */
export interface MappingScreenView {
  accountId: string;
  importId: string;
  analysis: Analysis;
  /** The mapping that the import has, or else the suggested one. */
  mapping: Mapping;
  /** The person's mappings that this file has all columns for. */
  fitting: { name: string; mapping: Mapping }[];
}

/** The first rows as they will stand in the ledger. */
export interface MappingPreview {
  rows: ImportRowView[];
  /** How many of these rows are rows of the ledger, skipped and refused. */
  counts: { rows: number; skipped: number; refused: number };
  /** The whole file can't be read so. */
  problem: { problem: string; mend: string } | null;
}
