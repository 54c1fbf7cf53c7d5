import { type MajorCurrency, toMajor, toMajorCurrency } from "@/lib/money/currency";
import type { DecimalString } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { type RowParts, transactionDraft } from "../draft";
import { lookup, saidType } from "../lookup";
import type { Assumptions, Cause, FormatItem } from "../types";
import { type DateOrder, instantOf, readTime, readTimeOfDay } from "./dates";
import type { Header } from "./header";
import { type Amount, detectNumberStyle, type NumberStyle, readAmount, readNumber } from "./numbers";

/** How the cells of one table are written. */
export interface CellStyle {
  numbers: NumberStyle;
  /** Whether a cell that shows another style is written in that. */
  byCell?: boolean;
  dates: DateOrder;
  /** Of times that name no zone. */
  zone: string;
  assume: Assumptions;
}

/** What a broker's own word for a kind of row means. */
export interface Meaning {
  tradeType: TradeType;
  subtype?: string;
}

export type Currency = MajorCurrency & { currency: string };

interface Problem {
  problem: string;
  expected: string;
  mend: string;
  cause?: Cause;
}

const RAW_LENGTH = 500;
const SHOWN = 60;
const LONGEST_TEXT = 4000;
/** What stands in a cell that holds nothing. */
const BLANK = /^(?:[-–—]{1,3}|n\/?a|null|none|nan|not available)?$/i;

/** One row of a table by its columns. Cells are read by grammar; all that is wrong with the row is collected, to be told at once. */
export class TableRow<Column extends string> {
  private readonly problems: Problem[] = [];

  constructor(
    readonly line: number,
    readonly cells: readonly string[],
    private readonly header: Header<Column>,
    readonly style: CellStyle,
  ) {}

  /** The cell's text; empty where there is no such column. */
  text(column: Column): string {
    const index = this.header.at.get(column);
    return index === undefined ? "" : (this.cells[index] ?? "").replaceAll("\uFEFF", "").trim().slice(0, LONGEST_TEXT);
  }

  has(column: Column): boolean {
    return !BLANK.test(this.text(column));
  }

  /** The same line under another order of the columns: as if some of them stood before another one. */
  reordered(columns: readonly Column[], before: Column): TableRow<Column> {
    const moved = columns.flatMap((column) => this.header.at.get(column) ?? []);
    const order = Array.from(this.cells, (_cell, index) => index).filter((index) => !moved.includes(index));
    order.splice(order.indexOf(this.header.at.get(before) ?? order.length), 0, ...moved);
    const at = new Map([...this.header.at].map(([column, index]) => [column, order.indexOf(index)]));
    return new TableRow(this.line, this.cells, { ...this.header, at }, this.style);
  }

  /** The line as it stands, for showing. */
  get raw(): string {
    return this.cells.join(",").slice(0, RAW_LENGTH);
  }

  refuse(problem: string, expected: string, mend = "Correct the line, and import the file again.", cause?: Cause): void {
    this.problems.push({ problem, expected, mend, ...(cause ? { cause } : {}) });
  }

  get isRefused(): boolean {
    return this.problems.length > 0;
  }

  private bad(column: Column, expected: string): null {
    const shown = this.text(column).slice(0, SHOWN);
    this.refuse(`${this.title(column)}: "${shown}" is not valid.`, expected);
    return null;
  }

  /** The column as the file calls it, or by our name for it where it isn't there. */
  title(column: Column): string {
    return this.header.titles.get(column) ?? column;
  }

  private missing(column: Column, expected: string): null {
    this.refuse(`${this.title(column)} is empty.`, expected);
    return null;
  }

  /** A bare number; null for a blank cell. */
  number(column: Column): DecimalString | null {
    if (!this.has(column)) return null;
    return readNumber(this.text(column), this.styleOf(column)) ?? this.bad(column, this.numberExpected());
  }

  /** As {@link number}, refused where it is blank. */
  requiredNumber(column: Column): DecimalString | null {
    return this.has(column) ? this.number(column) : this.missing(column, this.numberExpected());
  }

  /** A number with a currency or coin beside it, or none; null for a blank cell. */
  amount(column: Column): Amount | null {
    if (!this.has(column)) return null;
    return readAmount(this.text(column), this.styleOf(column)) ?? this.bad(column, this.numberExpected());
  }

  private styleOf(column: Column): NumberStyle {
    const own = this.style.byCell ? detectNumberStyle([this.text(column)]).style : null;
    return own ?? this.style.numbers;
  }

  /** The number of {@link amount}, whatever unit stands beside it. */
  value(column: Column): DecimalString | null {
    return this.amount(column)?.value ?? null;
  }

