"use server";
import { defineAction } from "@/lib/action/define-action";
import { replaceCredentials } from "./mutations";
import { replaceCredentialsSchema } from "./schema";

export const replaceCredentialsAction = defineAction(replaceCredentialsSchema, replaceCredentials, { recentSignIn: true });
