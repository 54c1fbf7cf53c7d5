import type { DecimalString } from "@/lib/money/decimal";
import type { CsvRecord } from "../table/records";
import type { Cause, FormatItem } from "../types";
import { unguard } from "./cells";
import { type Column, GRAMMAR, type NumberColumn, TEXT_COLUMNS } from "./columns";
import type { Header } from "./header";

interface Problem {
  column: Column | null;
  problem: string;
  expected: string;
  mend: string;
  cause?: Cause;
}

const RAW_LENGTH = 500;
const SHOWN_LENGTH = 60;

/** The cells of one record by their column, each held to its grammar; what is wrong is collected, to be told all at once. */
export class CellReader {
  readonly problems: Problem[] = [];
  // Plain records, not maps: a million rows have two each.
  private readonly written: Partial<Record<Column, string>> = {};
  private readonly values: Partial<Record<Column, string>> = {};

  constructor(
    readonly record: CsvRecord,
    header: Header,
  ) {
    for (let index = 0; index < header.columns.length; index += 1) {
      const column = header.columns[index] ?? null;
      const cell = record.cells[index] ?? "";
      if (column === null || cell === "") continue;
      const text = TEXT_COLUMNS.has(column) ? unguard(cell) : cell.trim();
      if (text === "") continue;
      this.written[column] = text;
      const value = GRAMMAR[column].read(text);
      if (value === null)
        this.refuse(column, `"${text.slice(0, SHOWN_LENGTH)}" is not valid.`, GRAMMAR[column].expected, GRAMMAR[column].mend);
      else this.values[column] = value;
    }
  }

  refuse(column: Column | null, problem: string, expected: string, mend: string): void {
    this.problems.push({ column, problem, expected, mend });
  }

  /** Whether the cell holds anything, valid or not: a cell that was refused is not missing. */
  has(column: Column): boolean {
    return this.written[column] !== undefined;
  }

  /** The canonical value; "" for an empty or refused cell. */
  text(column: Column): string {
    return this.values[column] ?? "";
  }

  /** The cell as it stands, before its grammar. */
  asWritten(column: Column): string {
    return this.written[column] ?? "";
  }

  /** The number of a column whose grammar is a number's; null for an empty or refused cell. */
  number(column: NumberColumn): DecimalString | null {
    // The grammar has made it canonical: parsing it again would double the cost of a large file.
    return (this.values[column] as DecimalString | undefined) ?? null;
  }

  require(column: Column, why = "The cell is empty."): void {
    if (!this.has(column)) this.refuse(column, why, GRAMMAR[column].expected, `Fill in ${column}.`);
  }

  refuseMissingCurrency(): void {
    const { expected, mend } = { expected: GRAMMAR.currency.expected, mend: "Fill in currency, or say once which one such lines are in." };
    this.problems.push({ column: "currency", problem: "The cell is empty.", expected, mend, cause: { code: "missing-currency" } });
  }

  /** All that is wrong with the line, in one item. Several problems are told one after the other, each with its column and its mend. */
  refusal(): FormatItem {
    const raw = this.record.cells.join(",").slice(0, RAW_LENGTH);
    const cause = this.problems.find((each) => each.cause)?.cause;
    const told = this.problems.map(({ column, problem, expected, mend }) => ({
      ...{ problem: column ? `${column}: ${problem}` : problem, expected, mend },
    }));
    const [first, ...others] = told;
    const {
      problem = "",
      expected = "",
      mend = "",
    } = others.length === 0
      ? { ...first }
      : { problem: [...new Set(told.map((each) => `${each.problem} ${each.expected} ${each.mend}`))].join(" ") };
    return { kind: "refused", line: this.record.line, problem, expected, mend, raw, ...(cause ? { cause } : {}) };
  }
}
