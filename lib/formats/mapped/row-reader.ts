import { type MajorCurrency, toMajorCurrency } from "@/lib/money/currency";
import { type DecimalString, parseDecimal } from "@/lib/money/decimal";
import { type DateOrder, instantOf, readTime, readTimeOfDay, type WrittenTime } from "../table/dates";
import { type NumberStyle, readAmount, readNumber } from "../table/numbers";
import type { Cause, Refusal } from "../types";
import { isZone } from "../zone";
import type { Slot } from "./plan";

export type Currency = MajorCurrency & { currency: string };

export interface Moment {
  instant: string;
  dateOnly: boolean;
}

const RAW_LENGTH = 500;
const SHOWN = 60;
const LONGEST_TEXT = 4_000;
const LONGEST_CURRENCY = 8;
/** Files repeat their dates and currencies; beyond this many different ones remembering costs more than it saves. */
const REMEMBERED = 20_000;
const BLANK = /^(?:[-–—]{1,3}|n\/?a|null|none|nan)$/i;
const COMMA_NUMBER = /^-?\d+(?:,\d+)?$/;
/** `="00123"`: how spreadsheets are made to keep a text as it is. */
const KEPT_TEXT = /^="(.*)"$/s;

const EXAMPLE_DATES: Readonly<Record<DateOrder, string>> = { dmy: "31.12.2025", mdy: "12/31/2025", ymd: "2025-12-31" };
/** Signs that stand for one currency only. */
const SYMBOLS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", "₹": "INR", US$: "USD", C$: "CAD", A$: "AUD", zł: "PLN" };

export const isBlank = (text: string) => text.length === 0 || (text.length <= 4 && BLANK.test(text));

/** A cell's text without what spreadsheets put around it. */
export function cellText(cell: string | undefined): string {
  if (cell === undefined || cell.length === 0) return "";
  const trimmed = (cell.includes("\uFEFF") ? cell.replaceAll("\uFEFF", "") : cell).trim();
  const kept = trimmed.startsWith('="') ? KEPT_TEXT.exec(trimmed)?.[1] : undefined;
  return (kept ?? trimmed).slice(0, LONGEST_TEXT);
}

/** A currency as written; null for what is none. */
export function readUnit(text: string): Currency | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > LONGEST_CURRENCY) return null;
  const unit = toMajorCurrency(SYMBOLS[trimmed] ?? trimmed);
  return unit.currency === null ? null : { ...unit, currency: unit.currency };
}

interface Problem {
  problem: string;
  expected: string;
  mend: string;
  cause?: Cause;
}

/**
 * Reads the cells of one row after the other. One object for the whole file: a million rows leave nothing behind but what they say. All
 * that is wrong with a row is collected, to be told at once.
 */
export class RowReader {
  line = 0;
  private cells: readonly string[] = [];
  private problems: Problem[] = [];
  private readonly dates = new Map<string, WrittenTime | null>();
  private readonly units = new Map<string, Currency | null>();
  private readonly offsets = new Map<string, number | null>();

  constructor(private readonly zone: string) {
    if (!isZone(zone)) throw new RangeError(`not a time zone: ${zone}`);
  }

  begin(line: number, cells: readonly string[]): void {
    this.line = line;
    this.cells = cells;
    if (this.problems.length > 0) this.problems = [];
  }

  text(slot: Slot | undefined): string {
    return slot === undefined ? "" : cellText(this.cells[slot.index]);
  }

  get raw(): string {
    return this.cells.join(",").slice(0, RAW_LENGTH);
  }

  get isRefused(): boolean {
    return this.problems.length > 0;
  }

  refuse(
    problem: string,
    expected: string,
    mend = "Correct the line and import the file again, or change the mapping.",
    cause?: Cause,
  ): null {
    this.problems.push({ problem, expected, mend, ...(cause ? { cause } : {}) });
    return null;
  }

  private bad(slot: Slot, expected: string): null {
    return this.refuse(`${slot.title}: "${this.text(slot).slice(0, SHOWN)}" is not valid.`, expected);
  }

  /** A number, whatever unit stands beside it; null for a blank cell. */
  number(slot: Slot | undefined): DecimalString | null {
    const text = this.text(slot);
    if (slot === undefined || isBlank(text)) return null;
    return (
      numberOf(text, slot.numbers) ?? this.bad(slot, slot.numbers === "point" ? "A number such as 1234.56." : "A number such as 1234,56.")
    );
  }

