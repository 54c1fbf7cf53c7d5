import type { Header } from "../table/header";
import { readHeader } from "../table/header";
import { TableRow } from "../table/row";
import { type SourceRow, tablesOf } from "../table/source";
import type { Assumptions, FormatItem } from "../types";
import { COLUMNS, type Column } from "./columns";
import type { SectionKind } from "./section-names";
import { sectionKind, tagOf } from "./sections";

export type Row = TableRow<Column>;

/** One line of the statement: which section it is in, and its cells by the columns that the section's last header names. */
export interface StatementLine {
  line: number;
  section: string;
  kind: SectionKind | null;
  /** `total`: neither a header nor data, such as SubTotal, Total and Notes. */
  tag: "header" | "data" | "total";
  /** Null where no header of the section came before. */
  row: Row | null;
  /** Whether there are more cells than the header names: a comma that isn't quoted has moved everything behind it. */
  overflows: boolean;
  raw: string;
}

const RAW_LENGTH = 500;

/** The zone of the statement's times: those of the exchange's executions are printed in New York's. */
const ZONE = "America/New_York";

/** The lines of every table in the file, in order, as often as they are asked for. */
export function statementLines(bytes: Uint8Array, assume: Assumptions = {}): () => Generator<StatementLine> {
  const sources = tablesOf(bytes);
  const known = new Map<string, Header<Column> | null>();
  return function* () {
    for (const source of sources) yield* linesOf(source.rows(), assume, known);
  };
}

/** The columns of a header; `known` spares looking the same header up each time the file is read. */
function headerOf(cells: readonly string[], known: Map<string, Header<Column> | null>): Header<Column> | null {
  const key = cells.join("\n");
  const found = known.get(key) ?? readHeader(cells, COLUMNS, [[]]);
  known.set(key, found);
  return found;
}

function* linesOf(rows: Iterable<SourceRow>, assume: Assumptions, known: Map<string, Header<Column> | null>): Generator<StatementLine> {
  const headers = new Map<string, Header<Column>>();
  for (const { line, cells } of rows) {
    const section = (cells[0] ?? "").replaceAll("\uFEFF", "").trim();
    const tag = tagOf(cells[1] ?? "");
    const own = ["", "", ...cells.slice(2)];
    const header = tag === "header" ? headerOf(own, known) : null;
    if (header) headers.set(section, header);
    const current = headers.get(section);
    yield {
      line,
      section,
      kind: sectionKind(section),
      tag: tag ?? "total",
      row: current ? new TableRow(line, cells, current, { numbers: "point", dates: "ymd", zone: ZONE, assume }) : null,
      overflows: current !== undefined && cells.findLastIndex((cell) => cell.trim() !== "") + 1 > current.width,
      raw: cells.join(",").slice(0, RAW_LENGTH),
    };
  }
}

export function skippedLine({ line, raw }: StatementLine, reason: string): FormatItem {
  return { kind: "skipped", line, reason, raw };
}
