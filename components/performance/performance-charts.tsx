import { type ChartLine, lineOf, type TimeSeries } from "@/components/charts/chart-data";
import { TimeChart } from "@/components/charts/time-chart";
import type { PerformanceView } from "@/lib/performance/schema";
import { GainParts } from "./gain-parts";

type Shown = Pick<PerformanceView, "series" | "baseCurrency" | "portfolioId" | "range">;

/** What it was worth, against what was put in. */
export function valueSeries({ series, baseCurrency, portfolioId, range }: Shown): TimeSeries {
  return {
    days: series.map(({ day }) => day),
    unit: { kind: "amount", currency: baseCurrency },
    lines: [
      lineOf(series, "value", { label: "Value", look: "area", color: 1, figure: "portfolio-value" }),
      lineOf(series, "invested", { label: "Put in", look: "line", color: 2, figure: "put-in" }),
    ],
    explained: { portfolio: portfolioId, from: range.from },
  };
}

/** The three pictures of a period: return against the benchmark, value, and how far below its best it has been; and the gain as a sum. */
export function PerformanceCharts({ view, locale }: { view: PerformanceView; locale: string }) {
  const { series, benchmark, portfolioId, range } = view;
  const days = series.map(({ day }) => day);
  const explained = { portfolio: portfolioId, from: range.from };
  const fraction = { days, unit: { kind: "fraction", signed: true }, explained } as const;
  const compared: ChartLine[] = benchmark
    ? [lineOf(series, "benchmark", { label: benchmark.symbol, look: "dashed", color: 2, figure: "benchmark-return" })]
    : [];
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <div className="grid min-w-0 items-start gap-5 lg:col-span-2 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <TimeChart
          title="Return"
          description="Time-weighted, since the first day of the period: what was put in or taken out doesn’t move it."
          locale={locale}
          series={{
            ...fraction,
            lines: [lineOf(series, "twr", { label: "Portfolio", look: "area", color: 1, figure: "time-weighted-return" }), ...compared],
          }}
        />
        <GainParts view={view} locale={locale} />
      </div>
      <TimeChart
        title="Value"
        description="Against what was put in, less what was taken out."
        locale={locale}
        height="low"
        series={valueSeries(view)}
      />
      <TimeChart
        title="Drawdown"
        description="How far the return was below its highest so far."
        locale={locale}
        height="low"
        series={{
          ...fraction,
          lines: [lineOf(series, "drawdown", { label: "Below the highest", look: "below", color: 5, figure: "below-highest" })],
        }}
      />
    </div>
  );
}
