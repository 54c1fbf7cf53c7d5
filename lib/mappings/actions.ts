"use server";
import { defineAction } from "@/lib/action/define-action";
import { done } from "@/lib/action/outcome";
import { applyMapping, deleteMapping, importMapping, renameMapping } from "./mutations";
import { applyMappingSchema, mappingFileTextSchema, mappingIdSchema, renameMappingSchema } from "./schema";

export const applyMappingAction = defineAction(applyMappingSchema, (actor, { importId, mapping, saveAs }) =>
  applyMapping(actor, BigInt(importId), mapping, saveAs),
);
/** Looks at a file that somebody exported, for the screen to use: nothing is kept. */
export const readMappingAction = defineAction(mappingFileTextSchema, async (_actor, { file }) => done(file));
export const importMappingAction = defineAction(mappingFileTextSchema, (actor, { file }) => importMapping(actor, file));
export const renameMappingAction = defineAction(renameMappingSchema, (actor, { mappingId, name }) =>
  renameMapping(actor, BigInt(mappingId), name),
);
export const deleteMappingAction = defineAction(mappingIdSchema, (actor, { mappingId }) => deleteMapping(actor, BigInt(mappingId)));
