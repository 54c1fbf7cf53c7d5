"use server";
import { defineAction } from "@/lib/action/define-action";
import {
  answerImport,
  cancelImport,
  chooseTarget,
  chooseVersion,
  chooseVersions,
  removeAnswer,
  requestCommit,
  requestReread,
  requestUndo,
  retryImport,
} from "./mutations";
import { answerImportSchema, chooseVersionSchema, chooseVersionsSchema, removeAnswerSchema } from "./preview-schema";
import { chooseTargetSchema, importIdSchema } from "./schema";

export const commitImportAction = defineAction(importIdSchema, (actor, { importId }) => requestCommit(actor, BigInt(importId)));
export const undoImportAction = defineAction(importIdSchema, (actor, { importId }) => requestUndo(actor, BigInt(importId)));
export const retryImportAction = defineAction(importIdSchema, (actor, { importId }) => retryImport(actor, BigInt(importId)));
export const rereadImportAction = defineAction(importIdSchema, (actor, { importId }) => requestReread(actor, BigInt(importId)));
export const cancelImportAction = defineAction(importIdSchema, (actor, { importId }) => cancelImport(actor, BigInt(importId)));
export const chooseTargetAction = defineAction(chooseTargetSchema, (actor, { importId, statementId, target }) =>
  chooseTarget(actor, BigInt(importId), BigInt(statementId), target === "skip" || target === "link" ? target : BigInt(target)),
);
export const chooseVersionAction = defineAction(chooseVersionSchema, (actor, { importId, rowId, choice }) =>
  chooseVersion(actor, BigInt(importId), BigInt(rowId), choice),
);
export const chooseVersionsAction = defineAction(chooseVersionsSchema, (actor, { importId, outcome, choice }) =>
  chooseVersions(actor, BigInt(importId), outcome, choice),
);
export const answerImportAction = defineAction(answerImportSchema, (actor, { importId, ...answers }) =>
  answerImport(actor, BigInt(importId), answers),
);
export const removeAnswerAction = defineAction(removeAnswerSchema, (actor, { importId, about }) =>
  removeAnswer(actor, BigInt(importId), about),
);
