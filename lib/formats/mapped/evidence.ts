import { type DateOrder, readTime } from "../table/dates";
import { detectNumberStyle, type NumberStyle } from "../table/numbers";

/** A cell that says something of its whole column, to be shown. */
export interface Witness {
  line: number;
  text: string;
}

export const DATE_ORDERS: readonly DateOrder[] = ["dmy", "mdy", "ymd"];
const WITNESSES = 4;
/** Only digits, in groups of one or two before the year: all others say by themselves what is what. */
const OPEN_DATE = /^\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?=$|[\sT,;])/;

/** In which order a column's dates are written, by its whole length. */
export class DateEvidence {
  possible: DateOrder[] = [...DATE_ORDERS];
  /** For each order that is out, the first cell that rules it out. */
  readonly decidedBy: { order: DateOrder; line: number; text: string }[] = [];
  /** Cells that the possible orders read as different days. */
  undecided: Witness[] = [];

  see(line: number, text: string): void {
    if (this.possible.length === 1 || !OPEN_DATE.test(text)) return;
    const days = this.possible.map((order) => readTime(text, order)?.date ?? null);
    // No date in any order: a footer, or a mistake. It says nothing of the others.
    if (days.every((day) => day === null)) return;
    for (const [index, order] of this.possible.entries()) if (days[index] === null) this.decidedBy.push({ order, line, text });
    this.possible = this.possible.filter((_, index) => days[index] !== null);
    if (this.possible.length === 1) this.undecided = [];
    else if (this.undecided.length < WITNESSES && new Set(days.filter((day) => day !== null)).size > 1) this.undecided.push({ line, text });
  }

  /** The order, where there is one or where it makes no difference; null where a person has to say. */
  get order(): DateOrder | null {
    return this.possible.length === 1 || this.undecided.length === 0 ? (this.possible[0] ?? "ymd") : null;
  }
}

const ENOUGH = 500;

/** Which sign parts whole and decimals in a column, by its whole length or the first hundreds of cells that say so. */
export class NumberEvidence {
  readonly counts: Record<NumberStyle, number> = { point: 0, comma: 0 };
  readonly first: Partial<Record<NumberStyle, Witness>> = {};
  readonly undecided: Witness[] = [];

  see(line: number, text: string): void {
    if (this.counts.point + this.counts.comma >= ENOUGH || (!text.includes(",") && !text.includes("."))) return;
    const { style } = detectNumberStyle([text]);
    if (style === null) {
      if (this.undecided.length < WITNESSES && /\d[.,]\d{3}(?!\d)/.test(text)) this.undecided.push({ line, text });
      return;
    }
    this.counts[style] += 1;
    this.first[style] ??= { line, text };
  }

  get style(): NumberStyle | null {
    const { point, comma } = this.counts;
    return point + comma === 0 ? null : comma > point ? "comma" : "point";
  }
}
