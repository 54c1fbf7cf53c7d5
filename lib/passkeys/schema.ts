import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { lineSchema } from "@/lib/text/schema";

const nameSchema = lineSchema("a name for the passkey", 60);

/** What the browser answered, as JSON; the ceremony looks into it. */
const answerSchema = z
  .string("The browser’s answer is missing.")
  .max(50_000, "The browser’s answer is too long.")
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      context.addIssue({ code: "custom", message: "The browser’s answer can’t be read." });
      return z.NEVER;
    }
  });

export const passkeyNameSchema = z.object({ name: nameSchema });
export const addPasskeySchema = z.object({ name: nameSchema, answer: answerSchema });
export const passkeyAnswerSchema = z.object({ answer: answerSchema });
export const passkeyIdSchema = z.object({ passkeyId: rowIdSchema });
export const renamePasskeySchema = passkeyIdSchema.extend({ name: nameSchema });

export interface PasskeyView {
  id: string;
  name: string;
  /** Whether it is kept in an account of the person's elsewhere, and so on several devices. */
  backedUp: boolean;
  /** ISO instants. */
  createdAt: string;
  lastUsedAt: string | null;
}
