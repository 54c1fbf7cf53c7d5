"use server";
import { defineAction } from "@/lib/action/define-action";
import { addTag, removeTag, setNote } from "./mutations";
import { noteSchema, tagSchema } from "./schema";

export const addTagAction = defineAction(tagSchema, (actor, { instrumentId, tag }) => addTag(actor, BigInt(instrumentId), tag));
export const removeTagAction = defineAction(tagSchema, (actor, { instrumentId, tag }) => removeTag(actor, BigInt(instrumentId), tag));
export const setNoteAction = defineAction(noteSchema, (actor, { instrumentId, note }) => setNote(actor, BigInt(instrumentId), note));
