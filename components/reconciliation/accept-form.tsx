"use client";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import { acceptDifferenceAction } from "@/lib/reconciliation/actions";
import type { AcceptDialogProps } from "./accept-dialog";
import { useTold } from "./use-told";

export function AcceptForm({ accountId, snapshotId, subject, figure, difference, proposal }: AcceptDialogProps) {
  const accept = useTold(acceptDifferenceAction, ({ data }) => (data ? { message: data.said } : null));
  return (
    <ActionForm action={accept} className="grid gap-4">
      <input type="hidden" name="accountId" value={accountId} />
      <input type="hidden" name="snapshotId" value={snapshotId} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="figure" value={figure} />
      <input type="hidden" name="difference" value={difference} />
      <TextField
        name="note"
        label="Note"
        defaultValue={proposal?.note}
        maxLength={1000}
        required
        hint="Why it may stand: you will want to know next year."
      />
      <TextField
        name="until"
        type="date"
        label="Accept until"
        defaultValue={endFrom(proposal?.until ?? null)}
        optional
        hint="The last day of it. Left blank, it has no end."
      />
      <DialogActions>
        <CloseButton />
        <SubmitButton variant="primary" pendingText="Saving">
          Accept difference
        </SubmitButton>
      </DialogActions>
    </ActionForm>
  );
}

/** A day that is over is no end to propose: the list is older than that. */
const endFrom = (until: string | null): string | undefined =>
  until !== null && until >= new Date().toISOString().slice(0, 10) ? until : undefined;
