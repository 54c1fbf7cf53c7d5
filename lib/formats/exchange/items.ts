import type { RowParts } from "../draft";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";

/** The rows of one line, or its refusal. */
export function itemsOf<Column extends string>(row: TableRow<Column>, rows: readonly RowParts[]): FormatItem[] {
  return row.isRefused || rows.length === 0 ? [row.refusal()] : rows.map((parts) => row.transaction(parts));
}

/**
 * The rows of an event that several lines tell together: they stand on the first line; the other lines say so. Where a line is refused,
 * its event is not booked in part: the others are refused with it.
 */
export function joinedItems<Column extends string>(lines: readonly TableRow<Column>[], rows: readonly RowParts[]): FormatItem[] {
  const [first, ...others] = lines;
  const bad = lines.find((line) => line.isRefused);
  if (!first) return [];
  if (bad) {
    for (const line of lines) {
      if (!line.isRefused) line.refuse(`It belongs to line ${bad.line}, which can't be read.`, "All lines of one event.");
    }
    return lines.map((line) => line.refusal());
  }
  return [...itemsOf(first, rows), ...others.map((line) => line.skipped(`Part of the entry on line ${first.line}.`))];
}
