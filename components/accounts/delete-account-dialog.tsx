"use client";
import { ConfirmAction } from "@/components/form/confirm-action";
import { counted } from "@/components/imports/wording";
import { deleteAccountAction } from "@/lib/accounts/actions";

interface DeleteAccountDialogProps {
  id: string;
  name: string;
  /** What goes with the account. */
  contents: { holdings: number; transactions: number; imports: number };
}

export function DeleteAccountDialog({ id, name, contents }: DeleteAccountDialogProps) {
  return (
    <ConfirmAction
      title="Delete account"
      trigger={{ label: "Delete", variant: "secondary" }}
      phrase={name}
      confirmLabel="Delete account"
      action={deleteAccountAction}
      values={{ id, confirmation: name }}
    >
      <p>This deletes the account and everything in it, for good:</p>
      <ul className="list-disc pl-5">
        <li>{counted(contents.transactions, "transaction")}</li>
        <li>{counted(contents.holdings, "holding")} in all snapshots, old ones included</li>
        <li>{counted(contents.imports, "import")} with the files</li>
        <li>the sealed credentials, if there are any</li>
      </ul>
      <p>To keep the history, close the account instead.</p>
    </ConfirmAction>
  );
}
