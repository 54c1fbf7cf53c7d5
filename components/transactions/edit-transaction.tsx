"use client";
import { lazy, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import type { EditTransactionFormProps } from "./edit-transaction-form";

const EditTransactionForm = lazy(() => import("./edit-transaction-form").then((module) => ({ default: module.EditTransactionForm })));

/** The button `Edit` and the row's form, open from the start when the address asks for it. */
export function EditTransaction({ startsOpen, ...row }: EditTransactionFormProps & { startsOpen: boolean }) {
  const [isOpen, setOpen] = useState(startsOpen);
  const show = (open: boolean) => {
    setOpen(open);
    // Closed once, it stays closed when the page is loaded again.
    if (!open && startsOpen) window.history.replaceState(null, "", window.location.pathname);
  };
  const description = row.draft.meta.needsReview ? "Saving marks the row as reviewed." : undefined;
  return (
    <Sheet
      trigger={{ label: "Edit", variant: "secondary", size: "sm", icon: <Icon name="pencil" /> }}
      open={isOpen}
      onOpenChange={show}
      title="Edit transaction"
      description={description}
    >
      <EditTransactionForm {...row} />
    </Sheet>
  );
}
