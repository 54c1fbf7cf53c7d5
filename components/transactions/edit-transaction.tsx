"use client";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Sheet } from "@/components/ui/sheet";
import type { TransactionDraft } from "@/lib/formats/types";
import { editTransactionAction } from "@/lib/transactions/actions";
import { formFromDraft } from "@/lib/transactions/rules";
import { isTradeType } from "@/lib/transactions/trade-types";
import { TransactionForm, type TransactionFormContext } from "./transaction-form";

interface EditTransactionProps {
  id: string;
  /** The newest revision as this page shows it: an edit of anything older is refused. */
  seen: string;
  draft: TransactionDraft;
  form: TransactionFormContext;
  /** The address asked for the form. */
  startsOpen: boolean;
}

/** The button `Edit` and the row's form. */
export function EditTransaction({ id, seen, draft, form, startsOpen }: EditTransactionProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const show = (open: boolean) => {
    setOpen(open);
    // Closed once, it stays closed when the page is loaded again.
    if (!open && startsOpen) window.history.replaceState(null, "", window.location.pathname);
  };
  const values = formFromDraft(draft);
  // A select can't show a type that it doesn't have; "Other" is what such a row counts as.
  const tradeType = isTradeType(values.tradeType) ? values.tradeType : "other";
  const description = draft.meta.needsReview ? "Saving marks the row as reviewed." : undefined;
  return (
    <Sheet trigger={{ label: "Edit", variant: "secondary", size: "sm", icon: <Pencil aria-hidden /> }} open={isOpen} onOpenChange={show} title="Edit transaction" description={description}>
      <TransactionForm action={editTransactionAction} context={form} hidden={{ id, seen }} values={{ ...values, tradeType }} original={draft} submitLabel="Save" />
    </Sheet>
  );
}
