import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { updateProfileAction } from "@/lib/users/actions";
import type { EmailState } from "@/lib/users/email/schema";
import { EmailSettings } from "./email-settings";
import { SettingsSection } from "./settings-section";

export function ProfileSettings({ name, email }: { name: string; email: EmailState }) {
  return (
    <SettingsSection id="profile" title="Profile" description="How Truefolio addresses you.">
      <EmailSettings {...email} />
      <ActionForm action={updateProfileAction} className="grid max-w-md gap-4">
        <TextField name="name" label="Name" defaultValue={name} maxLength={200} autoComplete="name" required />
        <SubmitButton variant="primary" pendingText="Saving" className="justify-self-start">
          Save profile
        </SubmitButton>
      </ActionForm>
    </SettingsSection>
  );
}
