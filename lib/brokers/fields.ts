import { z } from "zod";
import { FormatError, type Refusal } from "@/lib/formats/types";
import { type DecimalString, parseDecimal } from "@/lib/money/decimal";

const EXPONENT = /^([+-]?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,2})$/;

/** A number as JSON may write it, plain or with an exponent; null when it is none. Exact. */
export function jsonDecimal(text: string): DecimalString | null {
  const [, minus = "", whole = "", fraction = "", exponent] = EXPONENT.exec(text.trim()) ?? [];
  if (exponent === undefined) return parseDecimal(text);
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padEnd(point, "0").padStart(whole.length + fraction.length - Math.min(point, 0), "0");
  const at = Math.max(point, 0);
  return parseDecimal(`${minus}${digits.slice(0, at) || "0"}.${digits.slice(at)}`.replace(/\.$/, ""));
}

/** A number of an answer that was read with its numbers as text (`exactJson`). */
export const amount = z.string().transform((text, context): DecimalString => {
  const parsed = jsonDecimal(text);
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: "Expected a number." });
  return z.NEVER;
});

/** A number, or null where the broker has none: left out, null or empty. */
export const optionalAmount = z.preprocess((value) => (value === "" || value === undefined ? null : value), amount.nullable());

/** Text, or an empty one where the broker has none. Numbers are text already. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? "");

/**
 * An answer in the form that it has to have as a whole.
 * @throws FormatError for another one
 */
export function answerIn<Shape extends z.ZodType>(shape: Shape, answer: unknown, line: number): z.infer<Shape> {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  throw new FormatError(
    "The broker's answer has another form than it had.",
    "Sync again; if it stays, the broker has changed something.",
    line,
  );
}

/** A row of an answer that can't be read: which of its fields, and what they have instead of what they should. */
export function unreadable(line: number, what: string, error: z.ZodError): Refusal {
  const fields = [...new Set(error.issues.map(({ path }) => path.join(".") || "all of it"))].slice(0, 5);
  return {
    kind: "refused",
    line,
    problem: `${what} can't be read: ${fields.join(", ")}.`,
    expected: "What the broker's documentation says of these fields.",
    mend: "Sync again; if it stays, the broker has changed something, and a newer version of this app may know it.",
  };
}
