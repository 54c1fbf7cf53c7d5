import { z } from "zod";

const LARGEST = 9223372036854775807n;

/** A row's id as it travels in addresses and forms: decimal text of a positive bigint, never a JavaScript number. */
export const rowIdSchema = z.string().refine((text) => /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST, "Not an id.");

/** The id in a path segment, or null when it cannot be one: the page then answers as for a row that does not exist. */
export function parseRowId(text: string): bigint | null {
  const parsed = rowIdSchema.safeParse(text);
  return parsed.success ? BigInt(parsed.data) : null;
}
