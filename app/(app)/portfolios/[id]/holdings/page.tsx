import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { HoldingsSection, HoldingsSkeleton } from "@/components/holdings/holdings-section";
import { listAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getPortfolioHoldings } from "@/lib/holdings/queries";
import { type Moment, parseMoment, withMoment } from "@/lib/moment/schema";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Holdings" };

export default async function PortfolioHoldingsPage({ params, searchParams }: PageProps<"/portfolios/[id]/holdings">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getPortfolio(actor, id))) notFound();
  return (
    <Suspense fallback={<HoldingsSkeleton />}>
      <Holdings actor={actor} id={id} moment={parseMoment(await searchParams)} />
    </Suspense>
  );
}

async function Holdings({ actor, id, moment }: { actor: Actor; id: bigint; moment: Moment }) {
  const [holdings, accounts, settings] = await Promise.all([
    getPortfolioHoldings(actor, id, moment),
    listAccounts(actor, id, moment),
    getSettings(actor),
  ]);
  return (
    holdings && (
      <HoldingsSection
        holdings={holdings}
        accounts={accounts}
        settings={settings}
        subject={{ portfolio: id.toString() }}
        exportAt={withMoment(`/portfolios/${id}/holdings/export`, moment)}
      />
    )
  );
}
