import type { Route } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tab-links";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { PortfolioBadges } from "./portfolio-badges";
import { PortfolioMenu } from "./portfolio-menu";
import { RemoveSample } from "./remove-sample";

type Shown = Pick<PortfolioSummary, "id" | "name" | "description" | "active" | "isDefault" | "isSample">;

/** The top of every page of a portfolio: which one it is, what can be done to it, and its pages. */
export function PortfolioHeader({ portfolio }: { portfolio: Shown }) {
  const page = (path: string) => `/portfolios/${portfolio.id}${path}` as Route;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Portfolios", href: "/portfolios" }]}
        title={portfolio.name}
        badges={<PortfolioBadges portfolio={portfolio} />}
        description={portfolio.description}
        actions={
          <>
            {portfolio.isSample ? <RemoveSample /> : null}
            <PortfolioMenu portfolio={portfolio} />
          </>
        }
      />
      <TabLinks
        label="Portfolio"
        items={[
          { href: page(""), label: "Overview", exact: true },
          { href: page("/holdings"), label: "Holdings" },
          { href: page("/transactions"), label: "Transactions" },
        ]}
      />
    </>
  );
}
