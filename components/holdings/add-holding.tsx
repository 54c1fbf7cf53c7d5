"use client";
import { Plus } from "lucide-react";
import { Sheet } from "@/components/ui/sheet";
import { addHoldingAction } from "@/lib/holdings/actions";
import { HoldingForm, type HoldingFormContext } from "./holding-form";

/** The button `Add holding` and its form. Nothing where there is no account to add to. */
export function AddHolding({ form }: { form: HoldingFormContext }) {
  const [account] = form.accounts;
  if (!account) return null;
  return (
    <Sheet trigger={{ label: "Add holding", variant: "primary", size: "sm", icon: <Plus aria-hidden />, className: "w-full sm:w-auto" }} title="Add holding">
      <NewHolding form={form} accountId={account.value} />
    </Sheet>
  );
}

/** Apart, because it is only rendered once the sheet is open: the day is the one of the browser at that moment. */
function NewHolding({ form, accountId }: { form: HoldingFormContext; accountId: string }) {
  const values = { accountId, assetType: "stock", currency: form.currency, asOf: new Date().toLocaleDateString("sv-SE") };
  return <HoldingForm action={addHoldingAction} context={form} hidden={form.accounts.length === 1 ? { accountId } : {}} values={values} isNew submitLabel="Add holding" />;
}
