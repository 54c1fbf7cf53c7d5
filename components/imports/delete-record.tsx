"use client";
import { ConfirmAction } from "@/components/form/confirm-action";
import type { OverlayControl } from "@/components/ui/overlay-trigger";
import { deleteImportRecordAction } from "@/lib/imports/history/actions";

interface DeleteRecordProps extends Pick<OverlayControl, "open" | "onOpenChange"> {
  importId: string;
  fileName: string;
  /** Without one the dialog is opened from elsewhere: by a menu. */
  withTrigger?: boolean;
}

/** Deletes what is left of an import that is not in the ledger. */
export function DeleteRecord({ importId, fileName, withTrigger = true, ...control }: DeleteRecordProps) {
  return (
    <ConfirmAction
      {...control}
      title="Delete this record?"
      {...(withTrigger ? { trigger: { label: "Delete record", variant: "secondary" } } : {})}
      confirmLabel="Delete record"
      action={deleteImportRecordAction}
      values={{ importId }}
    >
      <p className="break-words">
        The list of lines of {fileName}, and the original that was kept, are deleted for good. Nothing in the accounts changes.
      </p>
    </ConfirmAction>
  );
}
