import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { HoldingsSection, HoldingsSkeleton } from "@/components/holdings/holdings-section";
import { listAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getPortfolioHoldings } from "@/lib/holdings/queries";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Holdings" };

export default async function PortfolioHoldingsPage({ params }: PageProps<"/portfolios/[id]/holdings">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getPortfolio(actor, id))) notFound();
  return (
    <Suspense fallback={<HoldingsSkeleton />}>
      <Holdings actor={actor} id={id} />
    </Suspense>
  );
}

async function Holdings({ actor, id }: { actor: Actor; id: bigint }) {
  const [holdings, accounts, settings] = await Promise.all([getPortfolioHoldings(actor, id), listAccounts(actor, id), getSettings(actor)]);
  return (
    holdings && (
      <HoldingsSection
        holdings={holdings}
        accounts={accounts}
        settings={settings}
        scope="portfolio"
        exportAt={`/portfolios/${id}/holdings/export`}
      />
    )
  );
}
