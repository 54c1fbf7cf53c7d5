import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { resetPasswordAction } from "@/lib/users/email/actions";
import { NewPasswordField } from "./new-password-field";

interface ResetPasswordFormProps {
  token: string;
  email: string;
  passwordMinLength: number;
}

export function ResetPasswordForm({ token, email, passwordMinLength }: ResetPasswordFormProps) {
  return (
    <ActionForm action={resetPasswordAction} className="grid gap-4">
      <p className="text-muted">
        For <span className="break-all text-ink">{email}</span>. Changing it signs you out everywhere.
      </p>
      <input type="hidden" name="token" value={token} />
      {/* Not sent to be believed: password managers need it to know whose password changes. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <NewPasswordField name="newPassword" label="New password" minLength={passwordMinLength} />
      <SubmitButton variant="primary" pendingText="Changing password">
        Change password
      </SubmitButton>
    </ActionForm>
  );
}
