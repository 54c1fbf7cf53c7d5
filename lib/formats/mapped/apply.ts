import { type SourceRow, type TableSource, tablesOf } from "../table/source";
import { type Assumptions, type Format, FormatError, type FormatItem } from "../types";
import { HoldingRows } from "./holding-row";
import { LedgerRows, SOURCE } from "./ledger-row";
import type { Mapping } from "./mapping";
import { type Plan, planFor } from "./plan";
import { cellText, isBlank, RowReader } from "./row-reader";
import { wordKey } from "./word-key";

/** How far down a header may stand. */
export const HEADER_WITHIN = 200;
const RAW_LENGTH = 500;
/** What the last lines of tables begin with: sums, which are nobody's transaction. */
const TOTALS =
  /^(?:total|totals|totale|totaal|totalt|gesamt|gesamtsumme|summe|zwischensumme|subtotal|grand total|somme|suma|soma|sum|summa|i alt|yhteensa|razem|transactions total)\b/;

export const MAPPED_NAME = "Mapped table";

/** The format of tables that are read by a mapping. It recognises none by itself: who chooses it has the mapping. */
export function mappedFormat(mapping: Mapping, name = MAPPED_NAME): Format {
  return {
    code: SOURCE,
    name,
    version: 1,
    recognises: () => 0,
    parse: (bytes, context = {}) => readMapped(mapping, bytes, { assume: context.assume }),
  };
}

export interface MappedOptions {
  assume?: Assumptions;
  /** Rows after which nothing more is read, for a look at the first ones. */
  limit?: number;
}

/**
 * A table's rows as the mapping says.
 * @throws FormatError where the file has no such header, or is no table.
 */
export function* readMapped(mapping: Mapping, bytes: Uint8Array, options: MappedOptions = {}): Generator<FormatItem> {
  const sources = tablesOf(bytes, mapping.delimiter === null ? {} : { delimiter: mapping.delimiter });
  // A sheet may be called by its month: where none has the name, all are looked through for the header.
  const named = sources.filter(({ sheet }) => sheet === mapping.sheet);
  const wanted = named.length > 0 ? named : sources;
  const others = sources.filter((source) => !wanted.includes(source));
  let tables = 0;
  const bare: FormatItem[] = [];
  for (const source of wanted) {
    const reading = new MappedReading(mapping, source, options);
    yield* reading.items();
    if (reading.found) tables += 1;
    else bare.push({ kind: "skipped", line: 1, reason: `The sheet “${source.sheet}” has no such header.` });
  }
  if (tables === 0) {
    const names = mapping.columns.map(({ name }) => `“${name}”`).join(", ");
    throw new FormatError(
      mapping.headlessFrom === null
        ? `No line of the file names all of the columns ${names.slice(0, RAW_LENGTH)}.`
        : "The file has no rows.",
      "Choose the file that the mapping was made for, or make a mapping of its own for this one.",
      1,
    );
  }
  yield* bare;
  for (const { sheet } of others) yield { kind: "skipped", line: 1, reason: `The sheet “${sheet}” is not read by the mapping.` };
}

/** One sheet or text, from its header to its end. */
class MappedReading {
  found = false;
  private account: string | null = null;

  constructor(
    private readonly mapping: Mapping,
    private readonly source: TableSource,
    private readonly options: MappedOptions,
  ) {}

  *items(): Generator<FormatItem> {
    const rows = this.source.rows()[Symbol.iterator]();
    const before: SourceRow[] = [];
    for (let step = rows.next(); !step.done && before.length < HEADER_WITHIN; step = rows.next()) {
      const { headlessFrom } = this.mapping;
      const plan = headlessFrom === null || step.value.line >= headlessFrom ? planFor(this.mapping, step.value.cells) : null;
      if (plan === null) {
        before.push(step.value);
        continue;
      }
      this.found = true;
      for (const { line, cells } of before) yield aside(line, "Stands before the table.", cells);
      yield* this.below(plan, step.value, rows);
      return;
    }
  }

