import type { Metadata } from "next";
import { MappingSettings } from "@/components/mappings/mapping-settings";
import { PageHeader } from "@/components/ui/page-header";
import { ActivitySettings } from "@/components/users/activity-settings";
import { ConnectionSettings } from "@/components/users/connection-settings";
import { DataSettings } from "@/components/users/data-settings";
import { MarketDataSettings } from "@/components/users/market-data-settings";
import { OperatorSettings } from "@/components/users/operator-settings";
import { PreferenceSettings } from "@/components/users/preference-settings";
import { ProfileSettings } from "@/components/users/profile-settings";
import { SecuritySettings } from "@/components/users/security-settings";
import { requireActor } from "@/lib/auth/session";
import { getSecurity } from "@/lib/identity/queries";
import { listMappings } from "@/lib/mappings/queries";
import { isOperator } from "@/lib/operator/operator";
import { countOwned } from "@/lib/users/deletion/queries";
import { getEmailState } from "@/lib/users/email/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ searchParams }: PageProps<"/settings">) {
  const actor = await requireActor();
  const [settings, security, mappings, owned, email, operates] = await Promise.all([
    getSettings(actor),
    getSecurity(actor),
    listMappings(actor),
    countOwned(actor),
    getEmailState(actor),
    isOperator(actor),
  ]);
  const { locale, timeZone } = settings;
  const { refusal } = await searchParams;
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid gap-10">
        <ProfileSettings name={actor.name} email={email} />
        <SecuritySettings security={security} refusal={refusal && String(refusal)} locale={locale} timeZone={timeZone} />
        <PreferenceSettings preferences={settings} />
        <ConnectionSettings />
        <MarketDataSettings />
        <MappingSettings mappings={mappings} />
        {operates ? <OperatorSettings /> : null}
        <ActivitySettings />
        <DataSettings email={actor.email} owned={owned} />
      </div>
    </>
  );
}
