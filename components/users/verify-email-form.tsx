import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { verifyEmailAction } from "@/lib/users/email/actions";

/** A button, because mail programs open links by themselves, and only people press buttons. */
export function VerifyEmailForm({ token, email, createsAccount }: { token: string; email: string; createsAccount: boolean }) {
  return (
    <ActionForm action={verifyEmailAction} className="grid gap-4">
      <p>
        Is <span className="break-all font-medium">{email}</span> yours?
      </p>
      {createsAccount ? <p className="text-muted">With that your account is created.</p> : null}
      <input type="hidden" name="token" value={token} />
      <SubmitButton variant="primary" pendingText="Confirming">
        Yes, confirm it
      </SubmitButton>
    </ActionForm>
  );
}
