import type { Probe } from "../types";
import { findHeader } from "./header-search";
import { signature } from "./signature";

/** What begins like one of these is a document of another kind, however many commas are in it. */
const OTHER_KINDS = /^\s*(?:<|\{|\[|%PDF|OFXHEADER|\{\\rtf)/;

/** Whether a file that no format knows may be a table that a person can map. */
export function looksLikeTable({ head, tables }: Probe): boolean {
  if (OTHER_KINDS.test(head)) return false;
  return tables.some(({ rows }) => findHeader(rows.map((cells, index) => ({ line: index + 1, cells }))) !== null);
}

/** What any of a file's first rows would be known by, if it were the header. */
export function signaturesOf({ tables }: Probe): string[] {
  const wide = tables.flatMap(({ rows }) => rows.filter((cells) => cells.filter((cell) => cell.trim() !== "").length >= 2));
  return [...new Set(wide.map(signature))];
}
