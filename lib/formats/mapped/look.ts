import { firstRecords } from "../table/records";
import type { Probe } from "../types";
import { findHeader } from "./header-search";
import { signature } from "./signature";

/** What begins like one of these is a document of another kind, however many commas are in it. */
const OTHER_KINDS = /^\s*(?:<|\{|\[|%PDF|OFXHEADER|\{\\rtf)/;

const DELIMITERS = [",", ";", "\t", "|"];
const LOOKED_AT = 60;

/** Whether a file that no format knows may be a table that a person can map. */
export function looksLikeTable({ head, tables }: Probe): boolean {
  if (OTHER_KINDS.test(head)) return false;
  return tables.some(({ rows }) => findHeader(rows.map((cells, index) => ({ line: index + 1, cells }))) !== null);
}

/** What any of a file's first rows would be known by if it were the header, with the delimiter by which it was cut; null: as it cuts itself. */
export function signaturesOf({ head, tables }: Probe): Map<string, string | null> {
  const found = new Map<string, string | null>();
  const add = (rows: readonly (readonly string[])[], delimiter: string | null) => {
    for (const cells of rows) {
      if (cells.filter((cell) => cell.trim() !== "").length < 2) continue;
      const digest = signature(cells);
      if (!found.has(digest)) found.set(digest, delimiter);
    }
  };
  for (const { rows } of tables) add(rows, null);
  // A person may have said that a file is cut otherwise than it seems to be.
  if (head !== "") for (const delimiter of DELIMITERS) add(firstRecords(head, delimiter, LOOKED_AT), delimiter);
  return found;
}
