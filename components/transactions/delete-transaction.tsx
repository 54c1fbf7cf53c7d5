"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { restoreTransactionAction } from "@/lib/transactions/actions";
import { useDeleteTransaction } from "./use-delete-transaction";

/** The button `Delete`, on the row's own page. */
export function DeleteTransaction({ id }: { id: string }) {
  const { remove, pending } = useDeleteTransaction(id);
  return (
    <Button size="sm" variant="ghost" icon={<Icon name="trash-2" />} pending={pending} onClick={remove}>
      Delete
    </Button>
  );
}

/** The button that brings a deleted row back, on the page that it leaves behind. */
export function RestoreTransaction({ id }: { id: string }) {
  const { run, pending } = useAction(restoreTransactionAction);
  return (
    <Button variant="primary" icon={<Icon name="undo-2" />} pending={pending} onClick={() => void run({ id })}>
      Bring it back
    </Button>
  );
}
