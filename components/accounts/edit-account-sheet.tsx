"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import { Sheet } from "@/components/ui/sheet";
import { editAccountAction } from "@/lib/accounts/actions";
import type { AccountSummary } from "@/lib/accounts/schema";
import { ACCOUNT_STATUS_LABELS, CHOSEN_STATUSES } from "@/lib/accounts/statuses";

const STATUS_OPTIONS = CHOSEN_STATUSES.map((status) => ({ value: status, label: ACCOUNT_STATUS_LABELS[status] }));

export function EditAccountSheet({ account }: { account: AccountSummary }) {
  return (
    <Sheet title="Edit account" trigger={{ label: "Edit", variant: "secondary" }}>
      <ActionForm action={editAccountAction} className="space-y-5">
        <input type="hidden" name="id" value={account.id} />
        <TextField name="displayName" label="Account name" defaultValue={account.displayName} required />
        <TextField
          name="externalAccountId"
          label="Account number"
          optional
          defaultValue={account.externalAccountId ?? ""}
          hint="As your broker prints it. Files find their account by it."
        />
        {/* What its broker makes of an account is nothing to be chosen here. */}
        {STATUS_OPTIONS.some(({ value }) => value === account.status) && (
          <SelectField name="status" label="Status" defaultValue={account.status} options={STATUS_OPTIONS} />
        )}
        <DialogActions>
          <CloseButton />
          <SubmitButton variant="primary">Save</SubmitButton>
        </DialogActions>
      </ActionForm>
    </Sheet>
  );
}
