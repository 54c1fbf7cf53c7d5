"use server";
import { headers } from "next/headers";
import { z } from "zod";
import { defineAction, definePublicAction } from "@/lib/action/define-action";
import { requestEmailChange, requestReset, resetPassword, sendVerification, verifyEmail } from "./mutations";
import { changeEmailSchema, requestResetSchema, resetPasswordSchema, verifyEmailSchema } from "./schema";

export const requestResetAction = definePublicAction(requestResetSchema, async ({ email }) =>
  requestReset(email, (await headers()).get("x-forwarded-for") ?? "unknown"),
);
export const resetPasswordAction = definePublicAction(resetPasswordSchema, async ({ token, newPassword }) =>
  resetPassword(token, newPassword, (await headers()).get("x-forwarded-for") ?? "unknown"),
);
export const verifyEmailAction = definePublicAction(verifyEmailSchema, async ({ token }) =>
  verifyEmail(token, (await headers()).get("x-forwarded-for") ?? "unknown"),
);
export const sendVerificationAction = defineAction(z.object({}), sendVerification);
export const changeEmailAction = defineAction(changeEmailSchema, (actor, { newEmail, currentPassword }) =>
  requestEmailChange(actor, newEmail, currentPassword),
);
