"use client";
import type { TransactionDraft } from "@/lib/formats/types";
import { editTransactionAction } from "@/lib/transactions/actions";
import { formFromDraft } from "@/lib/transactions/rules";
import { isTradeType } from "@/lib/transactions/trade-types";
import { TransactionForm, type TransactionFormContext } from "./transaction-form";

export interface EditTransactionFormProps {
  id: string;
  /** The newest revision as this page shows it: an edit of anything older is refused. */
  seen: string;
  draft: TransactionDraft;
  form: TransactionFormContext;
}

/** The form of a row as it stands. */
export function EditTransactionForm({ id, seen, draft, form }: EditTransactionFormProps) {
  const values = formFromDraft(draft);
  // A select can't show a type that it doesn't have; "Other" is what such a row counts as.
  const tradeType = isTradeType(values.tradeType) ? values.tradeType : "other";
  return (
    <TransactionForm
      action={editTransactionAction}
      context={form}
      hidden={{ id, seen }}
      values={{ ...values, tradeType }}
      original={draft}
      submitLabel="Save"
    />
  );
}
