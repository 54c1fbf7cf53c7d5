import { add, type DecimalString, divide, negate, parseDecimal, round } from "@/lib/money/decimal";
import { detectNumberStyle, type NumberStyle, readNumber } from "../table/numbers";
import type { Section } from "./sections";

/** `45 1/2`, as stock prices were quoted until 2001. */
const FRACTION = /^(-?)(\d+)?\s*\b(\d{1,4})\/(\d{1,4})$/;
const FRACTION_DIGITS = 12;

/** Kinds of numbers that a writer may each spell in its own way. */
const GROUPS: Readonly<Record<string, string>> = { T: "amount", U: "amount", $: "amount", O: "amount", I: "price", Q: "quantity" };

/** How the numbers of a file are written. The same writer may use its own style for prices or quantities, so those are looked at alone. */
export class QifNumbers {
  private readonly styles: ReadonlyMap<string, NumberStyle>;

  constructor(sections: readonly Section[]) {
    const cells = new Map<string, string[]>();
    for (const { kind, records } of sections) {
      if (kind !== "investment" && kind !== "bank") continue;
      for (const { code, value } of records.flatMap(({ fields }) => fields)) {
        const group = GROUPS[code];
        if (group === undefined) continue;
        const list = cells.get(group);
        if (list) list.push(value);
        else cells.set(group, [value]);
      }
    }
    const amounts = detectNumberStyle(cells.get("amount") ?? []).style;
    const any = amounts ?? detectNumberStyle([...cells.values()].flat()).style ?? "point";
    this.styles = new Map([...cells].map(([group, list]) => [group, detectNumberStyle(list).style ?? any]));
  }

  /** The number in a field of a code; null where it is none. Fractions are exact to 12 digits. */
  read(code: string, text: string): DecimalString | null {
    const trimmed = text.trim();
    const fraction = FRACTION.exec(trimmed);
    if (!fraction) return readNumber(trimmed, this.styles.get(GROUPS[code] ?? "amount") ?? "point");
    const [, minus, whole = "0", over = "0", under = "0"] = fraction;
    const [units, upper, lower] = [parseDecimal(whole), parseDecimal(over), parseDecimal(under)];
    const part = upper && lower && divide(upper, lower);
    if (units === null || part === null) return null;
    const value = add(units, round(part, FRACTION_DIGITS));
    return minus ? negate(value) : value;
  }
}
