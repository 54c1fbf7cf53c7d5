import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { HoldingsView } from "@/lib/holdings/schema";
import { allocate } from "./allocation";
import { AllocationCard } from "./allocation-card";
import { baseFirst } from "./currency-order";
import { ValueTiles } from "./value-tiles";

interface PortfolioHoldingsProps {
  holdings: HoldingsView;
  baseCurrency: string;
  locale: string;
}

/** What a portfolio is worth, and in what. */
export function PortfolioHoldings({ holdings: { rows, totals }, baseCurrency, locale }: PortfolioHoldingsProps) {
  const currencies = baseFirst(totals, baseCurrency).map((total) => total.currency);
  return (
    <div className="grid content-start gap-5">
      <ValueTiles totals={totals} baseCurrency={baseCurrency} locale={locale} />
      <AllocationCard allocations={allocate(rows, currencies)} locale={locale} />
    </div>
  );
}

export function PortfolioHoldingsSkeleton() {
  return (
    <SkeletonGroup label="Loading holdings" className="grid content-start gap-5">
      <Skeleton className="h-24" />
      <Skeleton className="h-64" />
    </SkeletonGroup>
  );
}
