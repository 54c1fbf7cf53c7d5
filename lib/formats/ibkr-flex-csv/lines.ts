import { type SourceRow, tablesOf } from "../table/source";
import type { FormatItem } from "../types";
import { attributeOf, isHeaderRow } from "./fields";
import { type FlexSectionNames, sectionOf } from "./sections";

/** A line of data with the attributes that its section's header names. */
export interface DataLine {
  kind: "data";
  line: number;
  account: string;
  names: FlexSectionNames;
  /** Which fields the header has, whether or not the line fills them. */
  fields: ReadonlySet<string>;
  attributes: Record<string, string>;
  raw: string;
}

/** What a control record says of the file: `BOF` with the query's period, `BOA` with an account. */
export interface ControlLine {
  kind: "control";
  account: string;
  from?: string;
  to?: string;
  generated?: string;
  item: FormatItem;
}

interface OutcomeLine {
  kind: "outcome";
  item: FormatItem;
}

export type CsvLine = DataLine | ControlLine | OutcomeLine;

const RAW_LENGTH = 500;
const CONTROL = /^(?:BOF|BOA|BOS|EOS|EOA|EOF|MSG)$/;

/** What the line of a period or account says, by the broker's letters for it. */
const CONTROL_WORDS: Readonly<Record<string, string>> = {
  BOF: "Begins the file: the account, the query and its period.",
  BOA: "Begins an account.",
  BOS: "Begins a section.",
  EOS: "Ends a section, with its number of lines.",
  EOA: "Ends an account.",
  EOF: "Ends the file.",
  MSG: "A message of the broker.",
};

interface Section {
  names: FlexSectionNames;
  columns: readonly (string | null)[];
  fields: ReadonlySet<string>;
  width: number;
}

function begin(cells: readonly string[], code: string): Section {
  const columns = cells.map((cell) => attributeOf(cell));
  const fields = new Set(columns.filter((column) => column !== null));
  const names = sectionOf(code, fields);
  const isPosition = names.name === "OpenPosition";
  const isTrade = names.name === "Trade";
  return {
    names,
    // The list of positions calls `Quantity` what the XML calls `position`; a trade confirmation calls its price just that.
    columns: columns.map((column, index) => {
      if (isPosition && column === "quantity") return "position";
      return isTrade && column === null && /^price$/i.test((cells[index] ?? "").trim()) ? "tradePrice" : column;
    }),
    fields,
    width: cells.findLastIndex((cell) => cell.trim() !== "") + 1,
  };
}

/** The lines of the file, told apart: plain tables one after the other, tables between control records, and lines that say themselves what they are (`HEADER`, `DATA`). */
export function csvLines(bytes: Uint8Array): () => Generator<CsvLine> {
  const sources = tablesOf(bytes);
  return function* () {
    for (const source of sources) yield* linesOf(source.rows());
  };
}

function* linesOf(rows: Iterable<SourceRow>): Generator<CsvLine> {
  let account = "";
  let code = "";
  let section: Section | null = null;
  const coded = new Map<string, Section>();
  for (const { line, cells } of rows) {
    const raw = cells.join(",").slice(0, RAW_LENGTH);
    const first = (cells[0] ?? "").replaceAll("\uFEFF", "").trim();
    const skipped = (reason: string): CsvLine => ({ kind: "outcome", item: { kind: "skipped", line, reason, raw } });
    if (CONTROL.test(first)) {
      if (first === "BOF" || first === "BOA") account = (cells[1] ?? "").trim();
      if (first === "BOS") [code, section] = [(cells[1] ?? "").trim(), null];
      if (first === "EOS") [code, section] = ["", null];
      yield controlLine(first, cells, account, { kind: "skipped", line, reason: CONTROL_WORDS[first] ?? "", raw });
    } else if (first === "HEADER") {
      coded.set((cells[1] ?? "").trim(), begin(cells.slice(2), (cells[1] ?? "").trim()));
      yield skipped("The header of a section.");
    } else if (first === "TRAILER") {
      yield skipped("Ends a section, with its number of lines.");
    } else if (first === "DATA") {
      const own = coded.get((cells[1] ?? "").trim());
      yield own ? dataLine(own, cells.slice(2), { line, account, raw }) : headless(line, raw);
    } else if (isHeaderRow(cells)) {
      section = begin(cells, code);
      yield skipped("The header of a section.");
    } else if (cells.every((cell) => cell.trim() === "")) {
      yield skipped("The line is empty.");
    } else {
      yield section ? dataLine(section, cells, { line, account, raw }) : headless(line, raw);
    }
  }
}

function controlLine(word: string, cells: readonly string[], account: string, item: FormatItem): ControlLine {
  if (word !== "BOF") return { kind: "control", account, item };
  return { kind: "control", account, from: cells[4] ?? "", to: cells[5] ?? "", generated: cells[6] ?? "", item };
}

function headless(line: number, raw: string): CsvLine {
  const item: FormatItem = {
    kind: "refused",
    line,
    problem: "No header stands before the line.",
    expected: "A line with the names of the fields.",
    mend: "Choose “Include header and trailer records” or “Include column headers” in the Flex query, and run it again.",
    raw,
  };
  return { kind: "outcome", item };
}

interface Place {
  line: number;
  account: string;
  raw: string;
}

function dataLine(section: Section, cells: readonly string[], { line, account, raw }: Place): CsvLine {
  const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (filled > section.width || cells.length < section.width) {
    const item: FormatItem = {
      kind: "refused",
      line,
      problem: `The line has ${cells.length} cells where the header has ${section.width} columns.`,
      expected: `${section.width} cells.`,
      mend: "Run the Flex query again, and import the file unchanged: this line may be cut off.",
      raw,
    };
    return { kind: "outcome", item };
  }
  const attributes: Record<string, string> = {};
  for (const [index, column] of section.columns.entries()) {
    const cell = (cells[index] ?? "").trim();
    if (column !== null && cell !== "" && attributes[column] === undefined) attributes[column] = cell;
  }
  return { kind: "data", line, account: attributes.accountId ?? account, names: section.names, fields: section.fields, attributes, raw };
}
