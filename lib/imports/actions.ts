"use server";
import { defineAction } from "@/lib/action/define-action";
import { cancelImport, chooseTarget, requestCommit, requestReread, requestUndo, retryImport } from "./mutations";
import { chooseTargetSchema, importIdSchema } from "./schema";

export const commitImportAction = defineAction(importIdSchema, (actor, { importId }) => requestCommit(actor, BigInt(importId)));
export const undoImportAction = defineAction(importIdSchema, (actor, { importId }) => requestUndo(actor, BigInt(importId)));
export const retryImportAction = defineAction(importIdSchema, (actor, { importId }) => retryImport(actor, BigInt(importId)));
export const rereadImportAction = defineAction(importIdSchema, (actor, { importId }) => requestReread(actor, BigInt(importId)));
export const cancelImportAction = defineAction(importIdSchema, (actor, { importId }) => cancelImport(actor, BigInt(importId)));
export const chooseTargetAction = defineAction(chooseTargetSchema, (actor, { importId, statementId, target }) =>
  chooseTarget(actor, BigInt(importId), BigInt(statementId), target === "skip" || target === "link" ? target : BigInt(target)),
);
