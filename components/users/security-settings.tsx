import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { changePasswordAction, signOutEverywhereAction } from "@/lib/users/actions";
import { NewPasswordField } from "./new-password-field";
import { SessionList, type ShownSession } from "./session-list";
import { SettingsSection } from "./settings-section";

interface SecuritySettingsProps {
  email: string;
  sessions: readonly ShownSession[];
  passwordMinLength: number;
  locale: string;
  timeZone: string;
}

export function SecuritySettings({ email, sessions, passwordMinLength, locale, timeZone }: SecuritySettingsProps) {
  return (
    <SettingsSection id="security" title="Security" description="Your password, and where you are signed in.">
      <ActionForm action={changePasswordAction} resetOnSuccess className="grid max-w-md gap-4">
        <div>
          <h3 className="font-medium">Password</h3>
          <p className="text-muted">Changing it signs you out everywhere else.</p>
        </div>
        {/* Not shown and not sent to be believed: password managers need it to know whose password changes. */}
        <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
        <TextField name="currentPassword" label="Current password" type="password" autoComplete="current-password" required />
        <NewPasswordField name="newPassword" label="New password" minLength={passwordMinLength} />
        <SubmitButton variant="primary" pendingText="Changing password" className="justify-self-start">
          Change password
        </SubmitButton>
      </ActionForm>
      <hr className="border-line" />
      <div className="grid gap-3">
        <h3 className="font-medium">Sessions</h3>
        <SessionList sessions={sessions} locale={locale} timeZone={timeZone} />
        <ActionForm action={signOutEverywhereAction} className="grid gap-2">
          <p className="text-muted">Ends every session at once, this one too.</p>
          <SubmitButton variant="secondary" pendingText="Signing out" className="justify-self-start">
            Sign out everywhere
          </SubmitButton>
        </ActionForm>
      </div>
    </SettingsSection>
  );
}
