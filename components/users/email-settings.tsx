import { ActionForm } from "@/components/form/action-form";
import { FormDialog } from "@/components/form/form-dialog";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Badge } from "@/components/ui/badge";
import { changeEmailAction, sendVerificationAction } from "@/lib/users/email/actions";
import type { EmailState } from "@/lib/users/email/schema";

/** The address that a person signs in with, whether it is known to be theirs, and the way to another one. */
export function EmailSettings({ email, verifiedAt }: EmailState) {
  return (
    <div className="grid max-w-md gap-3">
      <div className="grid gap-1">
        <h3 className="font-medium">Email</h3>
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 break-all">{email}</span>
          {verifiedAt ? <Badge tone="success">Confirmed</Badge> : <Badge tone="warning">Not confirmed</Badge>}
        </p>
      </div>
      {verifiedAt ? null : (
        <ActionForm action={sendVerificationAction} className="grid gap-2">
          <p className="text-muted">
            A message with a link was sent when you signed up. Follow the link, and we know that this address is yours.
          </p>
          <SubmitButton variant="secondary" pendingText="Sending" className="justify-self-start">
            Send again
          </SubmitButton>
        </ActionForm>
      )}
      <div>
        <FormDialog
          trigger={{ label: "Change address", variant: "secondary" }}
          title="Change your address"
          description="A message with a link goes to the new address. The old one is yours until you follow it, and is told."
          action={changeEmailAction}
          submitLabel="Send the link"
        >
          <TextField
            name="newEmail"
            label="New email"
            type="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <TextField name="currentPassword" label="Your password" type="password" autoComplete="current-password" required />
        </FormDialog>
      </div>
    </div>
  );
}
