import type { Metadata } from "next";
import { MappingSettings } from "@/components/mappings/mapping-settings";
import { PageHeader } from "@/components/ui/page-header";
import { ActivitySettings } from "@/components/users/activity-settings";
import { ConnectionSettings } from "@/components/users/connection-settings";
import { DataSettings } from "@/components/users/data-settings";
import { MarketDataSettings } from "@/components/users/market-data-settings";
import { PreferenceSettings } from "@/components/users/preference-settings";
import { ProfileSettings } from "@/components/users/profile-settings";
import { SecuritySettings } from "@/components/users/security-settings";
import { canHavePasskeys } from "@/lib/auth/passkey-ceremony";
import { requireActor } from "@/lib/auth/session";
import { listMappings } from "@/lib/mappings/queries";
import { listPasskeys } from "@/lib/passkeys/queries";
import { getTwoFactor } from "@/lib/two-factor/queries";
import { countOwned } from "@/lib/users/deletion/queries";
import { getEmailState } from "@/lib/users/email/queries";
import { getSettings, listSessions } from "@/lib/users/queries";
import { PASSWORD_MIN_LENGTH } from "@/lib/users/schema";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const actor = await requireActor();
  const [settings, sessions, twoFactor, passkeys, mappings, owned, email] = await Promise.all([
    getSettings(actor),
    listSessions(actor),
    getTwoFactor(actor),
    listPasskeys(actor),
    listMappings(actor),
    countOwned(actor),
    getEmailState(actor),
  ]);
  const { locale, timeZone } = settings;
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid gap-10">
        <ProfileSettings name={actor.name} email={email} />
        <SecuritySettings
          email={actor.email}
          sessions={sessions}
          twoFactor={twoFactor}
          passkeys={passkeys}
          canHavePasskeys={canHavePasskeys()}
          passwordMinLength={PASSWORD_MIN_LENGTH}
          locale={locale}
          timeZone={timeZone}
        />
        <PreferenceSettings preferences={settings} />
        <ConnectionSettings />
        <MarketDataSettings />
        <MappingSettings mappings={mappings} />
        <ActivitySettings />
        <DataSettings email={actor.email} owned={owned} />
      </div>
    </>
  );
}
