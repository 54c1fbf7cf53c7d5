import { OverviewSection } from "@/components/portfolios/overview/overview-section";
import { RecentTransactions } from "@/components/transactions/recent-transactions";
import type { Actor } from "@/lib/auth/actor";
import type { Moment } from "@/lib/moment/schema";
import { getOverview } from "@/lib/performance/queries";
import type { PeriodView } from "@/lib/performance/schema";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

interface PartProps {
  actor: Actor;
  id: bigint;
  moment: Moment;
}

export async function Overview({ actor, id, period, moment }: PartProps & { period: PeriodView }) {
  const [view, { locale }] = await Promise.all([getOverview(actor, id, period, moment), getSettings(actor)]);
  return view && <OverviewSection view={view} locale={locale} isPast={moment.asOf !== null} />;
}

export async function Recent({ actor, id, moment }: PartProps) {
  const newest = getLedgerPage(actor, { portfolioId: id }, parseFilter({}), null, moment);
  const [page, settings] = await Promise.all([newest, getSettings(actor)]);
  return page && <RecentTransactions base={`/portfolios/${id}`} rows={page.rows.slice(0, 5)} showAccount {...settings} />;
}
