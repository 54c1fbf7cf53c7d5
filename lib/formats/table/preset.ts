import type { Format, FormatItem, ParseContext, Probe } from "../types";
import { FormatError } from "../types";
import { type DateOrder, possibleOrders } from "./dates";
import { columnName, type Header, readHeader, type Spellings } from "./header";
import { detectNumberStyle, type NumberStyle } from "./numbers";
import { type CellStyle, TableRow } from "./row";
import { type SourceRow, type TableSource, tablesOf } from "./source";

/** A broker's table: which columns it has, how its cells are written, and what its rows mean. */
export interface Preset<Column extends string> {
  code: string;
  name: string;
  version: number;
  /** Every column that is read, with its spellings in all languages and versions of the export. A column without a name is `<the one before>#2`. */
  columns: Spellings<Column>;
  /** A row that has all columns of one of these is the header. */
  signatures: readonly (readonly Column[])[];
  /**
   * `detect`: by what the cells of these columns show; `point` where none does. With `by` each row, or each cell, is asked first, and the
   * whole table only where it doesn't say: for files that people have put together out of several.
   */
  numbers: NumberStyle | { detect: readonly Column[]; by?: "row" | "cell" };
  /** `zone` is the one of times that name none; it may be told by the lines before the header. */
  dates: {
    order: DateOrder | { detect: readonly Column[]; otherwise: DateOrder };
    zone: string | ((preamble: readonly SourceRow[]) => string);
  };
  /** Rows may end before the last column. */
  ragged?: boolean;
  /** Why a line below the header is no row (a total, a footer); null where it is one. */
  aside?(cells: readonly string[]): string | null;
  /** Every row that it is given must be exactly one item, or be spoken of in one (`skipped`), whatever is wrong with it. */
  read(table: Table<Column>, context: ParseContext): Iterable<FormatItem>;
}

/** One table of the file, from its header to the next. */
export interface Table<Column extends string> {
  sheet: string;
  /** The lines at the top of the file; for a table below another, also those that were set aside between the two. */
  preamble: readonly SourceRow[];
  headerLine: number;
  has(column: Column): boolean;
  rows: Iterable<TableRow<Column>>;
}

const PREAMBLE_ROWS = 60;
const STYLE_ROWS = 2_000;
const RAW_LENGTH = 500;

/** The format of a broker's table: finds its header under any preamble, in text and workbooks, and reads the rows below. */
export function definePreset<Column extends string>(preset: Preset<Column>): Format {
  return {
    code: preset.code,
    name: preset.name,
    version: preset.version,
    recognises: (probe) => columnsFound(preset, probe),
    parse: (bytes, context = {}) => parse(preset, bytes, context),
  };
}

function columnsFound<Column extends string>(preset: Preset<Column>, { tables }: Probe): number {
  const found = tables.flatMap(({ rows }) => rows.map((cells) => readHeader(cells, preset.columns, preset.signatures)?.at.size ?? 0));
  return Math.max(0, ...found);
}

function* parse<Column extends string>(preset: Preset<Column>, bytes: Uint8Array, context: ParseContext): Generator<FormatItem> {
  let tables = 0;
  const bare: FormatItem[] = [];
  for (const source of tablesOf(bytes)) {
    const reading = new SourceReading(preset, source, context);
    yield* reading.items();
    tables += reading.tables;
    if (reading.tables === 0) bare.push({ kind: "skipped", line: 1, reason: `The sheet “${source.sheet}” holds no table of this kind.` });
  }
  if (tables === 0) throw new FormatError(`The file has no header of ${preset.name}.`, "Export it again, and import it unchanged.", 1);
  yield* bare;
}

/** The tables of one sheet or text, one after the other: two exports in one file are two tables. */
class SourceReading<Column extends string> {
  tables = 0;
  private readonly aside: FormatItem[] = [];
  private between: SourceRow[] = [];
  private readonly source: Iterator<SourceRow>;
  private next: { row: SourceRow; header: Header<Column> } | null = null;

  constructor(
    private readonly preset: Preset<Column>,
    private readonly from: TableSource,
    private readonly context: ParseContext,
  ) {
    this.source = from.rows()[Symbol.iterator]();
  }

  *items(): Generator<FormatItem> {
    const preamble = this.findHeader();
    while (this.next) {
      const { row, header } = this.next;
      this.next = null;
      this.tables += 1;
      const before = this.tables === 1 ? preamble : [...preamble, ...this.between];
      this.between = [];
      if (this.tables === 1)
        for (const { line, cells } of before) if (hasText(cells)) yield skipped(line, "Stands before the table.", cells);
      if (header.unknown.length > 0) {
        const names = header.unknown.join(", ").slice(0, RAW_LENGTH);
        yield { kind: "skipped", line: row.line, reason: `The header. These columns are not known and were not read: ${names}.` };
      }
      const style = this.styleOf(header, before);
      const table: Table<Column> = {
        sheet: this.from.sheet,
        preamble: before,
        headerLine: row.line,
        has: (column) => header.at.has(column),
        rows: { [Symbol.iterator]: () => this.rows(row, header, style) },
      };
      for (const item of this.preset.read(table, this.context)) {
        yield* this.setAside(item.line);
        yield item;
      }
      yield* this.setAside(Number.POSITIVE_INFINITY);
    }
  }

