import { z } from "zod";
import { tokenSchema } from "@/lib/mail/schema";
import { emailSchema, newPasswordSchema } from "../schema";

export const requestResetSchema = z.object({ email: emailSchema });

/** A token that isn't one is answered like one that is no longer good. */
const linkToken = z.string().max(200);
export const resetPasswordSchema = z.object({ token: linkToken, newPassword: newPasswordSchema });
export const verifyEmailSchema = z.object({ token: linkToken });

export const changeEmailSchema = z.object({
  newEmail: emailSchema,
  currentPassword: z.string().min(1, "Enter your password."),
});

/** What a link is for: `gone` when it was used, is too old, or never was one. */
export type LinkPurpose = "sign_up" | "verify_email" | "change_email" | "reset_password" | "gone";
const purposeSchema = z.enum(["sign_up", "verify_email", "change_email", "reset_password"]).catch("verify_email");

export function purposeOf(kind: string): Exclude<LinkPurpose, "gone"> {
  return purposeSchema.parse(kind);
}

export const isToken = (text: string): boolean => tokenSchema.safeParse(text).success;

export interface EmailState {
  email: string;
  /** ISO instant; null while it is not known to be the person's. */
  verifiedAt: string | null;
}
