"use client";
import { ConfirmAction } from "@/components/form/confirm-action";
import { removePricesAction } from "@/lib/prices/actions";

interface RemovePricesProps {
  instrumentId: string;
  source: string;
  sourceName: string;
  count: number;
}

/** Takes back what one file or provider brought. */
export function RemovePrices({ instrumentId, source, sourceName, count }: RemovePricesProps) {
  return (
    <ConfirmAction
      trigger={{ label: `Remove prices of ${sourceName}`, variant: "ghost", size: "sm", children: "Remove" }}
      title="Remove these prices?"
      confirmLabel="Remove prices"
      action={removePricesAction}
      values={{ instrumentId, source }}
    >
      <p className="break-words">
        {count === 1 ? "The price" : `The ${count} prices`} of {sourceName} {count === 1 ? "goes" : "go"}. Others of the same days stay, and
        stand in their place.
      </p>
    </ConfirmAction>
  );
}
