import { type DecimalString, negate, parseDecimal } from "@/lib/money/decimal";
import { readPlainNumber } from "../number-text";

/** Which sign stands between whole and decimals: `1,234.5` or `1.234,5`. */
export type NumberStyle = "point" | "comma";

export interface Amount {
  value: DecimalString;
  /** What stands beside the digits, such as `€`, `USD` or `BTC`; empty for a bare number. */
  unit: string;
}

const LONGEST = 120;
/** Spaces of every width and apostrophes only ever group digits. */
const GROUPING = /(?<=\d)[\s\u00A0\u2007\u2009\u202F'’](?=\d)/g;
const MINUS = /[\u2212\u2012\u2013\uFE63\uFF0D]/g;
/** Groups of three, or of two before the last three as in India. */
const GROUPED = { ",": /^\d{1,3}(?:,\d{3})+$|^\d{1,2}(?:,\d{2})*,\d{3}$/, ".": /^\d{1,3}(?:\.\d{3})+$/ } as const;
/** The abbreviation comes first: `Rs.500` is five hundred, not a half. */
const SHAPE =
  /^(\()?([+-])?(\p{L}{1,6}\.\s*|[^\d().,+-]{0,8})([+-])?(\d[\d.,]*(?:[eE][+-]?\d{1,3})?|[.,]\d+)\s*(-)?([^\d().,+-]{0,8}|\s*\p{L}{1,6}\.)(\))?$/u;

/**
 * Reads a number as people and brokers write it: grouping signs, a currency before or behind it, a minus before, behind or as brackets.
 * @returns null for anything that isn't one number in that style: `1,5` in the style `point` is refused rather than read as 15.
 */
export function readAmount(text: string, style: NumberStyle): Amount | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const shape = SHAPE.exec(trimmed.replace(MINUS, "-").replace(GROUPING, ""));
  if (!shape) return null;
  const [, open, firstSign, before = "", secondSign, digits = "", behindSign, behind = "", close] = shape;
  const signs = [open && "-", firstSign, secondSign, behindSign].filter((sign) => sign !== undefined);
  if (Boolean(open) !== Boolean(close) || signs.length > 1 || (before.trim() && behind.trim())) return null;
  const plain = plainDigits(digits, style);
  const value = plain === null ? null : readPlainNumber(plain);
  if (value === null) return null;
  return { value: signs[0] === "-" ? negate(value) : value, unit: (before + behind).trim().replace(/\.$/, "") };
}

/** As {@link readAmount}, for a cell that holds nothing but a number. */
export function readNumber(text: string, style: NumberStyle): DecimalString | null {
  const plain = style === "point" ? parseDecimal(text) : null;
  if (plain !== null) return plain;
  const amount = readAmount(text, style);
  return amount === null || amount.unit !== "" ? null : amount.value;
}

/** The digits with a point and without groups; null where the groups are none. */
function plainDigits(digits: string, style: NumberStyle): string | null {
  const [point, group] = style === "point" ? ([".", ","] as const) : ([",", "."] as const);
  const parts = digits.split(point);
  if (parts.length > 2) return null;
  const [whole = "", fraction] = parts;
  if (fraction?.includes(group)) return null;
  if (whole.includes(group) && !GROUPED[group].test(whole)) return null;
  const bare = whole.replaceAll(group, "");
  return fraction === undefined ? bare : `${bare || "0"}.${fraction || "0"}`;
}

/** What a cell says of its column's style: nothing, where it could be read either way. */
function evidenceOf(cell: string): NumberStyle | null {
  const digits = /\d[\d.,\s\u00A0\u202F'’]*\d|[.,]\d+/.exec(cell)?.[0] ?? "";
  const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? "comma" : "point";
  const at = Math.max(comma, point);
  if (at < 0) return null;
  const sign = comma >= 0 ? "comma" : "point";
  const other = sign === "comma" ? "point" : "comma";
  // The same sign twice only groups. Once, with three digits behind and one to three before, it could be either.
  if (digits.indexOf(digits[at] ?? "") !== at) return other;
  const before = digits.slice(0, at).replace(/\D/g, "");
  return digits.length - at - 1 === 3 && before.length >= 1 && before.length <= 3 && before !== "0" ? null : sign;
}

export interface StyleEvidence {
  /** The style that the cells show; null where none decides. */
  style: NumberStyle | null;
  /** Cells that show the other one: then the column is mixed. */
  against: number;
}

/** Which style a column's cells are written in, by those that can be read in one way only. */
export function detectNumberStyle(cells: Iterable<string>): StyleEvidence {
  let [comma, point] = [0, 0];
  for (const cell of cells) {
    const evidence = evidenceOf(cell);
    if (evidence === "comma") comma += 1;
    if (evidence === "point") point += 1;
  }
  if (comma === 0 && point === 0) return { style: null, against: 0 };
  return comma > point ? { style: "comma", against: point } : { style: "point", against: comma };
}
