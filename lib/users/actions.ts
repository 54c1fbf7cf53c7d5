"use server";
import { z } from "zod";
import { defineAction, definePublicAction } from "@/lib/action/define-action";
import { changePassword, saveHiddenColumns, savePreferences, signOutEverywhere, signOutSession, signUp, updateProfile } from "./mutations";
import { changePasswordSchema, hiddenColumnsSchema, preferencesSchema, profileSchema, sessionIdSchema, signUpSchema } from "./schema";

export const signUpAction = definePublicAction(signUpSchema, signUp);
export const updateProfileAction = defineAction(profileSchema, (actor, { name }) => updateProfile(actor, name));
export const changePasswordAction = defineAction(changePasswordSchema, (actor, { currentPassword, newPassword }) =>
  changePassword(actor, currentPassword, newPassword),
);
export const signOutSessionAction = defineAction(sessionIdSchema, (actor, { sessionId }) => signOutSession(actor, sessionId));
export const signOutEverywhereAction = defineAction(z.object({}), signOutEverywhere);
export const savePreferencesAction = defineAction(preferencesSchema, savePreferences);
export const saveHiddenColumnsAction = defineAction(hiddenColumnsSchema, (actor, { table, hidden }) =>
  saveHiddenColumns(actor, table, hidden),
);
