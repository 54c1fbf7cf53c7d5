import { FigureTile, FigureTiles } from "@/components/performance/figure-tile";
import { MethodChoice } from "@/components/performance/method-choice";
import { METHOD_LABELS } from "@/components/performance/method-labels";
import { ProblemsList } from "@/components/performance/problems-list";
import { TableSkeleton } from "@/components/table/table-skeleton";
import type { GainsView } from "@/lib/performance/schema";
import { BrokerSide } from "./broker-side";
import { OpenLotsTable } from "./open-lots-table";
import { RealisedTable } from "./realised-table";
import { YearSwitch } from "./year-switch";

interface GainsSectionProps {
  view: GainsView;
  /** Where the download is: the same year, day and knowledge as the page's. */
  exportAt: string;
  locale: string;
}

/** What was realised by year and lot, beside what the broker says of it, and what isn't realised yet. */
export function GainsSection({ view, exportAt, locale }: GainsSectionProps) {
  const { baseCurrency: currency, totals, year, realised } = view;
  const shown = { currency, locale };
  const scope = { portfolio: view.portfolioId };
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <YearSwitch years={view.years} year={year} />
        <MethodChoice portfolioId={view.portfolioId} method={view.method} />
      </div>
      <ProblemsList problems={view.problems} />
      <FigureTiles>
        <FigureTile label="Realised gain" figure={totals.gain} kind="gain" sub={METHOD_LABELS[view.method]} {...shown} />
        <FigureTile label="Proceeds" figure={totals.proceeds} kind="amount" {...shown} />
        <FigureTile label="Cost" figure={totals.cost} kind="amount" {...shown} />
        <FigureTile label="Charges" figure={totals.charges} kind="amount" sub="inside proceeds and cost" {...shown} />
        <FigureTile label="By exchange rates" figure={totals.fx} kind="gain" sub="part of the gain" {...shown} />
      </FigureTiles>
      <RealisedTable scope={scope} rows={realised} count={view.realisedCount} totals={totals} year={year} exportAt={exportAt} {...shown} />
      <BrokerSide scope={scope} rows={realised} locale={locale} />
      <OpenLotsTable scope={scope} rows={view.open} count={view.openCount} {...shown} />
    </div>
  );
}

export function GainsSkeleton() {
  return <TableSkeleton label="Loading the gains" />;
}
