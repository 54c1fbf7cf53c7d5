import { createHash } from "node:crypto";
import { columnNames } from "../table/header";

/** No broker's table is wider; what stands further right has no name, and so can't be chosen. */
export const MAX_NAMED_COLUMNS = 1_000;

/** The names of a row of cells up to its last that has any: what a header is known by. */
export function headerNames(cells: readonly string[]): string[] {
  const width = cells.findLastIndex((cell) => cell.replaceAll("\uFEFF", "").trim() !== "") + 1;
  return columnNames(cells.slice(0, Math.min(width, MAX_NAMED_COLUMNS)));
}

/**
 * By what a header is recognised again: a digest of its names, without regard to case, spaces and marks around them. The same columns in
 * another order are another header.
 */
export function signature(cells: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify(headerNames(cells)))
    .digest("base64url");
}
