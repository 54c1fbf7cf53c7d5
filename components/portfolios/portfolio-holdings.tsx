import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { HoldingsView } from "@/lib/holdings/schema";
import { allocate } from "@/lib/portfolios/allocation";
import { AllocationCard } from "./allocation-card";
import { baseFirst } from "./currency-order";
import { ValueTiles } from "./value-tiles";

interface PortfolioHoldingsProps {
  portfolioId: string;
  holdings: HoldingsView;
  baseCurrency: string;
  locale: string;
}

/** What a portfolio is worth, and in what. Two parts of the page’s grid: the figures across it, the allocation in its first column. */
export function PortfolioHoldings({ portfolioId, holdings: { rows, totals }, baseCurrency, locale }: PortfolioHoldingsProps) {
  const currencies = baseFirst(totals, baseCurrency).map((total) => total.currency);
  return (
    <>
      <div className="lg:col-span-2">
        <ValueTiles portfolioId={portfolioId} totals={totals} baseCurrency={baseCurrency} locale={locale} />
      </div>
      <AllocationCard allocations={allocate(rows, currencies)} locale={locale} />
    </>
  );
}

export function PortfolioHoldingsSkeleton() {
  return (
    <>
      <SkeletonGroup label="Loading holdings" className="lg:col-span-2">
        <Skeleton className="h-24" />
      </SkeletonGroup>
      <Skeleton className="h-80" />
    </>
  );
}
