"use server";
import { defineAction } from "@/lib/action/define-action";
import { addRate, deleteRate, editRate } from "./mutations";
import { addRateSchema, editRateSchema, rateIdSchema } from "./schema";

export const addRateAction = defineAction(addRateSchema, addRate);
export const editRateAction = defineAction(editRateSchema, (actor, { rateId, ...rate }) => editRate(actor, BigInt(rateId), rate));
export const deleteRateAction = defineAction(rateIdSchema, (actor, { rateId }) => deleteRate(actor, BigInt(rateId)));
