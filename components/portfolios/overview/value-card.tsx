import { TimeChart } from "@/components/charts/time-chart";
import { ExplainLink } from "@/components/performance/explain-link";
import { FigureCell } from "@/components/performance/figure-cell";
import { FigureValue } from "@/components/performance/figure-value";
import { valueSeries } from "@/components/performance/performance-charts";
import { PeriodSwitch } from "@/components/performance/period-switch";
import type { OverviewView } from "@/lib/performance/schema";

/** What a portfolio is worth, what that changed today, and how it came to it. */
export function ValueCard({ view, locale, isPast }: { view: OverviewView; locale: string; isPast: boolean }) {
  const { value, today, todayPercent, baseCurrency: currency } = view;
  const shown = { currency, locale };
  return (
    <TimeChart
      title="Value over time"
      description="Against what was put in, less what was taken out."
      series={valueSeries(view)}
      locale={locale}
      empty="Once there are transactions and prices on two days, the value is drawn here."
      head={
        <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <dl className="min-w-0">
            <dt className="flex items-center gap-1 text-xs font-medium text-muted">
              Value
              {value.href && <ExplainLink href={value.href} label="Value" />}
            </dt>
            <dd className="text-2xl font-semibold tracking-tight break-words *:whitespace-normal sm:text-3xl">
              <FigureValue figure={value} kind="amount" {...shown} />
            </dd>
            <dd className="mt-1 flex flex-wrap items-center gap-x-2 text-sm">
              <FigureValue figure={today} kind="gain" {...shown} />
              {todayPercent.amount !== null && <FigureCell figure={todayPercent} kind="return" label="change in percent" {...shown} />}
              <span className="text-xs text-muted">{isPast ? "that day" : "today"}</span>
              {today.href && <ExplainLink href={today.href} label={isPast ? "Change of the day" : "Today’s change"} />}
            </dd>
            {[...value.notes, ...today.notes].map((note) => (
              <dd key={note} className="text-xs text-warning">
                {note}
              </dd>
            ))}
          </dl>
          <PeriodSwitch range={view.range} locale={locale} />
        </div>
      }
    />
  );
}