  /** As {@link value}, refused where it is blank. */
  requiredValue(column: Column): DecimalString | null {
    return this.has(column) ? this.value(column) : this.missing(column, this.numberExpected());
  }

  private numberExpected(): string {
    return this.style.numbers === "point" ? "A number such as 1234.56." : "A number such as 1234,56.";
  }

  requiredText(column: Column, expected: string): string {
    if (this.text(column) === "") this.missing(column, expected);
    return this.text(column);
  }

  /** The moment in a column, with its time of day in another where the file parts them; null (and refused) when it is none. */
  time(column: Column, timeColumn?: Column): { instant: string; dateOnly: boolean } | null {
    if (!this.has(column)) return this.missing(column, "A date.");
    const written = readTime(this.text(column), this.style.dates);
    if (!written) return this.bad(column, `A date that exists, such as ${EXAMPLE_DATES[this.style.dates]}.`);
    if (!timeColumn || written.time !== null || !this.has(timeColumn)) return instantOf(written, this.style.zone);
    const time = readTimeOfDay(this.text(timeColumn));
    return time ? instantOf({ ...written, ...time }, this.style.zone) : this.bad(timeColumn, "A time of day such as 14:05.");
  }

  /** An ISO date, or undefined for a blank cell. */
  date(column: Column): string | undefined {
    if (!this.has(column)) return undefined;
    return readTime(this.text(column), this.style.dates)?.date ?? this.bad(column, "A date.") ?? undefined;
  }

  /** A currency as written. A blank cell is the one that a person has said for such lines, or refused. */
  currency(column: Column): Currency | null {
    return this.currencyOf(this.text(column), this.title(column));
  }

  /** A currency out of any text of the row, such as the sign beside an amount. */
  currencyOf(text: string, title = "The currency"): Currency | null {
    const written = BLANK.test(text) ? (this.style.assume.currency ?? "") : text;
    if (written === "") {
      this.refuse(`${title} is empty.`, "A currency code such as USD.", "Say once which currency such lines are in.", {
        code: "missing-currency",
      });
      return null;
    }
    const unit = toMajorCurrency(lookup(SYMBOLS, written) ?? written);
    if (unit.currency !== null && written.length <= 8) return { ...unit, currency: unit.currency };
    this.refuse(`${title}: "${written.slice(0, SHOWN)}" is no currency.`, "A currency code such as USD.");
    return null;
  }

  /** A price or amount in the major unit of the row's currency. */
  money(column: Column, unit: MajorCurrency): DecimalString | null {
    const value = this.value(column);
    return value === null ? null : toMajor(value, unit);
  }

  /**
   * What the broker's word for the row means: by the format's table (keys in lower case), else by what a person has said of it, else
   * `other`, for review.
   */
  meaning(table: Readonly<Record<string, Meaning>>, rawType: string): Meaning & { doubts: string[] } {
    const known = lookup(table, rawType.toLowerCase());
    if (known) return { ...known, doubts: [] };
    const said = saidType(this.style.assume, rawType);
    if (said !== undefined) return { tradeType: said, doubts: [] };
    return { tradeType: "other", doubts: [`The type "${rawType.slice(0, SHOWN)}" isn't known.`] };
  }

  skipped(reason: string): FormatItem {
    return { kind: "skipped", line: this.line, reason, raw: this.raw };
  }

  /** All that is wrong with the line, in one item. */
  refusal(): FormatItem {
    const [first, ...others] = this.problems;
    const told = first && others.length === 0 ? first : this.together();
    return { kind: "refused", line: this.line, ...told, raw: this.raw };
  }

  private together(): Problem {
    const cause = this.problems.find((each) => each.cause)?.cause;
    const problem = [...new Set(this.problems.map((each) => `${each.problem} Expected: ${each.expected}`))].join(" ");
    return { problem, expected: "", mend: this.problems[0]?.mend ?? "", ...(cause ? { cause } : {}) };
  }

  /** The ledger row of these parts, or the refusal of a row in which anything is wrong. */
  transaction(parts: RowParts | null): FormatItem {
    if (this.isRefused || parts === null) return this.refusal();
    return { kind: "transaction", line: this.line, draft: transactionDraft(parts) };
  }
}

const EXAMPLE_DATES: Readonly<Record<DateOrder, string>> = { dmy: "31.12.2025", mdy: "12/31/2025", ymd: "2025-12-31" };

/** Signs that stand for one currency only. `$` is the one of the account's country, and so of none by itself. */
const SYMBOLS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  US$: "USD",
  C$: "CAD",
  A$: "AUD",
  zł: "PLN",
  "₽": "RUB",
  "₺": "TRY",
  "₿": "BTC",
};
