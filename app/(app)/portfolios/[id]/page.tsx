import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccountList } from "@/components/portfolios/account-list";
import { FirstSteps } from "@/components/portfolios/first-steps";
import { PortfolioHoldings, PortfolioHoldingsSkeleton } from "@/components/portfolios/portfolio-holdings";
import { RecentTransactions, RecentTransactionsSkeleton } from "@/components/transactions/recent-transactions";
import { listAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getPortfolioHoldings } from "@/lib/holdings/queries";
import { getPortfolio } from "@/lib/portfolios/queries";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";
import { AccountsPart } from "./accounts-part";

export async function generateMetadata({ params }: PageProps<"/portfolios/[id]">): Promise<Metadata> {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const portfolio = id && (await getPortfolio(actor, id));
  return { title: portfolio ? portfolio.name : "Not found" };
}

export default async function PortfolioPage({ params }: PageProps<"/portfolios/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const portfolio = id && (await getPortfolio(actor, id));
  if (!portfolio) notFound();
  const [accounts, settings] = await Promise.all([listAccounts(actor, id), getSettings(actor)]);
  if (accounts.length === 0) return <FirstSteps portfolioId={portfolio.id} offerSample={!portfolio.isSample} />;
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Suspense fallback={<PortfolioHoldingsSkeleton />}>
        <Holdings actor={actor} id={id} />
      </Suspense>
      <div className="grid content-start gap-5">
        <Suspense fallback={<AccountList portfolioId={portfolio.id} accounts={accounts} agreements={{}} {...settings} />}>
          <AccountsPart actor={actor} id={id} accounts={accounts} />
        </Suspense>
        <Suspense fallback={<RecentTransactionsSkeleton />}>
          <Recent actor={actor} id={id} />
        </Suspense>
      </div>
    </div>
  );
}

async function Holdings({ actor, id }: { actor: Actor; id: bigint }) {
  const [holdings, { baseCurrency, locale }] = await Promise.all([getPortfolioHoldings(actor, id), getSettings(actor)]);
  return holdings && <PortfolioHoldings holdings={holdings} baseCurrency={baseCurrency} locale={locale} />;
}

async function Recent({ actor, id }: { actor: Actor; id: bigint }) {
  const [page, settings] = await Promise.all([getLedgerPage(actor, { portfolioId: id }, parseFilter({}), null), getSettings(actor)]);
  return page && <RecentTransactions base={`/portfolios/${id}`} rows={page.rows.slice(0, 5)} showAccount {...settings} />;
}
