"use server";
import { z } from "zod";
import { defineAction } from "@/lib/action/define-action";
import { beginTwoFactor, cancelTwoFactor, confirmTwoFactor, renewRecoveryCodes, turnOffTwoFactor } from "./mutations";
import { confirmCodeSchema } from "./schema";

const recent = { recentSignIn: true };

export const beginTwoFactorAction = defineAction(z.object({}), beginTwoFactor, recent);
export const cancelTwoFactorAction = defineAction(z.object({}), cancelTwoFactor);
export const confirmTwoFactorAction = defineAction(confirmCodeSchema, (actor, { code }) => confirmTwoFactor(actor, code), recent);
export const renewRecoveryCodesAction = defineAction(z.object({}), renewRecoveryCodes, recent);
export const turnOffTwoFactorAction = defineAction(z.object({}), turnOffTwoFactor, recent);
