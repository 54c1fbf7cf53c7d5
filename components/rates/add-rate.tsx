"use client";
import { FormDialog } from "@/components/form/form-dialog";
import { Icon } from "@/components/ui/icon";
import { addRateAction } from "@/lib/rates/actions";
import { RateFields } from "./rate-fields";

interface AddRateProps {
  from?: string;
  to: string;
}

export function AddRate({ from = "", to }: AddRateProps) {
  return (
    <FormDialog
      trigger={{ label: "Add rate", variant: "secondary", size: "sm", icon: <Icon name="plus" />, className: "justify-self-start" }}
      title="Add exchange rate"
      description="It goes before what the European Central Bank and files say of that day, in both directions."
      action={addRateAction}
      submitLabel="Add rate"
    >
      <Fields from={from} to={to} />
    </FormDialog>
  );
}

/** Rendered when the dialog opens: today is the day where the person is. */
function Fields({ from, to }: { from: string; to: string }) {
  return <RateFields values={{ from, to, rate: "", day: new Date().toLocaleDateString("sv-SE") }} />;
}
