"use server";
import { z } from "zod";
import { defineAction, definePublicAction } from "@/lib/action/define-action";
import { requestEmailChange, requestReset, resetPassword, sendVerification, verifyEmail } from "./mutations";
import { changeEmailSchema, requestResetSchema, resetPasswordSchema, verifyEmailSchema } from "./schema";

export const requestResetAction = definePublicAction(requestResetSchema, ({ email }, address) => requestReset(email, address));
export const resetPasswordAction = definePublicAction(resetPasswordSchema, ({ token, newPassword }, address) =>
  resetPassword(token, newPassword, address),
);
export const verifyEmailAction = definePublicAction(verifyEmailSchema, ({ token }, address) => verifyEmail(token, address));
export const sendVerificationAction = defineAction(z.object({}), sendVerification);
export const changeEmailAction = defineAction(changeEmailSchema, (actor, { newEmail, currentPassword }) =>
  requestEmailChange(actor, newEmail, currentPassword),
);
