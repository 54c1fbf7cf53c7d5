"use client";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogActions, type DialogProps } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import type { FormAction } from "@/lib/action/state";

interface InstrumentDialogProps extends Pick<DialogProps, "trigger" | "title" | "description"> {
  action: FormAction<undefined>;
  instrumentId: string;
  submitLabel: string;
  children: ReactNode;
}

/** A small form about one instrument. */
export function InstrumentDialog({ action, instrumentId, submitLabel, children, ...dialog }: InstrumentDialogProps) {
  return (
    <Dialog {...dialog}>
      <ActionForm action={action} className="grid gap-4">
        <input type="hidden" name="instrumentId" value={instrumentId} />
        {children}
        <DialogActions>
          <CloseButton />
          <SubmitButton variant="primary" pendingText="Saving">
            {submitLabel}
          </SubmitButton>
        </DialogActions>
      </ActionForm>
    </Dialog>
  );
}
