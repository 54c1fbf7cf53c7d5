import { PortfolioHoldings } from "@/components/portfolios/portfolio-holdings";
import { RecentTransactions } from "@/components/transactions/recent-transactions";
import type { Actor } from "@/lib/auth/actor";
import { getPortfolioHoldings } from "@/lib/holdings/queries";
import type { Moment } from "@/lib/moment/schema";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

interface PartProps {
  actor: Actor;
  id: bigint;
  moment: Moment;
}

export async function Holdings({ actor, id, moment }: PartProps) {
  const [holdings, { baseCurrency, locale }] = await Promise.all([getPortfolioHoldings(actor, id, moment), getSettings(actor)]);
  return holdings && <PortfolioHoldings portfolioId={id.toString()} holdings={holdings} baseCurrency={baseCurrency} locale={locale} />;
}

export async function Recent({ actor, id, moment }: PartProps) {
  const newest = getLedgerPage(actor, { portfolioId: id }, parseFilter({}), null, moment);
  const [page, settings] = await Promise.all([newest, getSettings(actor)]);
  return page && <RecentTransactions base={`/portfolios/${id}`} rows={page.rows.slice(0, 5)} showAccount {...settings} />;
}
