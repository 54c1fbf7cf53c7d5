import { z } from "zod";
import { COST_METHODS } from "@/lib/engine/books";
import { lineSchema } from "@/lib/text/schema";
import { isCommonPassword } from "./common-passwords";

export const PASSWORD_MIN_LENGTH = 12;
const PASSWORD_MAX_LENGTH = 256;

export const emailSchema = z
  .string()
  .trim()
  .max(254, "At most 254 characters.")
  .pipe(z.email("Enter an e-mail address such as name@example.org."))
  .transform((email) => email.toLowerCase());

/** Length is what protects; composition rules only make passwords alike. The commonest ones are refused. */
export const newPasswordSchema = z
  .string()
  .min(PASSWORD_MIN_LENGTH, `Use at least ${PASSWORD_MIN_LENGTH} characters. A few words in a row are good.`)
  .max(PASSWORD_MAX_LENGTH, `At most ${PASSWORD_MAX_LENGTH} characters.`)
  .refine(
    (password) => !isCommonPassword(password),
    "This password is among the most used ones and would be guessed at once. Choose another.",
  );

export const signUpSchema = z.object({ name: lineSchema("your name", 200), email: emailSchema, password: newPasswordSchema });
export type SignUp = z.infer<typeof signUpSchema>;

export const profileSchema = z.object({ name: lineSchema("your name", 200) });

export const changePasswordSchema = z.object({
  currentPassword: z.string().min(1, "Enter your current password."),
  newPassword: newPasswordSchema,
});

export const sessionIdSchema = z.object({ sessionId: z.string().max(100) });

export const THEMES = ["system", "light", "dark"] as const;

export const preferencesSchema = z.object({
  baseCurrency: z.string().regex(/^[A-Z]{3}$/, "Three upper-case letters, such as EUR."),
  costMethod: z.enum(COST_METHODS, "Choose one of the methods.").default("fifo"),
  timeZone: z.string().refine(isTimeZone, "Choose a time zone of the list."),
  locale: z.string().refine((locale) => Intl.NumberFormat.supportedLocalesOf(locale).length > 0, "Choose a language of the list."),
});

function isTimeZone(name: string): boolean {
  return name === "UTC" || Intl.supportedValuesOf("timeZone").includes(name);
}
export type Preferences = z.output<typeof preferencesSchema>;

export interface Settings extends Preferences {
  /** Table name → ids of the columns that are hidden. */
  hiddenColumns: Readonly<Record<string, readonly string[]>>;
}

const columnId = z.string().regex(/^[\w-]{1,40}$/);
/** `hidden` is a comma-separated list; empty means every column is shown. */
export const hiddenColumnsSchema = z.object({
  table: columnId,
  hidden: z
    .string()
    .max(2000)
    .default("")
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(columnId).max(60)),
});

export interface SessionView {
  id: string;
  userAgent: string;
  /** ISO instants: when it was opened, and when it was used last, to within ten minutes. */
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}
