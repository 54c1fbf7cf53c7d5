import Link from "next/link";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { changePasswordAction } from "@/lib/users/actions";
import { NewPasswordField } from "./new-password-field";

export function PasswordSettings({ email, minLength }: { email: string; minLength: number }) {
  return (
    <ActionForm action={changePasswordAction} resetOnSuccess className="grid max-w-md gap-4">
      <div>
        <h3 className="font-medium">Password</h3>
        <p className="text-muted">Changing it signs you out everywhere else.</p>
      </div>
      {/* Not shown and not sent to be believed: password managers need it to know whose password changes. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <TextField name="currentPassword" label="Current password" type="password" autoComplete="current-password" required />
      <NewPasswordField name="newPassword" label="New password" minLength={minLength} />
      <SubmitButton variant="primary" pendingText="Changing password" className="justify-self-start">
        Change password
      </SubmitButton>
    </ActionForm>
  );
}

/** Of who came in by another site. */
export function NoPassword() {
  return (
    <div>
      <h3 className="font-medium">Password</h3>
      <p className="text-muted">
        You have none. To have one,{" "}
        <Link href="/forgot-password" className="text-link">
          ask for a link
        </Link>{" "}
        by which you choose it.
      </p>
    </div>
  );
}
