"use server";
import { defineAction } from "@/lib/action/define-action";
import { deleteAccount, editAccount, linkAccount, setAccountStatus } from "./mutations";
import { accountStatusSchema, deleteAccountSchema, editAccountSchema, linkAccountSchema } from "./schema";

export const linkAccountAction = defineAction(linkAccountSchema, linkAccount);
export const editAccountAction = defineAction(editAccountSchema, (actor, { id, ...fields }) => editAccount(actor, BigInt(id), fields));
export const setAccountStatusAction = defineAction(accountStatusSchema, (actor, { id, status }) =>
  setAccountStatus(actor, BigInt(id), status),
);
export const deleteAccountAction = defineAction(deleteAccountSchema, (actor, { id, confirmation }) =>
  deleteAccount(actor, BigInt(id), confirmation),
);
