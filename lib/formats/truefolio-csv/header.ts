import { FormatError } from "../types";
import { COLUMNS, type Column, MAX_COLUMNS } from "./columns";

const DELIMITERS = [",", ";", "\t"] as const;

/** Every file needs these, and one of the two amounts. */
const REQUIRED = ["trade_time", "trade_type", "currency"] as const satisfies readonly Column[];
const AMOUNTS = ["quantity", "net_amount"] as const satisfies readonly Column[];
const REQUIREMENT = `${REQUIRED.join(", ")} and at least one of ${AMOUNTS.join(" or ")}`;

function nameOf(cell: string): string {
  return cell.trim().replace(/^"|"$/g, "").trim().toLowerCase();
}

function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}

function firstLine(head: string): string {
  return /[^\r\n]+/.exec(head.replace(/^\uFEFF/, ""))?.[0] ?? "";
}

/** Comma, semicolon or tab: the one by which the first line has the most of our columns. */
export function detectDelimiter(head: string): string {
  const line = firstLine(head);
  const known = (delimiter: string) => line.split(delimiter).filter((cell) => isColumn(nameOf(cell))).length;
  return DELIMITERS.reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
}

function missing(names: readonly string[]): string[] {
  const absent: string[] = REQUIRED.filter((column) => !names.includes(column));
  return AMOUNTS.some((column) => names.includes(column)) ? absent : [...absent, AMOUNTS.join(" or ")];
}

/** Whether the first line is a header with all that we require. */
export function looksLikeOurs(head: string): boolean {
  return missing(firstLine(head).split(detectDelimiter(head)).map(nameOf)).length === 0;
}

export interface Header {
  /** The column of each cell; null for one that we don't know. */
  columns: (Column | null)[];
  /** Names that are not ours, as they were written. */
  unknown: string[];
}

/**
 * Reads the header line.
 * @throws FormatError when it lacks a required column, has one twice, or has hundreds.
 */
export function readHeader(cells: readonly string[], line: number): Header {
  const names = cells.map(nameOf);
  if (names.length > MAX_COLUMNS)
    throw new FormatError(`The header has ${names.length} columns.`, `Keep to at most ${MAX_COLUMNS} columns.`, line);
  const absent = missing(names);
  if (absent.length > 0) {
    throw new FormatError(`The header lacks these columns: ${absent.join(", ")}.`, `The first line must name ${REQUIREMENT}.`, line);
  }
  const twice = names.find((name, index) => isColumn(name) && names.indexOf(name) !== index);
  if (twice) throw new FormatError(`The header has the column ${twice} twice.`, "Remove or rename one of them.", line);
  const unknown = cells.filter((_cell, index) => !isColumn(names[index] ?? "")).map((cell) => cell.trim().slice(0, 80));
  return { columns: names.map((name) => (isColumn(name) ? name : null)), unknown: unknown.filter((name) => name !== "") };
}
