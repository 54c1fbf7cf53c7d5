"use client";
import { useAction } from "@/components/form/use-action";
import { useToast } from "@/components/ui/toast";
import { deleteTransactionAction, restoreTransactionAction } from "@/lib/transactions/actions";

/**
 * Deletes a row at once, without asking: the toast takes it back, and so does the row's own page later.
 * @param onGone told when the row is gone, and when it is back
 */
export function useDeleteTransaction(id: string, onGone?: (isGone: boolean) => void): { remove: () => void; pending: boolean } {
  const toast = useToast();
  const { run, pending } = useAction(deleteTransactionAction, { toasts: false });
  const { run: restore } = useAction(restoreTransactionAction);
  const undo = async () => {
    const state = await restore({ id });
    if (state?.status === "ok") onGone?.(false);
  };
  const remove = async () => {
    const state = await run({ id });
    if (state?.status === "error") toast({ message: state.message, tone: "danger" });
    if (state?.status !== "ok") return;
    onGone?.(true);
    toast({ message: "Transaction deleted.", action: { label: "Undo", onAction: () => void undo() } });
  };
  return { remove: () => void remove(), pending };
}
