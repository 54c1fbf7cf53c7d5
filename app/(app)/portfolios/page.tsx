import type { Metadata } from "next";
import { Suspense } from "react";
import { DeletePortfolio } from "@/components/portfolios/delete-portfolio";
import { NewPortfolio } from "@/components/portfolios/new-portfolio";
import { PortfolioList, PortfolioListSkeleton } from "@/components/portfolios/portfolio-list";
import { PageHeader } from "@/components/ui/page-header";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { countContents, getPortfolio, listPortfolios } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Portfolios" };

export default async function PortfoliosPage({ searchParams }: PageProps<"/portfolios">) {
  const actor = await requireActor();
  const { delete: wanted } = await searchParams;
  const unwanted = typeof wanted === "string" ? parseRowId(wanted) : null;
  return (
    <>
      <PageHeader title="Portfolios" actions={<NewPortfolio />} />
      <Suspense fallback={<PortfolioListSkeleton />}>
        <Portfolios actor={actor} />
      </Suspense>
      {unwanted ? (
        <Suspense key={wanted?.toString()} fallback={null}>
          <Deletion actor={actor} id={unwanted} />
        </Suspense>
      ) : null}
    </>
  );
}

async function Portfolios({ actor }: { actor: Actor }) {
  const [portfolios, { baseCurrency, locale }] = await Promise.all([listPortfolios(actor), getSettings(actor)]);
  return <PortfolioList portfolios={portfolios} baseCurrency={baseCurrency} locale={locale} />;
}

async function Deletion({ actor, id }: { actor: Actor; id: bigint }) {
  const [portfolio, contents] = await Promise.all([getPortfolio(actor, id), countContents(actor, id)]);
  return portfolio && <DeletePortfolio portfolio={portfolio} contents={contents} />;
}
