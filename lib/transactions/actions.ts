"use server";
import { defineAction } from "@/lib/action/define-action";
import { addTransactionSchema, editTransactionSchema, transactionIdSchema } from "./form-schema";
import { addTransaction, deleteTransaction, editTransaction, restoreTransaction } from "./mutations";

export const addTransactionAction = defineAction(addTransactionSchema, (actor, { accountId, ...form }) =>
  addTransaction(actor, BigInt(accountId), form),
);
export const editTransactionAction = defineAction(editTransactionSchema, (actor, { id, seen, ...form }) =>
  editTransaction(actor, BigInt(id), seen, form),
);
export const deleteTransactionAction = defineAction(transactionIdSchema, (actor, { id }) => deleteTransaction(actor, BigInt(id)));
export const restoreTransactionAction = defineAction(transactionIdSchema, (actor, { id }) => restoreTransaction(actor, BigInt(id)));