  /** What was set aside of the lines before this one: items come in file order, even from a preset that first looks at all of its rows. */
  private setAside(line: number): FormatItem[] {
    const next = this.aside.findIndex((item) => item.line >= line);
    return this.aside.splice(0, next < 0 ? this.aside.length : next);
  }

  private findHeader(): SourceRow[] {
    const preamble: SourceRow[] = [];
    for (let step = this.source.next(); !step.done && preamble.length < PREAMBLE_ROWS; step = this.source.next()) {
      const header = readHeader(step.value.cells, this.preset.columns, this.preset.signatures);
      if (header) {
        this.next = { row: step.value, header };
        return preamble;
      }
      preamble.push(step.value);
    }
    return preamble;
  }

  private *rows(headerRow: SourceRow, header: Header<Column>, style: CellStyle): Generator<TableRow<Column>> {
    const [firstColumn] = header.at.values();
    const firstName = columnName(headerRow.cells[firstColumn ?? 0] ?? "");
    for (let step = this.source.next(); !step.done; step = this.source.next()) {
      const { line, cells } = step.value;
      if (columnName(cells[firstColumn ?? 0] ?? "") === firstName || this.looksLikeHeader(cells)) {
        const again = readHeader(cells, this.preset.columns, this.preset.signatures);
        if (again) {
          this.aside.push(skipped(line, "A header again: a second export begins here.", cells));
          this.next = { row: step.value, header: again };
          return;
        }
      }
      const reason = this.notARow(cells, header);
      if (reason) {
        this.aside.push(reason(line));
        this.between.push(step.value);
        continue;
      }
      this.between = [];
      yield new TableRow(line, cells, header, this.styleOfRow(cells, header, style));
    }
  }

  /** Another layout of the same broker: its first cell is a column's name, as no cell of a row is. */
  private looksLikeHeader(cells: readonly string[]): boolean {
    const first = columnName(cells[0] ?? "");
    return first !== "" && this.names().has(first);
  }

  private known: Set<string> | null = null;
  private names(): Set<string> {
    this.known ??= new Set((Object.values(this.preset.columns) as (readonly string[])[]).flat().map(columnName));
    return this.known;
  }

  private notARow(cells: readonly string[], header: Header<Column>): ((line: number) => FormatItem) | null {
    if (!hasText(cells)) return (line) => ({ kind: "skipped", line, reason: "The line is empty." });
    const aside = this.preset.aside?.(cells) ?? null;
    if (aside !== null) return (line) => skipped(line, aside, cells);
    const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
    const tooMany = filled > header.width;
    const tooFew = !this.from.ragged && !this.preset.ragged && cells.length < header.width;
    if (!tooMany && !tooFew) return null;
    return (line) => ({
      kind: "refused",
      line,
      problem: `The line has ${cells.length} cells where the header has ${header.width} columns.`,
      expected: `${header.width} cells.`,
      mend: "Export the file again, and import it unchanged: this line may be cut off, or may come from another file.",
      raw: cells.join(",").slice(0, RAW_LENGTH),
    });
  }

  private styleOfRow(cells: readonly string[], header: Header<Column>, style: CellStyle): CellStyle {
    const { numbers } = this.preset;
    if (typeof numbers === "string" || numbers.by !== "row") return style;
    const own = detectNumberStyle(numbers.detect.map((column) => cells[header.at.get(column) ?? -1] ?? "")).style;
    return own === null || own === style.numbers ? style : { ...style, numbers: own };
  }

  private styleOf(header: Header<Column>, preamble: readonly SourceRow[]): CellStyle {
    const { numbers, dates } = this.preset;
    const order = dates.order;
    return {
      numbers: typeof numbers === "string" ? numbers : (detectNumberStyle(this.sample(header, numbers.detect)).style ?? "point"),
      byCell: typeof numbers !== "string" && numbers.by === "cell",
      dates: typeof order === "string" ? order : this.orderOf(header, order),
      zone: typeof dates.zone === "string" ? dates.zone : dates.zone(preamble),
      assume: this.context.assume ?? {},
    };
  }

  private orderOf(header: Header<Column>, order: { detect: readonly Column[]; otherwise: DateOrder }): DateOrder {
    const { possible } = possibleOrders(this.sample(header, order.detect));
    return possible.includes(order.otherwise) ? order.otherwise : (possible[0] ?? order.otherwise);
  }

  /** Cells of some columns, of the first rows that have as many cells as the header. */
  private *sample(header: Header<Column>, columns: readonly Column[]): Generator<string> {
    const indexes = columns.flatMap((column) => header.at.get(column) ?? []);
    let rows = 0;
    for (const { cells } of this.from.rows()) {
      if (rows >= STYLE_ROWS) return;
      rows += 1;
      for (const index of indexes) if (/\d/.test(cells[index] ?? "")) yield cells[index] ?? "";
    }
  }
}

const hasText = (cells: readonly string[]) => cells.some((cell) => cell.trim() !== "");

function skipped(line: number, reason: string, cells: readonly string[]): FormatItem {
  return { kind: "skipped", line, reason, raw: cells.join(",").slice(0, RAW_LENGTH) };
}
