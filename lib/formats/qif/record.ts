import type { MajorCurrency } from "@/lib/money/currency";
import { toMajorCurrency } from "@/lib/money/currency";
import type { DecimalString } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { type RowParts, transactionDraft } from "../draft";
import type { Assumptions, Cause, FormatItem } from "../types";
import type { QifNumbers } from "./amounts";
import { type QifDates, readDate } from "./dates";
import type { QifRecord } from "./sections";
import { fieldOf, type Securities, type Security } from "./securities";

export const SOURCE = "qif";

const MAX_TEXT = 2000;
const SHOWN = 60;

/** What the records of a file share. */
export interface FileContext {
  dates: QifDates;
  numbers: QifNumbers;
  securities: Securities;
  assume: Assumptions;
}

interface Problem {
  problem: string;
  expected: string;
  cause?: Cause;
}

/** One record under `!Type:Bank` or `!Type:Invst`; all that is wrong with it is told at once. */
export class QifRow {
  readonly doubts: string[] = [];
  private readonly problems: Problem[] = [];
  readonly currency: MajorCurrency;
  readonly at: { instant: string; dateOnly: boolean };

  constructor(
    private readonly record: QifRecord,
    private readonly context: FileContext,
    /** The account it stands in; may be empty. */
    readonly account: string,
  ) {
    this.currency = this.readCurrency();
    this.at = { instant: `${this.readDay()}T00:00:00.000Z`, dateOnly: true };
    if (!record.ended) this.doubts.push("The record isn't ended by a line ^, so the file may be cut off here.");
  }

  get line(): number {
    return this.record.line;
  }

  get fields(): QifRecord["fields"] {
    return this.record.fields;
  }

  get assume(): Assumptions {
    return this.context.assume;
  }

  text(code: string): string {
    return fieldOf(this.record.fields, code).slice(0, MAX_TEXT);
  }

  refuse(problem: string, expected: string, cause?: Cause): void {
    this.problems.push({ problem, expected, ...(cause ? { cause } : {}) });
  }

  /** A field's number; null where there is no such field, or nothing in it. */
  number(code: string): DecimalString | null {
    const text = this.text(code);
    return text === "" ? null : this.numberIn(code, text);
  }

  /** A number that is written in a field of a code; refused where it is none. */
  numberIn(code: string, text: string): DecimalString | null {
    const value = this.context.numbers.read(code, text);
    if (value === null) this.refuse(`${code}: "${text.trim().slice(0, SHOWN)}" is not valid.`, "A number such as 1234.56.");
    return value;
  }

  /** A field's number for a look ahead: nothing is refused by it. */
  peek(code: string): DecimalString | null {
    const text = this.text(code);
    return text === "" ? null : this.context.numbers.read(code, text);
  }

  /** The amount of the transaction: `U` may hold more digits than the older `T`. */
  amount(): DecimalString | null {
    return this.text("U") === "" ? this.number("T") : this.number("U");
  }

  get isRefused(): boolean {
    return this.problems.length > 0;
  }

  /** The security of `Y`, or null where the record names none. */
  get security(): Security | null {
    const name = this.text("Y");
    return name === "" ? null : this.context.securities.of(name);
  }

  /** The account of `L[Name]`, without a class behind it; empty where the field is a category. */
  get otherAccount(): string {
    return /^\[([^\]]*)\]/.exec(this.text("L"))?.[1]?.trim() ?? "";
  }

  private readCurrency(): MajorCurrency {
    const code = this.context.assume.currency ?? "";
    const unit = toMajorCurrency(code);
    if (unit.currency === null)
      this.refuse("The format has no currencies.", "Say once which currency the file is in.", { code: "missing-currency" });
    return unit;
  }

  private readDay(): string {
    const text = this.text("D");
    const read = text === "" ? null : readDate(text, this.context.dates);
    if (read === null)
      this.refuse(text === "" ? "The record has no date." : `D: "${text.slice(0, SHOWN)}" is no date.`, "A date such as 2/28/2025.");
    if (read?.ambiguous)
      this.doubts.push(
        `Nothing in the file tells whether ${text.replaceAll(/\s/g, "")} has the day or the month first; it was read as ${read.date}.`,
      );
    return read?.date ?? "1970-01-01";
  }

  /** The record as rows: those that are given, or one refusal. Descriptions and doubts are the same for all of them. */
  rows(...parts: readonly Omit<RowParts, "source" | "currency" | "at">[]): FormatItem[] {
    const [first] = this.problems;
    if (first) return [this.refusal(first)];
    return parts.map((each) => ({
      kind: "transaction",
      line: this.line,
      draft: transactionDraft({
        source: SOURCE,
        currency: this.currency.currency ?? "",
        at: this.at,
        ...each,
        doubts: [...this.doubts, ...(each.doubts ?? [])],
        meta: { ...this.shared(), ...each.meta },
      }),
    }));
  }

  skipped(reason: string): FormatItem[] {
    return [{ kind: "skipped", line: this.line, reason, raw: this.raw }];
  }

  private get raw(): string {
    return this.record.fields
      .map(({ code, value }) => code + value)
      .join(" ")
      .slice(0, 500);
  }

  private shared(): Partial<TransactionMeta> {
    const [payee, memo, category] = [this.text("P"), this.text("M"), this.text("L")];
    return { description: [payee, memo].filter(Boolean).join(": "), category: category || undefined };
  }

  private refusal(first: Problem): FormatItem {
    const all = [...new Set(this.problems.map(({ problem }) => problem))].join(" ");
    const cause = this.problems.find((each) => each.cause)?.cause;
    return {
      kind: "refused",
      line: this.line,
      problem: all,
      expected: first.expected,
      mend: "Correct the record, and import the file again.",
      raw: this.raw,
      ...(cause ? { cause } : {}),
    };
  }
}
