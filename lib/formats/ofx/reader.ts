import { type DecimalString, parseDecimal, ZERO } from "@/lib/money/decimal";
import type { Cause, FormatItem } from "../types";
import { type OfxDate, parseOfxDate } from "./dates";
import { descendant, type OfxElement } from "./tree";

/**
 * A number as OFX writes it: `+00000000001234.5600`, a decimal comma, or thousands marks before a decimal point.
 * @returns null for other text, and for `1,234`, which is 1234 to one bank and 1.234 to the standard.
 */
export function parseOfxNumber(text: string): DecimalString | null {
  if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(text)) return parseDecimal(text.replaceAll(",", ""));
  if (/^[+-]?\d*,\d+$/.test(text) && !/^[+-]?\d{1,3},\d{3}$/.test(text)) return parseDecimal(text.replace(",", "."));
  return parseDecimal(text);
}

interface Problem {
  line: number;
  problem: string;
  expected: string;
  mend: string;
  cause?: Cause;
}

const MEND = "Correct the value in the file, or add the row by hand and tell the institution.";
const RAW_LENGTH = 500;

/** What an element looked like, on one line, for the list of refused rows. */
export function rawOf(element: OfxElement): string {
  const inside = (part: OfxElement): string => `<${part.name}>${part.text}${part.children.map(inside).join("")}`;
  return inside(element).slice(0, RAW_LENGTH);
}

/** Reads the leaves of one element, wherever inside it they stand, and collects what is wrong with them instead of stopping. */
export class OfxReader {
  readonly problems: Problem[] = [];
  /** Readable, but a person should look: these end up as the reasons of a review. */
  readonly doubts: string[] = [];

  constructor(readonly element: OfxElement) {}

  has(name: string): boolean {
    return descendant(this.element, name) !== undefined;
  }

  /** The text of a leaf; "" when absent. */
  text(name: string): string {
    return descendant(this.element, name)?.text ?? "";
  }

  refuse(problem: string, expected: string, mend = MEND, line = this.element.line): void {
    this.problems.push({ line, problem, expected, mend });
  }

  /** Neither the element nor its statement says what its amounts are in: a person can say it for all of them. */
  refuseCurrency(problem: string): void {
    const [expected, mend] = ["A currency code such as USD in <CURDEF> or <CURSYM>.", "Say once which currency such lines are in."];
    this.problems.push({ line: this.element.line, problem, expected, mend, cause: { code: "missing-currency" } });
  }

  /** A number, or null when the leaf is absent, empty or (noted as a problem) no number. */
  number(name: string): DecimalString | null {
    const leaf = descendant(this.element, name);
    if (!leaf || leaf.text === "") return null;
    const value = parseOfxNumber(leaf.text);
    if (value === null) {
      const written = leaf.text.slice(0, 80);
      this.refuse(
        `${name} is "${written}", which is not a number.`,
        "A plain number such as -1234.56, at most 40 digits on each side.",
        MEND,
        leaf.line,
      );
    }
    return value;
  }

  /** As number; an absent or empty leaf is a problem too. The 0 that stands in then never leaves: the row is refused. */
  requiredNumber(name: string): DecimalString {
    const found = this.problems.length;
    const value = this.number(name);
    if (value === null && this.problems.length === found) {
      const line = descendant(this.element, name)?.line;
      this.refuse(`${name} is missing.`, `A number in <${name}>.`, MEND, line);
    }
    return value ?? ZERO;
  }

  /** A date, or null when the leaf is absent, empty or (noted as a problem) no date. */
  date(name: string): OfxDate | null {
    const leaf = descendant(this.element, name);
    if (!leaf || leaf.text === "") return null;
    const value = parseOfxDate(leaf.text);
    const written = leaf.text.slice(0, 80);
    if (value === null)
      this.refuse(`${name} is "${written}", which is no date of the calendar.`, "A date as YYYYMMDD or YYYYMMDDHHMMSS.", MEND, leaf.line);
    return value;
  }

  /** As date; an absent or empty leaf is a problem too, and gives null. */
  requiredDate(name: string): OfxDate | null {
    const found = this.problems.length;
    const value = this.date(name);
    if (value === null && this.problems.length === found) {
      this.refuse(`${name} is missing.`, `A date in <${name}>, as YYYYMMDD.`, MEND, descendant(this.element, name)?.line);
    }
    return value;
  }

  /** All problems as one refusal, at the line of the first. */
  refusal(): FormatItem {
    const join = (key: "problem" | "expected" | "mend") => [...new Set(this.problems.map((problem) => problem[key]))].join(" ");
    const line = this.problems[0]?.line ?? this.element.line;
    const cause = this.problems.find((each) => each.cause)?.cause;
    const told = { problem: join("problem"), expected: join("expected"), mend: join("mend"), raw: rawOf(this.element) };
    return { kind: "refused", line, ...told, ...(cause ? { cause } : {}) };
  }
}
