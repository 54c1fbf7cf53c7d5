import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { ProviderSettings } from "@/components/oidc/provider-settings";
import { PasskeySettings } from "@/components/passkeys/passkey-settings";
import { QrCode } from "@/components/two-factor/qr-code";
import { TwoFactorSettings } from "@/components/two-factor/two-factor-settings";
import { Alert } from "@/components/ui/alert";
import { DateTime } from "@/components/ui/date-time";
import type { SecurityView } from "@/lib/identity/schema";
import { signOutEverywhereAction } from "@/lib/users/actions";
import { NoPassword, PasswordSettings } from "./password-settings";
import { SessionList } from "./session-list";
import { SettingsSection } from "./settings-section";
import { signInMessage } from "./sign-in-message";

interface SecuritySettingsProps {
  security: SecurityView;
  /** Why the last attempt to connect another site failed: a code of ours, or of next-auth. */
  refusal: string | undefined;
  locale: string;
  timeZone: string;
}

export function SecuritySettings({ security, refusal, locale, timeZone }: SecuritySettingsProps) {
  const { email, sessions, twoFactor, passkeys, providers, canHavePasskeys, hasPassword, passwordMinLength } = security;
  return (
    <SettingsSection id="security" title="Security" description="How you sign in, and where you are signed in.">
      {refusal ? <Alert tone="warning">{signInMessage(refusal)}</Alert> : null}
      {hasPassword ? <PasswordSettings email={email} minLength={passwordMinLength} /> : <NoPassword />}
      <hr className="border-line" />
      <TwoFactorSettings
        state={twoFactor}
        qrCode={twoFactor.status === "pending" ? <QrCode text={twoFactor.uri} label="QR code of the key below" /> : null}
        since={twoFactor.status === "on" ? <DateTime value={twoFactor.since} locale={locale} timeZone={timeZone} /> : null}
      />
      <hr className="border-line" />
      <PasskeySettings passkeys={passkeys} isPossible={canHavePasskeys} locale={locale} timeZone={timeZone} />
      <ProviderSettings providers={providers} locale={locale} timeZone={timeZone} />
      <hr className="border-line" />
      <section aria-labelledby="sessions" className="grid gap-3">
        <h3 id="sessions" className="font-medium">
          Sessions
        </h3>
        <SessionList sessions={sessions} locale={locale} timeZone={timeZone} />
        <ActionForm action={signOutEverywhereAction} className="grid gap-2">
          <p className="text-muted">Ends every session at once, this one too.</p>
          <SubmitButton variant="secondary" pendingText="Signing out" className="justify-self-start">
            Sign out everywhere
          </SubmitButton>
        </ActionForm>
      </section>
    </SettingsSection>
  );
}
