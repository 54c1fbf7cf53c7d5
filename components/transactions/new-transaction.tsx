"use client";
import { addTransactionAction } from "@/lib/transactions/actions";
import { TransactionForm, type TransactionFormContext } from "./transaction-form";

/** The form of a new row. Its day is the one of the browser when the sheet opens. */
export function NewTransaction({ form, accountId }: { form: TransactionFormContext; accountId: string }) {
  const values = { accountId, tradeType: "buy", assetType: "stock", currency: form.currency, date: new Date().toLocaleDateString("sv-SE") };
  const isOnlyAccount = form.accounts.length === 1;
  return (
    <TransactionForm
      action={addTransactionAction}
      context={form}
      hidden={isOnlyAccount ? { accountId } : {}}
      values={values}
      original={null}
      submitLabel="Add transaction"
    />
  );
}
