import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { FirstSteps } from "./first-steps";
import { LoadSample } from "./load-sample";
import { NewPortfolio } from "./new-portfolio";
import { PortfolioRow } from "./portfolio-row";

interface PortfolioListProps {
  portfolios: readonly PortfolioSummary[];
  baseCurrency: string;
  locale: string;
}

/** Active portfolios in view, archived ones folded away; and, while nothing is linked anywhere, what to do first. */
export function PortfolioList({ portfolios, ...shown }: PortfolioListProps) {
  if (portfolios.length === 0) return <NoPortfolios />;
  const active = portfolios.filter((portfolio) => portfolio.active);
  const archived = portfolios.filter((portfolio) => !portfolio.active);
  const start = portfolios.every((portfolio) => portfolio.accounts === 0) ? active[0] : undefined;
  return (
    <div className="grid gap-6">
      {active.length > 0 ? <Rows portfolios={active} {...shown} /> : <p className="text-muted">All your portfolios are archived.</p>}
      {start ? <FirstSteps portfolioId={start.id} offerSample /> : null}
      {archived.length > 0 ? (
        <details>
          <summary className="cursor-pointer py-2 font-medium">Archived ({archived.length})</summary>
          <Rows portfolios={archived} {...shown} />
        </details>
      ) : null}
    </div>
  );
}

function Rows({ portfolios, ...shown }: PortfolioListProps) {
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {portfolios.map((portfolio) => (
          <PortfolioRow key={portfolio.id} portfolio={portfolio} {...shown} />
        ))}
      </ul>
    </Card>
  );
}

function NoPortfolios() {
  return (
    <EmptyState
      icon={<Icon name="folder-open" />}
      title="No portfolios yet"
      actions={
        <>
          <NewPortfolio />
          <LoadSample />
        </>
      }
    >
      A portfolio keeps accounts together. Make your first one, or look around with sample data: it is invented, and gone again with one
      click.
    </EmptyState>
  );
}

export function PortfolioListSkeleton() {
  return (
    <Card>
      <SkeletonGroup label="Loading portfolios" className="grid gap-4">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </SkeletonGroup>
    </Card>
  );
}
