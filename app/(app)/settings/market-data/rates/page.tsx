import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { PairRates } from "@/components/rates/pair-rates";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { daySchema } from "@/lib/prices/schema";
import { listRates } from "@/lib/rates/queries";
import { pairSchema } from "@/lib/rates/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Exchange rates" };

export default async function RatesPage({ searchParams }: PageProps<"/settings/market-data/rates">) {
  const actor = await requireActor();
  const query = await searchParams;
  const [pair, before] = [pairSchema.parse(query.pair), daySchema.parse(query.before)];
  if (!pair) notFound();
  const [{ rates, next }, { locale }] = await Promise.all([listRates(actor, pair, before ?? null), getSettings(actor)]);
  return (
    <>
      <PageHeader
        title={`${pair.from} to ${pair.to}`}
        breadcrumbs={[
          { label: "Settings", href: "/settings" as Route },
          { label: "Market data", href: "/settings/market-data" as Route },
          { label: `${pair.from} to ${pair.to}` },
        ]}
      />
      <div className="max-w-3xl">
        <PairRates {...pair} rates={rates} next={next} isContinued={before !== undefined} locale={locale} />
      </div>
    </>
  );
}
