"use client";
import { FormDialog } from "@/components/form/form-dialog";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { deleteRateAction, editRateAction } from "@/lib/rates/actions";
import { RateFields, type RateValues } from "./rate-fields";

/** What can be done with a rate that was typed. */
export function RateActions({ id, rate }: { id: string; rate: RateValues }) {
  const { run, pending } = useAction(deleteRateAction);
  const of = `the rate of ${rate.day}`;
  return (
    <span className="-my-1.5 flex gap-1">
      <FormDialog
        trigger={{ label: `Edit ${of}`, variant: "ghost", size: "icon", icon: <Icon name="pencil" /> }}
        title="Edit exchange rate"
        action={editRateAction}
        values={{ rateId: id }}
        submitLabel="Save"
      >
        <RateFields values={rate} />
      </FormDialog>
      <Button
        variant="ghost"
        size="icon"
        icon={<Icon name="trash-2" />}
        aria-label={`Delete ${of}`}
        pending={pending}
        onClick={() => void run({ rateId: id })}
      />
    </span>
  );
}
