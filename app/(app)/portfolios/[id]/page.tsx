import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccountList } from "@/components/portfolios/account-list";
import { FirstSteps } from "@/components/portfolios/first-steps";
import { OverviewSkeleton } from "@/components/portfolios/overview/overview-section";
import { RecentTransactionsSkeleton } from "@/components/transactions/recent-transactions";
import { listAccounts } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { isNow, parseMoment } from "@/lib/moment/schema";
import { viewSchema } from "@/lib/performance/schema";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";
import { AccountsPart } from "./accounts-part";
import { Overview, Recent } from "./overview-parts";

export async function generateMetadata({ params }: PageProps<"/portfolios/[id]">): Promise<Metadata> {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const portfolio = id && (await getPortfolio(actor, id));
  return { title: portfolio ? portfolio.name : "Not found" };
}

export default async function PortfolioPage({ params, searchParams }: PageProps<"/portfolios/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const search = await searchParams;
  const moment = parseMoment(search);
  const portfolio = id && (await getPortfolio(actor, id));
  if (!portfolio) notFound();
  const [accounts, settings] = await Promise.all([listAccounts(actor, id, moment), getSettings(actor)]);
  if (accounts.length === 0) return <FirstSteps portfolioId={portfolio.id} offerSample={!portfolio.isSample} />;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Suspense fallback={<OverviewSkeleton />}>
        <Overview actor={actor} id={id} period={viewSchema.parse(search)} moment={moment} />
      </Suspense>
      <div className="grid min-w-0 content-start gap-5">
        <Suspense fallback={<AccountList portfolioId={portfolio.id} accounts={accounts} agreements={{}} {...settings} />}>
          <AccountsPart actor={actor} id={id} accounts={accounts} isPast={!isNow(moment)} />
        </Suspense>
        <Suspense fallback={<RecentTransactionsSkeleton />}>
          <Recent actor={actor} id={id} moment={moment} />
        </Suspense>
      </div>
    </div>
  );
}
