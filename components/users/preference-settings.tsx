import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { METHOD_OPTIONS } from "@/components/performance/method-labels";
import { ThemeSwitch } from "@/components/theme/theme-switch";
import { savePreferencesAction } from "@/lib/users/actions";
import type { Preferences } from "@/lib/users/schema";
import { currencyOptions, localeOptions, timeZoneOptions } from "./preference-options";
import { SettingsSection } from "./settings-section";

export function PreferenceSettings({ preferences: { baseCurrency, costMethod, locale, timeZone } }: { preferences: Preferences }) {
  return (
    <SettingsSection id="preferences" title="Preferences" description="How amounts, dates and colours look to you.">
      <ActionForm action={savePreferencesAction} className="grid max-w-md gap-4">
        <SelectField
          name="baseCurrency"
          label="Base currency"
          defaultValue={baseCurrency}
          options={currencyOptions(baseCurrency)}
          hint="What the figures of a portfolio are worked out in. Lists keep the currency of each row."
        />
        <SelectField
          name="costMethod"
          label="A sale closes"
          defaultValue={costMethod}
          options={METHOD_OPTIONS}
          hint="For portfolios that don’t say otherwise, on their pages of performance and gains."
        />
        <SelectField name="locale" label="Number and date format" defaultValue={locale} options={localeOptions(locale)} />
        <SelectField
          name="timeZone"
          label="Time zone"
          defaultValue={timeZone}
          options={timeZoneOptions(timeZone)}
          hint="For times of day. A date without a time is the broker’s date in every zone."
        />
        <SubmitButton variant="primary" pendingText="Saving" className="justify-self-start">
          Save preferences
        </SubmitButton>
      </ActionForm>
      <hr className="border-line" />
      <div className="grid justify-items-start gap-2">
        <h3 className="font-medium">Theme</h3>
        <p className="text-muted">Kept in this browser.</p>
        <ThemeSwitch />
      </div>
    </SettingsSection>
  );
}
