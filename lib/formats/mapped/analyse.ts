import { isUtf8 } from "node:buffer";
import type { AssetType } from "@/lib/instruments/asset-types";
import type { DateOrder } from "../table/dates";
import { detectDelimiter } from "../table/delimiter";
import { encodingOf } from "../table/encoding";
import type { NumberStyle } from "../table/numbers";
import { type SourceRow, type TableSource, tablesOf } from "../table/source";
import { isWorkbook } from "../table/workbook";
import { decodeHead } from "../text";
import { FormatError } from "../types";
import { HEADER_WITHIN } from "./apply";
import { ColumnProfile } from "./column-profile";
import type { Witness } from "./evidence";
import { fieldRow } from "./fields";
import { type FoundHeader, findHeader } from "./header-search";
import { LONGEST_WORD, type MappedColumn, type Mapping } from "./mapping";
import type { RowMeaning } from "./meanings";
import { planFor, positionName } from "./plan";
import { headerNames, signature } from "./signature";
import { type ColumnSuggestion, currencyInTitle, kindOf, suggestColumns } from "./suggest-columns";
import { suggestSigns, USUAL_SIGNS } from "./suggest-signs";
import { findAssetType, findMeaning } from "./type-words";
import type { Found } from "./word-key";

/** What a person has said of the file itself, where the guess was wrong. */
export interface Reading {
  sheet?: string;
  delimiter?: string;
  /** The header's line; 0 for a table without one. */
  headerLine?: number;
}

export interface Word {
  text: string;
  count: number;
  meaning: Found<RowMeaning> | null;
  assetType: Found<AssetType> | null;
}

/** What a column is found to be. Plain values: it goes to the browser. */
export interface ColumnReport {
  name: string;
  title: string;
  samples: string[];
  filled: number;
  suggestion: ColumnSuggestion | null;
  /** Null where its cells are no dates. `order` is null where nothing in the whole column decides. */
  dates: {
    order: DateOrder | null;
    possible: DateOrder[];
    decidedBy: { order: DateOrder; line: number; text: string }[];
    undecided: Witness[];
  } | null;
  /** Null where its cells are no numbers. `style` is null where it makes no difference or nothing decides. */
  numbers: { style: NumberStyle | null; decidedBy: Witness | null; undecided: Witness[] } | null;
  /** Currencies stand beside its numbers. */
  hasUnits: boolean;
  /** Its different cells, the commonest first; null where they are too many to be words. */
  words: Word[] | null;
  /** How many cells say again what an earlier one said, as far as they were counted. */
  repeats: number;
}

export interface Analysis {
  /** UTF-8, UTF-16, Windows-1252; null for a workbook. */
  encoding: string | null;
  delimiter: string | null;
  sheets: string[];
  sheet: string;
  /** Null for a table without a header. */
  headerLine: number | null;
  /** The first lines, for choosing the header among them. */
  firstLines: { line: number; text: string }[];
  /** Rows below the header. */
  rows: number;
  columns: ColumnReport[];
  /** Columns beyond those that can be chosen. */
  furtherColumns: number;
  mapping: Mapping;
}

const MOST_COLUMNS = 300;
const SAMPLE_ROWS = 400;
const LINES_SHOWN = 20;
/** Rows between two chances for others to run. */
const TURN = 5_000;
const ENCODINGS = { "utf-8": "UTF-8", "utf-16le": "UTF-16", "utf-16be": "UTF-16", "windows-1252": "Windows-1252" } as const;