  /** The unit beside a number, such as `€` or `USD`; empty for a bare one. */
  unitBeside(slot: Slot | undefined): string {
    const text = this.text(slot);
    return slot === undefined || /^[\d.,+-]*$/.test(text) ? "" : (readAmount(text, slot.numbers)?.unit ?? "");
  }

  currency(slot: Slot | undefined): Currency | null {
    const text = this.text(slot);
    if (slot === undefined || isBlank(text)) return null;
    let unit = this.units.get(text);
    if (unit === undefined) {
      unit = readUnit(text);
      remember(this.units, text, unit);
    }
    return unit ?? this.refuse(`${slot.title}: "${text.slice(0, SHOWN)}" is no currency.`, "A currency code such as USD.");
  }

  /** The moment in a column, with its time of day in another where the file parts them. */
  moment(slot: Slot | undefined, timeSlot: Slot | undefined): Moment | null {
    if (slot === undefined) return this.refuse("No column is the date.", "A date.", "Say in the mapping which column is the date.");
    const text = this.text(slot);
    if (isBlank(text)) return this.refuse(`${slot.title} is empty.`, "A date.");
    const written = this.written(text, slot.dates);
    if (!written) return this.bad(slot, `A date that exists, such as ${EXAMPLE_DATES[slot.dates]}.`);
    const timeText = written.time === null ? this.text(timeSlot) : "";
    if (timeSlot === undefined || isBlank(timeText)) return this.instant(written);
    // A column of times may hold whole moments, as spreadsheets write them.
    const time = readTimeOfDay(timeText) ?? readTime(timeText, slot.dates);
    return time ? this.instant({ ...written, time: time.time, offset: time.offset }) : this.bad(timeSlot, "A time of day such as 14:05.");
  }

  /** An ISO date, or undefined for a blank cell. */
  day(slot: Slot | undefined): string | undefined {
    const text = this.text(slot);
    if (slot === undefined || isBlank(text)) return undefined;
    return this.written(text, slot.dates)?.date ?? this.bad(slot, "A date.") ?? undefined;
  }

  private written(text: string, order: DateOrder): WrittenTime | null {
    const key = `${order}${text}`;
    let written = this.dates.get(key);
    if (written === undefined) {
      written = readTime(text, order);
      remember(this.dates, key, written);
    }
    return written;
  }

  /** As instantOf; asking a zone for its offset is dear, and on nearly every day there is one from its beginning to its end. */
  private instant(written: WrittenTime): Moment {
    if (written.time === null || written.offset !== null || this.zone === "UTC") return instantOf(written, this.zone);
    let minutes = this.offsets.get(written.date);
    if (minutes === undefined) {
      const [first, last] = ["00:00:00", "23:59:59"].map((time) => offsetOf(written.date, time, this.zone));
      minutes = first !== undefined && first === last ? first : null;
      remember(this.offsets, written.date, minutes);
    }
    return instantOf(minutes === null ? written : { ...written, offset: minutes }, this.zone);
  }

  /** All that is wrong with the row, in one item. */
  refusal(): Refusal {
    const [first, ...others] = this.problems;
    if (!first) throw new Error("a refusal without a reason");
    if (others.length === 0) return { kind: "refused", line: this.line, ...first, raw: this.raw };
    const cause = this.problems.find((each) => each.cause)?.cause;
    const problem = [...new Set(this.problems.map((each) => `${each.problem} Expected: ${each.expected}`))].join(" ");
    return { kind: "refused", line: this.line, problem, expected: "", mend: first.mend, ...(cause ? { cause } : {}), raw: this.raw };
  }
}

function numberOf(text: string, style: NumberStyle): DecimalString | null {
  if (style === "comma" && COMMA_NUMBER.test(text)) return parseDecimal(text.replace(",", "."));
  return readNumber(text, style) ?? readAmount(text, style)?.value ?? null;
}

function offsetOf(date: string, time: string, zone: string): number {
  return (Date.parse(`${date}T${time}Z`) - Date.parse(instantOf({ date, time, offset: null }, zone).instant)) / 60_000;
}

function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
}
