"use client";
import { Plus } from "lucide-react";
import { Sheet } from "@/components/ui/sheet";
import { addTransactionAction } from "@/lib/transactions/actions";
import { TransactionForm, type TransactionFormContext } from "./transaction-form";

/** The button `Add transaction` and its form. Nothing where there is no account to add to. */
export function AddTransaction({ form }: { form: TransactionFormContext }) {
  const [account] = form.accounts;
  if (!account) return null;
  return (
    <Sheet trigger={{ label: "Add transaction", variant: "primary", size: "sm", icon: <Plus aria-hidden />, className: "w-full sm:w-auto" }} title="Add transaction">
      <NewTransaction form={form} accountId={account.value} />
    </Sheet>
  );
}

/** Apart, because it is only rendered once the sheet is open: the day is the one of the browser at that moment. */
function NewTransaction({ form, accountId }: { form: TransactionFormContext; accountId: string }) {
  const values = { accountId, tradeType: "buy", assetType: "stock", currency: form.currency, date: new Date().toLocaleDateString("sv-SE") };
  const isOnlyAccount = form.accounts.length === 1;
  return <TransactionForm action={addTransactionAction} context={form} hidden={isOnlyAccount ? { accountId } : {}} values={values} original={null} submitLabel="Add transaction" />;
}
