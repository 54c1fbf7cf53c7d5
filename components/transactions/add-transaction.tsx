"use client";
import { lazy } from "react";
import { Icon } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import type { TransactionFormContext } from "./transaction-form";

/** Forms come when they are opened: most visits only read. */
const NewTransaction = lazy(() => import("./new-transaction").then((module) => ({ default: module.NewTransaction })));

/** The button `Add transaction` and its form. Nothing where there is no account to add to. */
export function AddTransaction({ form }: { form: TransactionFormContext }) {
  const [account] = form.accounts;
  if (!account) return null;
  return (
    <Sheet
      trigger={{ label: "Add transaction", variant: "primary", size: "sm", icon: <Icon name="plus" />, className: "w-full sm:w-auto" }}
      title="Add transaction"
    >
      <NewTransaction form={form} accountId={account.value} />
    </Sheet>
  );
}
