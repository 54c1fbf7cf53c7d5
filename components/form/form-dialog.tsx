"use client";
import type { ReactNode } from "react";
import { Dialog, DialogActions, type DialogProps } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import type { FormAction } from "@/lib/action/state";
import { ActionForm } from "./action-form";
import { SubmitButton } from "./submit-button";

export interface FormDialogProps extends Pick<DialogProps, "trigger" | "title" | "description"> {
  action: FormAction<undefined>;
  /** What is sent along with the fields, such as the id of the row. */
  values?: Readonly<Record<string, string>>;
  submitLabel: string;
  children: ReactNode;
}

/** A button that opens a small form. */
export function FormDialog({ action, values = {}, submitLabel, children, ...dialog }: FormDialogProps) {
  return (
    <Dialog {...dialog}>
      <ActionForm action={action} className="grid gap-4">
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
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
