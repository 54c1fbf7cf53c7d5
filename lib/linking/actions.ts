"use server";
import { defineAction } from "@/lib/action/define-action";
import { testSealed, testTyped } from "./connection";
import { beginLogin } from "./login/mutations";
import { chooseAccounts, unlink } from "./mutations";
import { chooseAccountsSchema, linkedAccountSchema, testTypedSchema, unlinkSchema } from "./schema";

export const testTypedAction = defineAction(testTypedSchema, (_actor, input) => testTyped(input));
export const testSealedAction = defineAction(linkedAccountSchema, (actor, { accountId }) => testSealed(actor, BigInt(accountId)));
export const chooseAccountsAction = defineAction(chooseAccountsSchema, (actor, { accountId, remote }) =>
  chooseAccounts(actor, BigInt(accountId), remote),
);
export const beginLoginAction = defineAction(linkedAccountSchema, (actor, { accountId }) => beginLogin(actor, BigInt(accountId)));
export const unlinkAction = defineAction(unlinkSchema, (actor, { accountId, data, confirmation }) =>
  unlink(actor, BigInt(accountId), data, confirmation),
);
