import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { PerformanceView } from "@/lib/performance/schema";
import { BenchmarkChoice } from "./benchmark-choice";
import { FigureTile, FigureTiles } from "./figure-tile";
import { MethodChoice } from "./method-choice";
import { PerformanceCharts } from "./performance-charts";
import { PerformanceTable } from "./performance-table";
import { PeriodSwitch } from "./period-switch";
import { ProblemsList } from "./problems-list";

interface PerformanceSectionProps {
  view: PerformanceView;
  benchmarks: readonly { id: string; symbol: string; name: string }[];
  locale: string;
}

/** How a portfolio did over a period: as figures, pictures, a sum, and by holding. */
export function PerformanceSection({ view, benchmarks, locale }: PerformanceSectionProps) {
  const shown = { currency: view.baseCurrency, locale };
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <PeriodSwitch range={view.range} locale={locale} />
        <div className="flex flex-wrap gap-2">
          <BenchmarkChoice portfolioId={view.portfolioId} benchmark={view.benchmark} choices={benchmarks} />
          <MethodChoice portfolioId={view.portfolioId} method={view.method} />
        </div>
      </div>
      <ProblemsList problems={view.problems} />
      <FigureTiles>
        <FigureTile label="Value" figure={view.value} kind="amount" {...shown} />
        <FigureTile label="Time-weighted return" figure={view.twr} kind="return" {...shown} />
        <FigureTile label="Money-weighted return" figure={view.xirr} kind="return" sub="per year" {...shown} />
        {view.benchmark && (
          <FigureTile label={view.benchmark.symbol} figure={view.benchmark.return} kind="return" sub="benchmark" {...shown} />
        )}
        <FigureTile label="Volatility" figure={view.volatility} kind="percent" sub="per year" {...shown} />
        <FigureTile label="Largest drawdown" figure={view.maxDrawdown} kind="return" {...shown} />
      </FigureTiles>
      <PerformanceCharts view={view} locale={locale} />
      <PerformanceTable rows={view.holdings} {...shown} />
    </div>
  );
}

export function PerformanceSkeleton() {
  return (
    <SkeletonGroup label="Loading the performance" className="grid gap-5">
      <Skeleton className="h-9 w-full max-w-lg" />
      <Skeleton className="h-20" />
      <Skeleton className="h-96" />
      <Skeleton className="h-64" />
    </SkeletonGroup>
  );
}
