import { z } from "zod";

/** What waits to be sent, by its kind, with what was known when it was asked for. */
export const mailSchema = z.discriminatedUnion("kind", [
  /** Somebody signs up. The account is made when they follow the link; `hash` is their password's. */
  z.object({ kind: z.literal("sign_up"), content: z.object({ name: z.string(), hash: z.string() }) }),
  /** Of somebody who has signed up: is the address theirs? */
  z.object({ kind: z.literal("verify_email") }),
  /** To the new address. */
  z.object({ kind: z.literal("change_email") }),
  /** To the old address, before and after. */
  z.object({ kind: z.literal("email_changing"), content: z.object({ newEmail: z.string() }) }),
  z.object({ kind: z.literal("email_changed"), content: z.object({ newEmail: z.string() }) }),
  z.object({ kind: z.literal("reset_password") }),
]);

export type Mail = z.output<typeof mailSchema>;

/** What the text of a link's token can be: 32 bytes in base64url. */
export const tokenSchema = z.string().regex(/^[\w-]{43}$/);
