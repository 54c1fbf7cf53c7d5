import { decodeHead } from "../text";
import { FormatError } from "../types";
import { detectDelimiter } from "./delimiter";
import { tableBytes } from "./encoding";
import { records } from "./records";
import { isWorkbook, readWorkbook } from "./workbook";

/** Rows of text with the line each begins on. */
export interface SourceRow {
  line: number;
  cells: readonly string[];
}

/** A file's table, or one sheet of a workbook. Rows can be read any number of times. */
export interface TableSource {
  /** The sheet's name; empty for a text file. */
  sheet: string;
  rows(): Iterable<SourceRow>;
  /** Whether rows end at their last filled cell, as in a workbook. */
  ragged: boolean;
}

/** How a text table is cut into cells, where a person has said so. */
export interface TextCut {
  delimiter?: string;
}

/**
 * The tables of a file: CSV, TSV and their kin in any usual encoding, or an .xlsx workbook.
 * @throws FormatError where the bytes are neither; while rows are read, where a quotation mark is never closed.
 */
export function tablesOf(bytes: Uint8Array, { delimiter }: TextCut = {}): TableSource[] {
  if (isOldWorkbook(bytes)) throw oldWorkbook();
  if (isWorkbook(bytes)) return readWorkbook(bytes).map(({ name, rows }) => ({ sheet: name, ragged: true, rows: () => rows }));
  const utf8 = tableBytes(bytes);
  const cut = delimiter ?? detectDelimiter(decodeHead(utf8, 16_384));
  return [{ sheet: "", ragged: false, rows: () => records(utf8, cut, { strict: false }) }];
}

/** The signature of compound files: what workbooks were until 2007, and what today's are behind a password. */
function isOldWorkbook(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
}

function oldWorkbook(): FormatError {
  return new FormatError(
    "This is a workbook of the old kind (.xls), or one with a password.",
    "Open it in a spreadsheet, and save it without a password as .xlsx or as CSV.",
  );
}
