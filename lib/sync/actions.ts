"use server";
import { defineAction } from "@/lib/action/define-action";
import { startSync, stopSync } from "./mutations";
import { accountToSyncSchema } from "./schema";

export const syncNowAction = defineAction(accountToSyncSchema, (actor, { accountId }) => startSync(actor, BigInt(accountId)));
export const stopSyncAction = defineAction(accountToSyncSchema, (actor, { accountId }) => stopSync(actor, BigInt(accountId)));
