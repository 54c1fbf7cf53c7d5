"use client";
import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useAction } from "@/components/form/use-action";
import { DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import { applyFixAction, undoFixAction } from "@/lib/reconciliation/actions";
import type { FixDialogProps } from "./fix-dialog";
import { FixEffects } from "./fix-effects";
import { PlannedRows } from "./planned-rows";
import { useTold } from "./use-told";

/** The rows as they will stand, what is left afterwards, and why: then one press writes them. */
export function FixForm({ accountId, snapshotId, subject, cause, fix, ...shown }: FixDialogProps) {
  const { days, rows } = fix;
  const [day, setDay] = useState(days?.proposed ?? "");
  const { run: undo } = useAction(undoFixAction);
  const apply = useTold(applyFixAction, ({ data }) =>
    data ? { message: data.said, action: { label: "Undo", onAction: () => void undo({ fixId: data.fixId }) } } : null,
  );
  const isRemoval = rows.every(({ operation }) => operation === "remove");
  const count = rows.length === 1 ? "1 row" : `${rows.length} rows`;
  const dated = rows.map((row) => (row.operation === "add" && days && day ? { ...row, at: `${day}T00:00:00.000Z` } : row));
  return (
    <ActionForm action={apply} className="grid gap-4">
      <input type="hidden" name="accountId" value={accountId} />
      <input type="hidden" name="snapshotId" value={snapshotId} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="cause" value={cause.id} />
      <input type="hidden" name="seal" value={fix.seal} />
      <PlannedRows rows={dated} {...shown} />
      <FixEffects effects={fix.effects} locale={shown.locale} />
      {(days || fix.asksPrice) && (
        <div className="grid gap-4 sm:grid-cols-2">
          {days && (
            <TextField
              name="date"
              type="date"
              label="Date"
              min={days.from}
              max={days.to}
              defaultValue={days.proposed}
              onChange={(event) => setDay(event.target.value)}
              hint={days.from === "1900-01-01" ? `Any day up to ${days.to}.` : `Any day from ${days.from} to ${days.to} explains it.`}
            />
          )}
          {fix.asksPrice && (
            <TextField
              name="price"
              label="Cost per unit"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={proposedPrice(rows)}
              optional
              hint="What one unit had cost. Without it the cost isn’t known."
            />
          )}
        </div>
      )}
      <TextareaField name="reason" label="Reason" rows={2} maxLength={1000} defaultValue={fix.reason} required />
      <DialogActions>
        <CloseButton />
        <SubmitButton variant={isRemoval ? "danger" : "primary"} pendingText="Writing">
          {isRemoval ? `Delete ${count}` : `Write ${count}`}
        </SubmitButton>
      </DialogActions>
    </ActionForm>
  );
}

const proposedPrice = ([row]: FixDialogProps["fix"]["rows"]): string | undefined => (row && row.price !== "0" ? row.price : undefined);
