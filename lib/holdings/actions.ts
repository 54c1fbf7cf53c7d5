"use server";
import { defineAction } from "@/lib/action/define-action";
import { addHolding, deleteHolding, editHolding, restoreHolding } from "./mutations";
import { addHoldingSchema, editHoldingSchema, holdingIdSchema } from "./schema";

export const addHoldingAction = defineAction(addHoldingSchema, addHolding);
export const editHoldingAction = defineAction(editHoldingSchema, (actor, { id, ...input }) => editHolding(actor, BigInt(id), input));
export const deleteHoldingAction = defineAction(holdingIdSchema, (actor, { id }) => deleteHolding(actor, BigInt(id)));
export const restoreHoldingAction = defineAction(holdingIdSchema, (actor, { id }) => restoreHolding(actor, BigInt(id)));
