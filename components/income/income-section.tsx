import { FigureTile, FigureTiles } from "@/components/performance/figure-tile";
import { PeriodSwitch } from "@/components/performance/period-switch";
import { ProblemsList } from "@/components/performance/problems-list";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import type { IncomeView } from "@/lib/performance/schema";
import { IncomeAhead } from "./income-ahead";
import { IncomeBars } from "./income-bars";
import { IncomeCalendar } from "./income-calendar";
import { IncomeTable } from "./income-table";
import { PayersCard } from "./payers-card";

interface IncomeSectionProps {
  view: IncomeView;
  locale: string;
  timeZone: string;
}

/** What a portfolio was paid over a period, by month, by day, by payer and row by row. */
export function IncomeSection({ view, locale, timeZone }: IncomeSectionProps) {
  const { baseCurrency: currency, ahead } = view;
  const scope = { portfolio: view.portfolioId };
  return (
    <div className="grid gap-5">
      <PeriodSwitch range={view.range} locale={locale} />
      <ProblemsList problems={view.problems} />
      <FigureTiles>
        <FigureTile label="Received" figure={view.total} kind="amount" currency={currency} locale={locale} sub="in the period" />
        <Stat label="Payments" value={view.rowCount.toLocaleString(locale)} sub="in the period" />
        <FigureTile
          label="Expected"
          figure={view.expected}
          kind="amount"
          currency={currency}
          locale={locale}
          sub="in the twelve months ahead, about"
        />
      </FigureTiles>
      <IncomeBars months={view.months} ahead={ahead} currency={currency} locale={locale} />
      <IncomeCalendar view={view} locale={locale} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <PayersCard payers={view.payers} currency={currency} locale={locale} />
        <IncomeAhead portfolioId={view.portfolioId} ahead={ahead} currency={currency} locale={locale} />
      </div>
      <IncomeTable scope={scope} rows={view.rows} count={view.rowCount} currency={currency} locale={locale} timeZone={timeZone} />
    </div>
  );
}

export function IncomeSkeleton() {
  return (
    <SkeletonGroup label="Loading the income" className="grid gap-5">
      <Skeleton className="h-9 w-full max-w-lg" />
      <Skeleton className="h-20" />
      <Skeleton className="h-72" />
      <Skeleton className="h-80" />
    </SkeletonGroup>
  );
}
