import { Badge } from "@/components/ui/badge";
import type { PortfolioSummary } from "@/lib/portfolios/schema";

/** What sets a portfolio apart from the others, in words. */
export function PortfolioBadges({ portfolio }: { portfolio: Pick<PortfolioSummary, "isDefault" | "isSample" | "active"> }) {
  return (
    <>
      {portfolio.isDefault ? <Badge tone="accent">Default</Badge> : null}
      {portfolio.isSample ? <Badge tone="info">Sample</Badge> : null}
      {portfolio.active ? null : <Badge tone="neutral">Archived</Badge>}
    </>
  );
}
