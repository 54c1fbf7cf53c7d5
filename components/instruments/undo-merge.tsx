"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { undoMergeAction } from "@/lib/instruments/actions";

export function UndoMerge({ id, symbol }: { id: string; symbol: string }) {
  const { run, pending } = useAction(undoMergeAction);
  return (
    <Button
      variant="secondary"
      size="sm"
      icon={<Icon name="undo-2" />}
      pending={pending}
      aria-label={`Undo merge of ${symbol}`}
      onClick={() => run({ instrumentId: id })}
    >
      Undo merge
    </Button>
  );
}
