import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { AllPrices } from "@/components/prices/all-prices";
import { ImportPrices } from "@/components/prices/import-prices";
import { PriceSources } from "@/components/prices/price-sources";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { listPrices } from "@/lib/prices/queries";
import { daySchema } from "@/lib/prices/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Prices" };

/** One piece, no boundary: somebody else's instrument must be a 404, and only the query knows. */
export default async function PricesPage({ params, searchParams }: PageProps<"/instruments/[id]/prices">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const before = daySchema.parse((await searchParams).before);
  const list = id && (await listPrices(actor, id, before ?? null));
  if (!list) notFound();
  const { locale } = await getSettings(actor);
  const instrumentId = id.toString();
  return (
    <>
      <PageHeader
        title={`Prices of ${list.symbol}`}
        description={list.name || undefined}
        breadcrumbs={[
          { label: "Instruments", href: "/instruments" as Route },
          { label: list.symbol, href: `/instruments/${instrumentId}` as Route },
          { label: "Prices" },
        ]}
        actions={
          // On a phone the form stands below the prices.
          <ButtonLink variant="secondary" href={"#import" as Route} className="lg:hidden">
            Import a file
          </ButtonLink>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <AllPrices instrumentId={instrumentId} list={list} isContinued={before !== undefined} locale={locale} />
        <div className="min-w-0 space-y-5">
          <ImportPrices instrumentId={instrumentId} currency={list.currency} locale={locale} />
          {list.sources.length > 0 && <PriceSources instrumentId={instrumentId} sources={list.sources} locale={locale} />}
        </div>
      </div>
    </>
  );
}
