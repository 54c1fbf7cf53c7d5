"use client";
import { addHoldingAction } from "@/lib/holdings/actions";
import { HoldingForm, type HoldingFormContext } from "./holding-form";

/** The form of a new row. Its day is the one of the browser when the sheet opens. */
export function NewHolding({ form, accountId }: { form: HoldingFormContext; accountId: string }) {
  const values = { accountId, assetType: "stock", currency: form.currency, asOf: new Date().toLocaleDateString("sv-SE") };
  return (
    <HoldingForm
      action={addHoldingAction}
      context={form}
      hidden={form.accounts.length === 1 ? { accountId } : {}}
      values={values}
      isNew
      submitLabel="Add holding"
    />
  );
}
