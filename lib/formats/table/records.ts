import { parse } from "csv-parse/sync";
import { decodeUtf8Part } from "../text";
import { FormatError } from "../types";

/** One line of cells (or several lines, where a quoted cell holds line breaks); `line` is where it begins. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** Parts of about this size are decoded and split at a time, so that memory doesn't grow with the file. */
const PART = 256 * 1024;

const [LF, CR, QUOTE] = [10, 13, 34];
const QUOTE_MEND = "A cell that holds quotation marks must stand in quotation marks, with each inner one doubled.";

/** A run of whole records, and the line on which each of them begins. */
interface Part {
  bytes: Uint8Array;
  firstLine: number;
  starts: number[];
}

/**
 * Cuts the file between records. csv-parse tells the line on which a record ends, not where it or an open quote began, hence the
 * book-keeping here. Blank lines are no records.
 */
function* parts(bytes: Uint8Array, delimiter: number, strict: boolean): Generator<Part> {
  let state: "start" | "bare" | "quoted" | "closed" = "start";
  let [line, openLine] = [1, 1];
  let [partStart, partLine] = [0, 1];
  let [recordStart, recordLine] = [0, 1];
  let starts: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    const lineEnds = byte === LF || (byte === CR && bytes[at + 1] !== LF);
    if (lineEnds) line += 1;
    if (state === "quoted") {
      if (byte === QUOTE) state = "closed";
    } else if (byte === QUOTE && state === "bare") {
      if (strict) throw new FormatError("A quotation mark stands inside a cell that doesn't begin with one.", QUOTE_MEND, line);
    } else if (byte === QUOTE) {
      if (state === "start") openLine = line;
      state = "quoted";
    } else if (byte === delimiter) {
      state = "start";
    } else if (lineEnds) {
      const blank = at === recordStart || (at === recordStart + 1 && bytes[recordStart] === CR);
      if (!blank) starts.push(recordLine);
      state = "start";
      [recordStart, recordLine] = [at + 1, line];
      if (recordStart - partStart >= PART) {
        yield { bytes: bytes.subarray(partStart, recordStart), firstLine: partLine, starts };
        [partStart, partLine, starts] = [recordStart, line, []];
      }
    } else if (byte !== CR) {
      if (state === "closed" && strict)
        throw new FormatError("There is text after the closing quotation mark of a cell.", QUOTE_MEND, line);
      state = "bare";
    }
  }
  if (state === "quoted") {
    throw new FormatError(
      "A quotation mark opens here and is never closed.",
      "Close the quotation mark, or export the file again: this copy may be cut off.",
      openLine,
    );
  }
  if (recordStart < bytes.length) starts.push(recordLine);
  yield { bytes: bytes.subarray(partStart), firstLine: partLine, starts };
}

interface RecordOptions {
  /** Quotation marks where RFC 4180 allows none are an error; otherwise they are characters like any other, as many brokers mean them. */
  strict?: boolean;
}

/** A quoted cell with space behind it (`"5,700" ,`), which csv-parse takes for a bare one with quotation marks in it. */
const SPACED = /^"([\s\S]*)"[ \t]+$/;

const LINE_END = /\r\n|\n|\r/;

function split(text: string, delimiter: string, strict: boolean): string[][] {
  // Without a quotation mark there is nothing to know about CSV, and most large files have none.
  if (!text.includes('"'))
    return text
      .split(LINE_END)
      .filter((line) => line !== "")
      .map((line) => line.split(delimiter));
  const rows: string[][] = parse(text, {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: !strict,
    skip_empty_lines: true,
  });
  return strict ? rows : rows.map((cells) => cells.map((cell) => (cell.startsWith('"') ? cell.replace(SPACED, "$1") : cell)));
}

/** The first records of a text that may end anywhere, for a look at it; never throws. */
export function firstRecords(head: string, delimiter: string, limit: number): string[][] {
  const lastBreak = Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\r"));
  const whole = lastBreak > 0 && head.length > lastBreak + 1 && head.length >= 4096 ? head.slice(0, lastBreak) : head;
  try {
    return split(whole.replace(/^\uFEFF/, ""), delimiter, false).slice(0, limit);
  } catch {
    // An open quotation mark: the lines before it are still worth a look.
    return whole
      .split(/\r\n|\r|\n/)
      .slice(0, limit)
      .map((line) => line.split(delimiter));
  }
}

/**
 * The records of a CSV file in UTF-8 without a byte order mark, blank lines left out.
 * @throws FormatError, naming the line, for misplaced or unclosed quotation marks and for bytes that are not text.
 */
export function* records(bytes: Uint8Array, delimiter: string, { strict = true }: RecordOptions = {}): Generator<CsvRecord> {
  for (const part of parts(bytes, delimiter.charCodeAt(0), strict)) {
    const text = decodeUtf8Part(part.bytes, part.firstLine);
    const rows = split(text, delimiter, strict);
    if (rows.length !== part.starts.length) throw new Error(`csv-parse found ${rows.length} records where ${part.starts.length} begin`);
    for (const [index, cells] of rows.entries()) yield { line: part.starts[index] ?? part.firstLine, cells };
  }
}
