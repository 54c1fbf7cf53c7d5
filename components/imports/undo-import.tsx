"use client";
import { ConfirmAction } from "@/components/form/confirm-action";
import type { OverlayControl } from "@/components/ui/overlay-trigger";
import { undoImportAction } from "@/lib/imports/actions";
import { UndoEffectNote } from "./undo-effect-note";

interface UndoImportProps extends Pick<OverlayControl, "open" | "onOpenChange"> {
  accountId: string;
  importId: string;
  /** Without one the dialog is opened from elsewhere: by a menu. */
  withTrigger?: boolean;
}

/** Takes an import back, after saying what goes with it and what stays. */
export function UndoImport({ accountId, importId, withTrigger = true, ...control }: UndoImportProps) {
  return (
    <ConfirmAction
      {...control}
      title="Undo this import?"
      {...(withTrigger ? { trigger: { label: "Undo import", variant: "secondary" } } : {})}
      confirmLabel="Undo import"
      action={undoImportAction}
      values={{ importId }}
    >
      <p>The accounts will be as if this file had never been imported.</p>
      <UndoEffectNote base={`/accounts/${accountId}/import/${importId}`} />
    </ConfirmAction>
  );
}