  private *below(plan: Plan, header: SourceRow, rows: Iterator<SourceRow>): Generator<FormatItem> {
    const reader = new RowReader(this.mapping.zone);
    const ledger = new LedgerRows(plan, reader, this.options.assume ?? {});
    const holdings = new HoldingRows(plan, reader, this.options.assume ?? {});
    const isLedger = this.mapping.kind === "transactions";
    const isHeaded = this.mapping.headlessFrom === null;
    if (isHeaded) yield { kind: "skipped", line: header.line, reason: `The header.${unread(plan, header.cells)}` };
    else yield* this.read(plan, header, reader, ledger, holdings, isLedger);
    const first = isHeaded ? plan.needed - 1 : -1;
    const title = header.cells[first] ?? "";
    let left = this.options.limit ?? Number.POSITIVE_INFINITY;
    for (let step = rows.next(); !step.done && left > 0; step = rows.next()) {
      const { cells } = step.value;
      left -= 1;
      if (first >= 0 && cells[first] === title && title !== "" && isSameRow(cells, header.cells))
        yield { kind: "skipped", line: step.value.line, reason: "The header again." };
      else yield* this.read(plan, step.value, reader, ledger, holdings, isLedger);
    }
    if (!isLedger) yield* holdings.given(header.line);
  }

  private *read(
    plan: Plan,
    { line, cells }: SourceRow,
    reader: RowReader,
    ledger: LedgerRows,
    holdings: HoldingRows,
    isLedger: boolean,
  ): Generator<FormatItem> {
    const odd = this.oddity(plan, line, cells);
    if (odd) return yield odd;
    reader.begin(line, cells);
    const written = reader.text(plan.at.account);
    const account = isBlank(written) ? (this.mapping.constants.account ?? "") : (plan.accounts.get(written) ?? written.slice(0, 100));
    if (!isLedger) {
      const item = holdings.take(account);
      if (item) yield item;
      return;
    }
    const items = ledger.items();
    if (account !== this.account && items.some(({ kind }) => kind === "transaction")) {
      // Tables that name no account begin without a word on it, as other files do.
      if (account !== "" || this.account !== null) yield { kind: "statement", line, statement: { accountId: account } };
      this.account = account;
    }
    yield* items;
  }

  /** A line that is no row of the table, or can't be one. */
  private oddity(plan: Plan, line: number, cells: readonly string[]): FormatItem | null {
    const filled = cells.findLastIndex((cell) => cell.length > 0 && cell.trim() !== "") + 1;
    if (filled === 0) return { kind: "skipped", line, reason: "The line is empty." };
    const isWhole = filled <= this.mapping.width && (this.source.ragged || cells.length >= plan.needed);
    const date = plan.at.date ? cellText(cells[plan.at.date.index]) : "";
    if ((!isWhole || !/\d/.test(date)) && this.isTotal(cells)) return aside(line, "A line of sums.", cells);
    if (isWhole) return null;
    return {
      kind: "refused",
      line,
      problem: `The line has ${cells.length} cells where the table has ${this.mapping.width} columns.`,
      expected: `${this.mapping.width} cells.`,
      mend: "Export the file again, and import it unchanged: this line may be cut off, or hold an unquoted delimiter.",
      raw: cells.join(",").slice(0, RAW_LENGTH),
    };
  }

  private isTotal(cells: readonly string[]): boolean {
    const first = cells.find((cell) => cell.trim() !== "") ?? "";
    return first.length < 60 && TOTALS.test(wordKey(first));
  }
}

const isSameRow = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((cell, index) => cell === b[index]);

function aside(line: number, reason: string, cells: readonly string[]): FormatItem {
  return { kind: "skipped", line, reason, raw: cells.join(",").slice(0, RAW_LENGTH) };
}

/** Columns that the mapping says nothing of, by name. */
function unread({ at, fees, taxes, notes }: Plan, cells: readonly string[]): string {
  const read = new Set([...Object.values(at), ...fees, ...taxes, ...notes].map(({ index }) => index));
  const names = cells.filter((cell, index) => cell.trim() !== "" && !read.has(index)).map((cell) => cell.trim());
  return names.length === 0 ? "" : ` Not read: ${names.join(", ").slice(0, RAW_LENGTH)}.`;
}
