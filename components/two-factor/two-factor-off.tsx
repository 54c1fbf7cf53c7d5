import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { beginTwoFactorAction } from "@/lib/two-factor/actions";

export function TwoFactorOff() {
  return (
    <ActionForm action={beginTwoFactorAction} className="grid gap-3">
      <p className="text-muted">
        Off. When it is on, signing in with your password also asks for a code that an app on your phone shows: a password that leaked is
        not enough.
      </p>
      <SubmitButton variant="secondary" pendingText="Starting" className="justify-self-start">
        Set up two-factor sign-in
      </SubmitButton>
    </ActionForm>
  );
}
