"use server";
import { z } from "zod";
import { defineAction, definePublicAction } from "@/lib/action/define-action";
import { addPasskey, beginPasskey, beginPasskeyProof, beginPasskeySignIn, proveByPasskey, removePasskey, renamePasskey } from "./mutations";
import { addPasskeySchema, passkeyAnswerSchema, passkeyIdSchema, passkeyNameSchema, renamePasskeySchema } from "./schema";

const recent = { recentSignIn: true };

export const beginPasskeyAction = defineAction(passkeyNameSchema, beginPasskey, recent);
export const addPasskeyAction = defineAction(addPasskeySchema, (actor, { name, answer }) => addPasskey(actor, name, answer), recent);
export const renamePasskeyAction = defineAction(
  renamePasskeySchema,
  (actor, { passkeyId, name }) => renamePasskey(actor, passkeyId, name),
  recent,
);
export const removePasskeyAction = defineAction(passkeyIdSchema, (actor, { passkeyId }) => removePasskey(actor, passkeyId), recent);
export const beginPasskeyProofAction = defineAction(z.object({}), beginPasskeyProof);
export const provePasskeyAction = defineAction(passkeyAnswerSchema, (actor, { answer }) => proveByPasskey(actor, answer));
export const beginPasskeySignInAction = definePublicAction(z.object({}), (_, address) => beginPasskeySignIn(address));
