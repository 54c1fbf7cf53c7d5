import { z } from "zod";

/** C0 and C1 controls except tab, line feed and carriage return; and the marks that reorder what follows them. */
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const storable = (text: string) => text.isWellFormed() && !UNSTORABLE.test(text);
const CANNOT_STORE = "Contains invisible control characters. Type the text anew, or paste it without formatting.";

/** One line that a person types: trimmed, not empty. `what` completes "Enter …". */
export const lineSchema = (what: string, max: number) =>
  z
    .string(`Enter ${what}.`)
    .trim()
    .min(1, `Enter ${what}.`)
    .max(max, `At most ${max} characters.`)
    .refine((text) => storable(text) && !/[\r\n\t]/.test(text), CANNOT_STORE);

/** One line that may be empty; absent counts as empty. */
export const optionalLineSchema = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max} characters.`)
    .refine((text) => storable(text) && !/[\r\n\t]/.test(text), CANNOT_STORE)
    .default("");

/** Text of several lines, possibly empty; absent counts as empty. */
export const textSchema = (max: number) =>
  z.string().trim().max(max, `At most ${max} characters.`).refine(storable, CANNOT_STORE).default("");
