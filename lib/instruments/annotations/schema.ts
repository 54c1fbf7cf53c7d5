import { instrumentIdSchema } from "@/lib/instruments/schema";
import { lineSchema, textSchema } from "@/lib/text/schema";
import { LONGEST_NOTE, LONGEST_TAG } from "./limits";

export const tagSchema = instrumentIdSchema.extend({ tag: lineSchema("a tag", LONGEST_TAG) });
export const noteSchema = instrumentIdSchema.extend({ note: textSchema(LONGEST_NOTE) });

/** What a person says of an instrument. */
export interface Annotations {
  /** In alphabetical order. */
  tags: string[];
  /** All tags that the person uses, to be chosen again. */
  known: string[];
  /** Empty when there is none. */
  note: string;
  /** ISO instant of the note's last change; null without one. */
  notedAt: string | null;
}
