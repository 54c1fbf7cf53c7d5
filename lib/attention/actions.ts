"use server";
import { defineAction } from "@/lib/action/define-action";
import { removeWebhook, saveByEmail, saveWebhook, testAttention } from "./mutations";
import { attentionEmailSchema, noFieldsSchema, testAttentionSchema, webhookSchema } from "./schema";

export const saveAttentionEmailAction = defineAction(attentionEmailSchema, (actor, { byEmail }) => saveByEmail(actor, byEmail === "on"));
export const saveWebhookAction = defineAction(webhookSchema, (actor, { webhookUrl }) => saveWebhook(actor, webhookUrl));
export const removeWebhookAction = defineAction(noFieldsSchema, (actor) => removeWebhook(actor));
export const testAttentionAction = defineAction(testAttentionSchema, (actor, { channel }) => testAttention(actor, channel));
