import { strFromU8, Unzip, UnzipInflate } from "fflate";
import { roundSignificant } from "@/lib/money/decimal";
import { readPlainNumber } from "../number-text";
import { FormatError, type ProbedTable } from "../types";
import { readXml } from "../xml";
import { cellDate, isDateFormat } from "./workbook-dates";

/** One sheet of a workbook: its rows as text, with the numbers that the spreadsheet shows beside them. */
export interface Sheet {
  name: string;
  rows: { line: number; cells: string[] }[];
}

/** What a broker's workbook inflates to at most; measured while inflating, because what an archive says of itself is a claim. */
const MAX_INFLATED = 256 * 1024 * 1024;
/** Sheets shrink to a tenth or a thirtieth. What shrinks to a hundredth was made to explode, once it is large enough to matter. */
const MAX_RATIO = 100;
const ALWAYS_ALLOWED = 8 * 1024 * 1024;
/** Inflated at a time: a piece can grow a thousandfold before anything can be measured. */
const PIECE = 8192;
const MAX_PARTS = 512;
const MAX_COLUMNS = 16_384;
const MAX_CELLS = 5_000_000;
const PART = /^xl\/(?:workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/;

const AGAIN = "Export it again from the broker, or open it in a spreadsheet and save it as CSV.";

/** Whether the bytes are a zip archive, which every .xlsx file is. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The sheets of an .xlsx workbook (ECMA-376), in order. Cells are text exactly as stored: no number passes through a float. Dates are ISO
 * text, by the cell's number format. Formulas give their stored result; nothing is computed and no link is followed.
 * @throws FormatError for what is no workbook, is damaged, or inflates to more than {@link MAX_INFLATED} bytes.
 */
export function readWorkbook(bytes: Uint8Array, { maxRows = Number.POSITIVE_INFINITY }: { maxRows?: number } = {}): Sheet[] {
  const parts = inflate(bytes);
  const workbook = parts.get("xl/workbook.xml");
  if (workbook === undefined)
    throw new FormatError(
      "This archive is not a workbook.",
      "Unpack it, and choose one of the files inside; or choose an .xlsx, CSV or XML file.",
    );
  const shared = sharedStrings(parts.get("xl/sharedStrings.xml"));
  const dateStyles = stylesOfDates(parts.get("xl/styles.xml"));
  const targets = relations(parts.get("xl/_rels/workbook.xml.rels"));
  const budget = { cells: MAX_CELLS };
  const { since1904, sheets } = contents(workbook);
  return sheets.flatMap(({ name, relation }) => {
    const target = targets.get(relation) ?? "";
    const xml = parts.get(target);
    // Sheets of charts have no cells, and are not looked for.
    if (xml === undefined && PART.test(target)) throw damaged();
    return xml === undefined ? [] : [{ name, rows: sheetRows(xml, { shared, dateStyles, since1904, maxRows, budget }) }];
  });
}

/** The first rows of every sheet; none where the bytes are no workbook that could be read. */
export function probeWorkbook(bytes: Uint8Array, rows: number): ProbedTable[] {
  try {
    return readWorkbook(bytes, { maxRows: rows }).map((sheet) => ({ sheet: sheet.name, rows: sheet.rows.map(({ cells }) => cells) }));
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
}

/** The parts of the archive that hold data, inflated within limits. Names are compared, never used as paths. */
function inflate(bytes: Uint8Array): Map<string, string> {
  const parts = new Map<string, string>();
  let [inflated, files, begun] = [0, 0, 0];
  const most = Math.min(MAX_INFLATED, Math.max(ALWAYS_ALLOWED, bytes.length * MAX_RATIO));
  const unzip = new Unzip((file) => {
    files += 1;
    if (files > MAX_PARTS) throw new FormatError("The workbook has too many parts to be a broker's export.", AGAIN);
    if (!PART.test(file.name)) return;
    begun += 1;
    const chunks: Uint8Array[] = [];
    file.ondata = (error, chunk, final) => {
      // What is thrown below comes back as an error of the archive.
      if (error) throw error instanceof FormatError ? error : damaged();
      inflated += chunk.length;
      if (inflated > most) throw new FormatError("The workbook unpacks to far more than any broker's export.", AGAIN);
      chunks.push(chunk);
      if (final) parts.set(file.name, strFromU8(Buffer.concat(chunks)));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In pieces: the limit is looked at between them, long before a bomb has gone off.
    for (let at = 0; at < bytes.length; at += PIECE) unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw damaged();
  }
  // The list at the end of every archive: without it, or with a part that never ends, this is a piece of one.
  const hasEnd = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf("PK\x05\x06", undefined, "latin1") >= 0;
  if (!hasEnd || begun !== parts.size) throw damaged();
  return parts;
}

function damaged(): FormatError {
  return new FormatError("The workbook is damaged, or a part of it is missing.", AGAIN);
}

/** The sheets in order, and which calendar their dates are counted in. */
function contents(workbook: string): { since1904: boolean; sheets: { name: string; relation: string }[] } {
  const sheets: { name: string; relation: string }[] = [];
  let since1904 = false;
  for (const { kind, element } of readXml(workbook)) {
    if (kind !== "open") continue;
    const { name, attributes } = element;
    if (local(name) === "workbookPr") since1904 = attributes.date1904 === "1" || attributes.date1904 === "true";
    if (local(name) !== "sheet") continue;
    // The id has a prefix of the writer's choice; `sheetId` has none and is another one.
    const relation = Object.keys(attributes).find((key) => key.includes(":") && local(key) === "id");
    sheets.push({ name: attributes.name ?? "", relation: attributes[relation ?? ""] ?? "" });
  }
  return { since1904, sheets };
}

/** Relation id → the sheet's part. Targets outside the workbook are not parts of it, and so are never found. */
function relations(xml: string | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  for (const { kind, element } of xml === undefined ? [] : readXml(xml)) {
    const { Id: id = "", Target: target = "" } = element.attributes;
    if (kind === "open" && local(element.name) === "Relationship")
      targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  return targets;
}

function sharedStrings(xml: string | undefined): string[] {
  const strings: string[] = [];
  let text = "";
  for (const { kind, element } of xml === undefined ? [] : readXml(xml)) {
    const name = local(element.name);
    if (kind === "open" && name === "si") text = "";
    // Phonetic readings (rPh) stand beside the text and are none of it.
    if (kind === "close" && name === "t" && local(element.parent?.name ?? "") !== "rPh") text += element.text;
    if (kind === "close" && name === "si") strings.push(unescaped(text));
  }
  return strings;
}

/** Which cell styles show their number as a date. */
function stylesOfDates(xml: string | undefined): Set<number> {
  const custom = new Map<string, string>();
  const dates = new Set<number>();
  let style = 0;
  for (const { kind, element } of xml === undefined ? [] : readXml(xml)) {
    if (kind !== "open") continue;
    const name = local(element.name);
    if (name === "numFmt") custom.set(element.attributes.numFmtId ?? "", element.attributes.formatCode ?? "");
    if (name === "xf" && local(element.parent?.name ?? "") === "cellXfs") {
      const id = element.attributes.numFmtId ?? "0";
      if (isDateFormat(Number(id), custom.get(id))) dates.add(style);
      style += 1;
    }
  }
  return dates;
}

interface SheetContext {
  shared: readonly string[];
  dateStyles: ReadonlySet<number>;
  since1904: boolean;
  maxRows: number;
  budget: { cells: number };
}

function sheetRows(xml: string, context: SheetContext): Sheet["rows"] {
  const rows: Sheet["rows"] = [];
  let cells: string[] = [];
  let value: string | null = null;
  for (const { kind, element } of readXml(xml)) {
    const name = local(element.name);
    if (kind === "open") {
      if (name === "row") cells = [];
      if (name === "c") value = null;
    } else if (name === "v" || (name === "t" && local(element.parent?.name ?? "") !== "rPh")) {
      value = (value ?? "") + element.text;
    } else if (name === "c") {
      const column = columnOf(element.attributes.r, cells.length);
      context.budget.cells -= 1 + Math.max(0, column - cells.length);
      if (context.budget.cells < 0 || column >= MAX_COLUMNS)
        throw new FormatError("The sheet has more cells than any broker's export.", AGAIN);
      while (cells.length < column) cells.push("");
      cells[column] = value === null ? "" : cellText(value, element.attributes, context);
    } else if (name === "row") {
      if (cells.some((cell) => cell !== "")) rows.push({ line: Number(element.attributes.r) || rows.length + 1, cells });
      if (rows.length >= context.maxRows) break;
    }
  }
  return rows;
}

function cellText(value: string, { t: type, s: style = "" }: Readonly<Record<string, string>>, context: SheetContext): string {
  if (type === "s") return context.shared[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "str" || type === "inlineStr") return unescaped(value);
  if (type === "d" || type === "e") return value;
  return context.dateStyles.has(Number(style || 0)) ? cellDate(value, context.since1904) : cellNumber(value);
}

/**
 * A spreadsheet stores 0.3 as 0.30000000000000004 and shows 15 digits: what it shows is what was meant. A plain whole number is no such
 * float: other writers store ids of any length as they are.
 */
function cellNumber(value: string): string {
  const number = readPlainNumber(value);
  return number === null || /^-?\d+$/.test(value) ? value : roundSignificant(number, 15);
}

/** Characters that XML can't hold, or would change, as spreadsheets write them: `_x000D_`. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** `AB12` → 27. A cell without a reference follows the one before it. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? "")?.[0];
  return letters === undefined ? next : [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Some writers prefix every element (`x:row`). */
function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
