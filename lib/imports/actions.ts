"use server";
import { defineAction } from "@/lib/action/define-action";
import { commitImport } from "./commit";
import { cancelImport, chooseTarget } from "./mutations";
import { chooseTargetSchema, importIdSchema } from "./schema";
import { undoImport } from "./undo";

export const commitImportAction = defineAction(importIdSchema, (actor, { importId }) => commitImport(actor, BigInt(importId)));
export const undoImportAction = defineAction(importIdSchema, (actor, { importId }) => undoImport(actor, BigInt(importId)));
export const cancelImportAction = defineAction(importIdSchema, (actor, { importId }) => cancelImport(actor, BigInt(importId)));
export const chooseTargetAction = defineAction(chooseTargetSchema, (actor, { importId, statementId, target }) =>
  chooseTarget(actor, BigInt(importId), BigInt(statementId), target === "skip" || target === "link" ? target : BigInt(target)),
);
