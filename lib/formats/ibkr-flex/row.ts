import type { MajorCurrency } from "@/lib/money/currency";
import { type DecimalString, multiply, parseDecimal, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { readCurrency, saidType } from "../lookup";
import { readPlainNumber } from "../number-text";
import type { Assumptions, Cause, FormatItem } from "../types";
import type { XmlElement } from "../xml";
import { instantOf, type Moment, readMoment } from "./dates";

interface Problem {
  problem: string;
  expected: string;
  mend: string;
  cause?: Cause;
}

export interface When {
  /** ISO instant. */
  instant: string;
  dateOnly: boolean;
  /** The broker's own date, whatever the zone. */
  date: string;
}

/** How Flex statements write "nothing". */
const NOTHING = new Set(["", "-", "--", "N/A", "n/a"]);
const RAW_LENGTH = 400;
const DATE_EXPECTED = "a date such as 2025-09-12, 20250912, 09/12/2025 (month first) or 12-SEP-25, with or without a time";
const CURRENCY_EXPECTED = "a currency code such as USD";

/**
 * One element, read field by field. A field that can't be read leaves a note (the first one counts) and a harmless value, so that a
 * reader needs no checks of its own: {@link Row.items} turns a noted row into a single `refused`.
 */
export class Row {
  private noted: Problem | null = null;

  constructor(
    readonly element: XmlElement,
    private readonly assume: Assumptions = {},
  ) {}

  /** What a person has said that a type of the broker's means which isn't known here; null when they have not. */
  said(type: string | null): TradeType | null {
    return saidType(this.assume, type) ?? null;
  }

  /** The attribute, or null when it's absent or one of the broker's words for nothing. */
  text(name: string): string | null {
    const value = this.element.attributes[name]?.trim();
    return value === undefined || NOTHING.has(value) ? null : value;
  }

  /** As {@link text}, for identifiers: `0` is the broker's way to say that there's none. */
  id(name: string): string | null {
    const value = this.text(name);
    return value === "0" ? null : value;
  }

  number(name: string): DecimalString | null {
    const value = this.text(name);
    if (value === null) return null;
    const read = readPlainNumber(value);
    if (read === null) this.unreadable(name, value, "a plain number such as 1234.56");
    return read;
  }

  requiredNumber(name: string): DecimalString {
    return this.number(name) ?? this.missing(name);
  }

  /** An amount or price, brought to the major unit of its currency. */
  money(name: string, unit: MajorCurrency): DecimalString | null {
    const value = this.number(name);
    return value === null ? null : multiply(value, unit.factor);
  }

  /** Refuses the row when a figure that was worked out has more digits than the ledger keeps. */
  mustFit(...figures: ReadonlyArray<DecimalString | null | undefined>): void {
    if (figures.every((figure) => figure === null || figure === undefined || parseDecimal(figure) !== null)) return;
    this.refuse(
      "The amounts have too many digits.",
      "Expected at most 40 digits on each side of the point.",
      "Correct the line, or run the Flex query again.",
    );
  }

  /** The currency of the row, or what a person has said of rows that name none; a row without a known one can't be booked. */
  currency(name = "currency"): MajorCurrency & { currency: string } {
    const value = this.text(name) ?? this.assume.currency ?? null;
    const read = readCurrency(value);
    if (read.currency !== null) return { ...read, currency: read.currency };
    if (value === null) this.missing(name, { code: "missing-currency" });
    else this.unreadable(name, value, CURRENCY_EXPECTED);
    return { ...read, currency: "XXX" };
  }

  /** An ISO date, without its time. */
  date(name: string): string | null {
    return this.moment(name)?.date ?? null;
  }

  /** When the row happened: the first of the fields that is filled. Two names joined by `+` are a date and its time. */
  when(...fields: readonly string[]): When {
    for (const field of fields) {
      const moment = this.moment(field);
      if (moment) return { instant: instantOf(moment), dateOnly: moment.time === null, date: moment.date };
    }
    this.missing(fields[0] ?? "date");
    return { instant: "1970-01-01T00:00:00.000Z", dateOnly: true, date: "1970-01-01" };
  }

  /** As {@link when}, for bookings: the time of day is when the broker's batch ran, often an evening that is tomorrow in UTC. */
  day(...fields: readonly string[]): When {
    const { date } = this.when(...fields);
    return { instant: `${date}T00:00:00.000Z`, dateOnly: true, date };
  }

  private moment(field: string): Moment | null {
    const parts = field.split("+").map((name) => this.text(name));
    if (parts.some((part) => part === null || part === "MULTI")) return null;
    const text = parts.join(";");
    const read = readMoment(text);
    if (read === null) this.unreadable(field, text, DATE_EXPECTED);
    return read;
  }

  private unreadable(name: string, value: string, expected: string): void {
    this.refuse(
      `${name} is "${value.slice(0, 60)}".`,
      `Expected ${expected}.`,
      `Correct ${name} on line ${this.element.line}, or run the Flex query again.`,
    );
  }

  private missing(name: string, cause?: Cause): DecimalString {
    this.refuse(
      `${this.element.name} has no ${name}.`,
      `Expected the field ${name}.`,
      "Add the field to its section of the Flex query, and download the statement again.",
      cause,
    );
    return ZERO;
  }

  /** Notes why the row can't be booked; later notes don't replace the first. */
  refuse(problem: string, expected: string, mend: string, cause?: Cause): void {
    this.noted ??= { problem, expected, mend, ...(cause ? { cause } : {}) };
  }

  /** The element as text, for the import's report. */
  private get raw(): string {
    const attributes = Object.entries(this.element.attributes).filter(([, value]) => value !== "");
    return `<${this.element.name} ${attributes.map(([name, value]) => `${name}="${value}"`).join(" ")}>`.slice(0, RAW_LENGTH);
  }

  skipped(reason: string): FormatItem[] {
    return [{ kind: "skipped", line: this.element.line, reason, raw: this.raw }];
  }

  /** What the row became, unless something in it couldn't be read. */
  items(...items: FormatItem[]): FormatItem[] {
    return this.noted ? [{ kind: "refused", line: this.element.line, ...this.noted, raw: this.raw }] : items;
  }
}
