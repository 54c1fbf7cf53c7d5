"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { undoFixAction } from "@/lib/reconciliation/actions";

export function UndoFix({ id, label }: { id: string; label: string }) {
  const { run, pending } = useAction(undoFixAction);
  return (
    <Button
      variant="secondary"
      size="sm"
      icon={<Icon name="undo-2" />}
      pending={pending}
      aria-label={`Undo fix of ${label}`}
      onClick={() => void run({ fixId: id })}
    >
      Undo
    </Button>
  );
}
