"use server";
import { defineAction } from "@/lib/action/define-action";
import { deleteUser } from "./mutations";
import { deleteUserSchema } from "./schema";

export const deleteUserAction = defineAction(deleteUserSchema, deleteUser);
