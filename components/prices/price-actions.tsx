"use client";
import { lazy } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { deletePriceAction, editPriceAction } from "@/lib/prices/actions";
import type { PriceView } from "@/lib/prices/schema";

const PriceFields = lazy(() => import("./price-fields").then((module) => ({ default: module.PriceFields })));

/** What can be done with a price that was typed. */
export function PriceActions({ price }: { price: PriceView }) {
  const { run, pending } = useAction(deletePriceAction);
  const of = `the price of ${price.day}`;
  return (
    <span className="-my-1.5 flex gap-1">
      <FormDialog
        trigger={{ label: `Edit ${of}`, variant: "ghost", size: "icon", icon: <Icon name="pencil" /> }}
        title="Edit price"
        action={editPriceAction}
        values={{ priceId: price.id }}
        submitLabel="Save"
      >
        <PriceFields values={price} />
      </FormDialog>
      <Button
        variant="ghost"
        size="icon"
        icon={<Icon name="trash-2" />}
        aria-label={`Delete ${of}`}
        pending={pending}
        onClick={() => void run({ priceId: price.id })}
      />
    </span>
  );
}
