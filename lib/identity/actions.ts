"use server";
import { defineAction } from "@/lib/action/define-action";
import { proveByPassword } from "./mutations";
import { passwordProofSchema } from "./schema";

export const proveByPasswordAction = defineAction(passwordProofSchema, (actor, { password }) => proveByPassword(actor, password));