/** What a file's table is found to be, and the mapping that follows from it. Reads the whole file: what decides may stand on its last line. */
export function analyse(bytes: Uint8Array, reading: Reading = {}): Analysis {
  const steps = analysing(bytes, reading);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/**
 * As {@link analyse}, stopping now and then, so that whoever runs it can let others run in between.
 * @throws FormatError where the file is no table.
 */
export function* analysing(bytes: Uint8Array, reading: Reading = {}): Generator<void, Analysis> {
  const cut = isWorkbook(bytes) ? null : (reading.delimiter ?? delimiterOf(bytes));
  const sources = tablesOf(bytes, cut === null ? {} : { delimiter: cut });
  const { source, first, header } = chosen(sources, reading);
  const headerRow = header.isHeadless ? null : (first[header.index] ?? null);
  const startLine = first[header.index]?.line ?? 1;
  const width = Math.max(1, ...first.slice(header.index).map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== "") + 1));
  const names = headerRow ? headerNames(headerRow.cells) : Array.from({ length: width }, (_, index) => positionName(index));
  const shown = names.slice(0, MOST_COLUMNS);
  const profiles = shown.map(() => new ColumnProfile());
  const sample: (readonly string[])[] = [];
  let rows = 0;
  for (const { line, cells } of source.rows()) {
    if (line < startLine || line === headerRow?.line) continue;
    if (!cells.some((cell) => cell.trim() !== "")) continue;
    rows += 1;
    if (sample.length < SAMPLE_ROWS) sample.push(cells);
    for (let index = 0; index < profiles.length; index += 1) profiles[index]?.see(line, cells[index]);
    if (rows % TURN === 0) yield;
  }
  const titles = shown.map((name, index) => (headerRow ? (headerRow.cells[index] ?? "").trim() || name : `Column ${index + 1}`));
  const named = profiles.map((profile, index) => ({ title: headerRow ? (titles[index] ?? "") : "", profile }));
  const kind = kindOf(named);
  const suggestions = suggestColumns(named, kind);
  const columns = profiles.map((profile, index) => report(shown[index] ?? "", titles[index] ?? "", profile, suggestions[index] ?? null));
  const base = {
    delimiter: cut,
    sheet: sources.length > 1 ? source.sheet : null,
    headlessFrom: headerRow ? null : startLine,
    width: Math.max(width, names.length),
    signature: headerRow ? signature(headerRow.cells) : "",
  };
  const mapping = mappingOf({ ...base, kind, columns }, headerRow?.cells ?? [], sample);
  return {
    encoding: cut === null ? null : ENCODINGS[isUtf8(bytes) && bytes[1] !== 0 ? "utf-8" : (encodingOf(bytes) ?? "utf-8")],
    delimiter: cut,
    sheets: sources.map(({ sheet }) => sheet),
    sheet: source.sheet,
    headerLine: headerRow?.line ?? null,
    firstLines: first
      .slice(0, Math.max(LINES_SHOWN, header.index + 3))
      .map(({ line, cells }) => ({ line, text: cells.join("  ").slice(0, 160) })),
    rows,
    columns,
    furtherColumns: names.length - shown.length,
    mapping,
  };
}

function delimiterOf(bytes: Uint8Array): string {
  return detectDelimiter(decodeHead(bytes, 16_384));
}

/** The sheet and the header that a person chose, or that speak most for themselves. */
function chosen(
  sources: readonly TableSource[],
  { sheet, headerLine }: Reading,
): { source: TableSource; first: SourceRow[]; header: FoundHeader } {
  let best: { source: TableSource; first: SourceRow[]; header: FoundHeader } | null = null;
  for (const source of sources) {
    if (sheet !== undefined && sources.length > 1 && source.sheet !== sheet) continue;
    const first = firstRows(source);
    const header = headerAt(first, headerLine) ?? findHeader(first);
    if (header && (best === null || header.score > best.header.score)) best = { source, first, header };
  }
  if (best) return best;
  throw new FormatError(
    "The file holds no table: no two lines of it have cells side by side.",
    "Export it as CSV or as an Excel workbook.",
    1,
  );
}

function headerAt(first: readonly SourceRow[], headerLine: number | undefined): FoundHeader | null {
  if (headerLine === undefined || first.length === 0) return null;
  if (headerLine === 0) {
    const found = findHeader(first);
    return { index: found ? (found.isHeadless ? found.index : Math.min(found.index, first.length - 1)) : 0, isHeadless: true, score: 1 };
  }
  const index = first.findIndex(({ line }) => line === headerLine);
  return index < 0 ? null : { index, isHeadless: false, score: 100 };
}

