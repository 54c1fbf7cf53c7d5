"use server";
import { defineAction } from "@/lib/action/define-action";
import { importIdSchema } from "../schema";
import { deleteRecord, setSealed } from "./mutations";
import { sealOriginalSchema } from "./schema";

export const sealOriginalAction = defineAction(sealOriginalSchema, (actor, { importId, seal }) =>
  setSealed(actor, BigInt(importId), seal === "yes"),
);
export const deleteImportRecordAction = defineAction(importIdSchema, (actor, { importId }) => deleteRecord(actor, BigInt(importId)));
