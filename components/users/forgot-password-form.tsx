import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { requestResetAction } from "@/lib/users/email/actions";

export function ForgotPasswordForm() {
  return (
    <ActionForm action={requestResetAction} resetOnSuccess className="grid gap-4">
      <p className="text-muted">Tell us your address. If there is an account with it, a link comes with which you choose a new password.</p>
      <TextField name="email" label="Email" type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      <SubmitButton variant="primary" pendingText="Sending">
        Send the link
      </SubmitButton>
    </ActionForm>
  );
}
