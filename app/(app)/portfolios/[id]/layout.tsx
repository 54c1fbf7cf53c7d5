import { notFound } from "next/navigation";
import { PortfolioHeader } from "@/components/portfolios/portfolio-header";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export default async function PortfolioLayout({ params, children }: LayoutProps<"/portfolios/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const portfolio = id && (await getPortfolio(actor, id));
  if (!portfolio) notFound();
  const { timeZone, locale } = await getSettings(actor);
  return (
    <>
      <PortfolioHeader portfolio={portfolio} timeZone={timeZone} locale={locale} />
      {children}
    </>
  );
}
