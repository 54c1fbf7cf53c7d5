import { OpenLotsTable } from "@/components/gains/open-lots-table";
import { IncomeTable } from "@/components/income/income-table";
import { ProblemsList } from "@/components/performance/problems-list";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { InstrumentTransaction } from "@/lib/instruments/schema";
import type { InstrumentFigures } from "@/lib/performance/schema";
import { PriceChart } from "./price-chart";

interface InstrumentFiguresCardsProps {
  instrumentId: string;
  figures: InstrumentFigures;
  transactions: readonly InstrumentTransaction[];
  locale: string;
  timeZone: string;
}

/** The price of an instrument with what the person did, the lots that are held, and what it paid. */
export function InstrumentFiguresCards({ instrumentId, figures, transactions, locale, timeZone }: InstrumentFiguresCardsProps) {
  const { baseCurrency, currency, prices, lots, lotCount, income, incomeCount, problems } = figures;
  const scope = { instrument: instrumentId };
  return (
    <>
      <ProblemsList problems={problems} />
      <PriceChart instrumentId={instrumentId} prices={prices} currency={currency} transactions={transactions} locale={locale} />
      <OpenLotsTable scope={scope} rows={lots} count={lotCount} currency={baseCurrency} locale={locale} />
      {income.length > 0 && (
        <IncomeTable scope={scope} rows={income} count={incomeCount} currency={baseCurrency} locale={locale} timeZone={timeZone} />
      )}
    </>
  );
}

export function InstrumentFiguresSkeleton() {
  return (
    <SkeletonGroup label="Loading price and lots" className="grid gap-5">
      <Skeleton className="h-72" />
      <Skeleton className="h-32" />
    </SkeletonGroup>
  );
}
