"use client";
import { lazy, useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { Sheet } from "@/components/ui/sheet";
import { useToast } from "@/components/ui/toast";
import { deleteHoldingAction, restoreHoldingAction } from "@/lib/holdings/actions";
import type { HoldingView } from "@/lib/holdings/schema";
import type { HoldingFormContext } from "./holding-form";

const EditHolding = lazy(() => import("./edit-holding").then((module) => ({ default: module.EditHolding })));

/** What can be done with a row that was entered by hand. */
export function HoldingActions({ holding, id, form }: { holding: HoldingView; id: string; form: HoldingFormContext }) {
  const [isEditing, setEditing] = useState(false);
  const toast = useToast();
  const remove = useAction(deleteHoldingAction, { toasts: false });
  const restore = useAction(restoreHoldingAction);
  const removeNow = async () => {
    const state = await remove.run({ id });
    if (state?.status === "error") toast({ message: state.message, tone: "danger" });
    if (state?.status === "ok")
      toast({ message: state.message ?? "Deleted.", action: { label: "Undo", onAction: () => void restore.run({ id }) } });
  };
  return (
    <>
      <Menu
        trigger={{
          label: `Actions for ${holding.symbol}`,
          icon: <Icon name="ellipsis" />,
          size: "icon",
          variant: "ghost",
          className: "-my-1.5",
        }}
        entries={[
          { label: "Edit", icon: <Icon name="pencil" />, onSelect: () => setEditing(true) },
          { label: "Delete", icon: <Icon name="trash-2" />, danger: true, disabled: remove.pending, onSelect: () => void removeNow() },
        ]}
      />
      <Sheet open={isEditing} onOpenChange={setEditing} title={`Edit ${holding.symbol}`}>
        <EditHolding holding={holding} id={id} form={form} />
      </Sheet>
    </>
  );
}
