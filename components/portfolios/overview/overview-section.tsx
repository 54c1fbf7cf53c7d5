import { AllocationChart } from "@/components/charts/allocation-chart";
import { IncomeAhead } from "@/components/income/income-ahead";
import { Movers } from "@/components/performance/movers";
import { ProblemsList } from "@/components/performance/problems-list";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { OverviewView } from "@/lib/performance/schema";
import { OverviewTiles } from "./overview-tiles";
import { ValueCard } from "./value-card";

interface OverviewSectionProps {
  view: OverviewView;
  locale: string;
  /** The figures are those of a past day. */
  isPast: boolean;
}

/** A portfolio at a glance. Two parts of the page’s grid: value and figures across it, what they consist of in its first column. */
export function OverviewSection({ view, locale, isPast }: OverviewSectionProps) {
  const { baseCurrency: currency } = view;
  return (
    <>
      <div className="grid min-w-0 gap-5 lg:col-span-2">
        <ProblemsList problems={view.problems} />
        <ValueCard view={view} locale={locale} isPast={isPast} />
        <OverviewTiles view={view} locale={locale} />
      </div>
      <div className="grid min-w-0 gap-5">
        <AllocationChart portfolioId={view.portfolioId} allocation={view.allocation} currency={currency} locale={locale} />
        <Movers portfolioId={view.portfolioId} range={view.range} movers={view.movers} currency={currency} locale={locale} />
        <IncomeAhead
          portfolioId={view.portfolioId}
          ahead={view.incomeAhead}
          currency={currency}
          locale={locale}
          brief={{ months: 4, seeAll: `/portfolios/${view.portfolioId}/income` }}
        />
      </div>
    </>
  );
}

export function OverviewSkeleton() {
  return (
    <>
      <SkeletonGroup label="Loading the overview" className="grid gap-5 lg:col-span-2">
        <Skeleton className="h-96" />
        <Skeleton className="h-24" />
      </SkeletonGroup>
      <Skeleton className="h-80" />
    </>
  );
}
