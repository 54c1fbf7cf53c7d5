import type { Route } from "next";
import { MomentBanner } from "@/components/moment/moment-banner";
import { MomentTabs } from "@/components/moment/moment-tabs";
import { TimeTravel } from "@/components/moment/time-travel";
import { PageHeader } from "@/components/ui/page-header";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { PortfolioBadges } from "./portfolio-badges";
import { PortfolioMenu } from "./portfolio-menu";
import { RemoveSampleOnDemand } from "./remove-sample-on-demand";

type Shown = Pick<PortfolioSummary, "id" | "name" | "description" | "active" | "isDefault" | "isSample">;

/** The top of every page of a portfolio: which one it is, what can be done to it, and its pages. */
export function PortfolioHeader({ portfolio, timeZone, locale }: { portfolio: Shown; timeZone: string; locale: string }) {
  const page = (path: string) => `/portfolios/${portfolio.id}${path}` as Route;
  const tabs = [
    { href: page(""), label: "Overview", exact: true },
    { href: page("/holdings"), label: "Holdings" },
    { href: page("/transactions"), label: "Transactions" },
    { href: page("/performance"), label: "Performance" },
    { href: page("/income"), label: "Income" },
    { href: page("/gains"), label: "Gains" },
  ];
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Portfolios", href: "/portfolios" }]}
        title={portfolio.name}
        badges={<PortfolioBadges portfolio={portfolio} />}
        description={portfolio.description}
        actions={
          <>
            {portfolio.isSample ? <RemoveSampleOnDemand /> : null}
            <TimeTravel tabs={tabs} timeZone={timeZone} />
            <PortfolioMenu portfolio={portfolio} />
          </>
        }
      />
      <MomentTabs label="Portfolio" items={tabs} />
      <MomentBanner tabs={tabs} timeZone={timeZone} locale={locale} />
    </>
  );
}
