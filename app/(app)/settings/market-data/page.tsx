import type { Metadata, Route } from "next";
import { Suspense } from "react";
import { PriceSettings } from "@/components/prices/price-settings";
import { RateSettings } from "@/components/rates/rate-settings";
import { PageHeader } from "@/components/ui/page-header";
import { SettingsSkeleton } from "@/components/users/settings-section";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { getPriceSettings } from "@/lib/prices/queries";
import { getRates } from "@/lib/rates/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Market data" };

export default async function MarketDataPage() {
  const actor = await requireActor();
  return (
    <>
      <PageHeader
        title="Market data"
        description="What your holdings are valued with, beside what trades and brokers say."
        breadcrumbs={[{ label: "Settings", href: "/settings" as Route }, { label: "Market data" }]}
      />
      <div className="grid gap-10">
        <Suspense fallback={<SettingsSkeleton label="Loading prices" />}>
          <Prices actor={actor} />
        </Suspense>
        <Suspense fallback={<SettingsSkeleton label="Loading exchange rates" />}>
          <Rates actor={actor} />
        </Suspense>
      </div>
    </>
  );
}

async function Prices({ actor }: { actor: Actor }) {
  const [settings, { locale, timeZone }] = await Promise.all([getPriceSettings(actor), getSettings(actor)]);
  return <PriceSettings {...settings} locale={locale} timeZone={timeZone} />;
}

async function Rates({ actor }: { actor: Actor }) {
  const [rates, { baseCurrency, locale, timeZone }] = await Promise.all([getRates(actor), getSettings(actor)]);
  return <RateSettings {...rates} baseCurrency={baseCurrency} locale={locale} timeZone={timeZone} />;
}
