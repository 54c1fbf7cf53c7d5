"use server";
import { defineAction } from "@/lib/action/define-action";
import { acceptDifference, applyFix, endAcceptance, undoFix } from "./mutations";
import { acceptDifferenceSchema, applyFixSchema, endAcceptanceSchema, undoFixSchema } from "./schema";

export const applyFixAction = defineAction(applyFixSchema, applyFix);
export const undoFixAction = defineAction(undoFixSchema, (actor, { fixId }) => undoFix(actor, BigInt(fixId)));
export const acceptDifferenceAction = defineAction(acceptDifferenceSchema, acceptDifference);
export const endAcceptanceAction = defineAction(endAcceptanceSchema, (actor, { acceptanceId }) =>
  endAcceptance(actor, BigInt(acceptanceId)),
);
