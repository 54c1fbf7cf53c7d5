"use client";
import { lazy } from "react";
import { InstrumentDialog } from "@/components/instruments/instrument-dialog";
import { Icon } from "@/components/ui/icon";
import { addPriceAction } from "@/lib/prices/actions";

const PriceFields = lazy(() => import("./price-fields").then((module) => ({ default: module.PriceFields })));

export function AddPrice({ instrumentId, currency }: { instrumentId: string; currency: string | null }) {
  return (
    <InstrumentDialog
      trigger={{ label: "Add price", variant: "secondary", size: "sm", icon: <Icon name="plus" /> }}
      title="Add price"
      description="What one unit was worth on a day. It goes before what files and providers say of that day."
      action={addPriceAction}
      instrumentId={instrumentId}
      submitLabel="Add price"
    >
      <Fields currency={currency ?? ""} />
    </InstrumentDialog>
  );
}

/** Rendered when the dialog opens: today is the day where the person is. */
function Fields({ currency }: { currency: string }) {
  return <PriceFields values={{ day: new Date().toLocaleDateString("sv-SE"), price: "", currency }} />;
}