function firstRows(source: TableSource): SourceRow[] {
  const first: SourceRow[] = [];
  for (const row of source.rows()) {
    first.push(row);
    if (first.length >= HEADER_WITHIN) break;
  }
  return first;
}

function report(name: string, title: string, profile: ColumnProfile, suggestion: ColumnSuggestion | null): ColumnReport {
  const { dates, numbers } = profile;
  const style = numbers.style;
  return {
    name,
    title,
    samples: profile.samples.map((text) => text.slice(0, 80)),
    filled: profile.filled,
    suggestion,
    dates: profile.is("date")
      ? { order: dates.order, possible: dates.possible, decidedBy: dates.decidedBy.slice(0, 2), undecided: dates.undecided }
      : null,
    numbers: profile.is("number")
      ? { style, decidedBy: (style && numbers.first[style]) ?? null, undecided: style === null ? numbers.undecided : [] }
      : null,
    hasUnits: profile.is("number") && profile.samples.some((text) => /[€£$₹]|[A-Z]{3}/.test(text)),
    words: wordsOf(profile),
    repeats: profile.repeats,
  };
}

function wordsOf({ words }: ColumnProfile): Word[] | null {
  if (words === null) return null;
  return [...words]
    .sort(([, a], [, b]) => b - a)
    .map(([text, count]) => ({ text: text.slice(0, LONGEST_WORD), count, meaning: findMeaning(text), assetType: findAssetType(text) }));
}

type Base = Pick<Mapping, "kind" | "delimiter" | "sheet" | "headlessFrom" | "width" | "signature"> & { columns: readonly ColumnReport[] };

function mappingOf({ columns, ...base }: Base, header: readonly string[], sample: readonly (readonly string[])[]): Mapping {
  const chosen = columns.filter(({ suggestion }) => suggestion !== null).slice(0, 200);
  const numbers = commonStyle(chosen);
  const of = (field: string) => chosen.find(({ suggestion }) => suggestion?.field === field);
  const amount = of("amount") ?? of("gross") ?? of("debit") ?? of("marketValue") ?? of("price");
  const currency = of("currency") ? null : currencyInTitle(amount?.title ?? "");
  const mapping: Mapping = {
    version: 1,
    ...base,
    columns: chosen.map(({ name, suggestion, dates, numbers: own }): MappedColumn => {
      const field = suggestion?.field ?? "note";
      const isOtherwise = fieldRow(field).holds === "number" && own?.style && own.style !== numbers;
      return {
        name,
        field,
        ...(fieldRow(field).holds === "date" && dates?.order ? { dates: dates.order } : {}),
        ...(isOtherwise ? { numbers: own.style ?? numbers } : {}),
      };
    }),
    numbers,
    zone: "UTC",
    types: (of("type")?.words ?? []).flatMap(({ text, meaning }) => (meaning ? [{ word: text, meaning: meaning.meaning }] : [])),
    assetTypes: (of("assetType")?.words ?? []).flatMap(({ text, assetType }) =>
      assetType ? [{ word: text, assetType: assetType.meaning }] : [],
    ),
    accounts: [],
    constants: currency ? { currency } : {},
    chargeRows: false,
    ...USUAL_SIGNS,
  };
  const plan = planFor(mapping, header);
  if (plan === null || mapping.columns.length === 0) return mapping;
  const signs = suggestSigns(plan, sample);
  // A table that tells purchases from sales by nothing but a sign.
  const isSigned = signs.amountSigns !== "unsigned" || signs.direction === "quantity";
  const constants =
    mapping.kind === "transactions" && !plan.at.type && plan.at.quantity && isSigned
      ? { ...mapping.constants, type: "trade" as const }
      : mapping.constants;
  return { ...mapping, ...signs, constants };
}

function commonStyle(columns: readonly ColumnReport[]): NumberStyle {
  const styles = columns.flatMap(({ numbers }) => numbers?.style ?? []);
  return styles.filter((style) => style === "comma").length > styles.length / 2 ? "comma" : "point";
}
