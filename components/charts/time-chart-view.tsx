"use client";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { cx } from "@/components/ui/class-names";
import { formatDay } from "@/components/ui/date-format";
import { Skeleton } from "@/components/ui/skeleton";
import { Attribution } from "./attribution";
import { ChartCard } from "./chart-card";
import { isDrawable, marksByDay, type TimeSeries } from "./chart-data";
import { formatValue } from "./chart-unit";
import { describeGaps, describeSeries } from "./chart-words";
import { type PackedSeries, unpackSeries } from "./packed-series";
import { PointReadout } from "./point-readout";
import { Swatch } from "./swatch";
import { usePointCursor } from "./use-point-cursor";
import { useTimeDrawing } from "./use-time-drawing";

const SeriesTable = lazy(() => import("./series-table").then((module) => ({ default: module.SeriesTable })));

export interface TimeChartViewProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  head?: ReactNode;
  packed: PackedSeries;
  locale: string;
  height?: "low" | "tall";
  /** Stands where there is nothing to draw. */
  empty?: ReactNode;
}

/** Lines over time: by pointer, by arrow keys, as sentences and as a table. */
export function TimeChartView({ title, description, actions, head, packed, locale, height = "tall", empty }: TimeChartViewProps) {
  const series = useMemo(() => unpackSeries(packed), [packed]);
  const summary = useMemo(() => describeSeries(series, locale), [series, locale]);
  const gaps = useMemo(() => describeGaps(series), [series]);
  return (
    <ChartCard
      {...{ title, description, actions, head, summary }}
      table={() => (
        <Suspense fallback={<Skeleton className="h-64" />}>
          <SeriesTable series={series} label={title} locale={locale} />
        </Suspense>
      )}
    >
      {isDrawable(series) ? (
        <Picture {...{ title, series, locale, height }} />
      ) : (
        <p className="py-8 text-center text-muted">{empty ?? "There is too little to draw yet: a line needs two days with a value."}</p>
      )}
      <p className="mt-3 flex flex-wrap justify-between gap-x-4 text-xs text-muted">
        <span>{gaps}</span>
        {isDrawable(series) && <Attribution />}
      </p>
    </ChartCard>
  );
}

function Picture({ title, series, locale, height }: { title: string; series: TimeSeries; locale: string; height: "low" | "tall" }) {
  const { days, lines, unit, marks } = series;
  const cursor = usePointCursor(days.length);
  const { box, status } = useTimeDrawing(series, locale, cursor.index, cursor.point);
  const happened = useMemo(() => marksByDay(days, marks ?? []), [days, marks]);
  const at = cursor.index ?? days.length - 1;
  const when = formatDay(days[at] ?? "", locale);
  return (
    <>
      <PointReadout
        when={when}
        spoken={cursor.spoken}
        also={happened.get(at)?.map(({ text }) => text)}
        readings={lines.map(({ label, look, color, values }) => ({
          label,
          value: formatValue(values[at] ?? null, unit, locale),
          key: <Swatch look={look} color={color} />,
        }))}
      />
      {status === "failed" && <p className="text-muted">The chart couldn’t be loaded. Its numbers are in the table.</p>}
      <div
        role="slider"
        tabIndex={0}
        aria-label={`Days of ${title}`}
        aria-valuemin={0}
        aria-valuemax={days.length - 1}
        aria-valuenow={at}
        aria-valuetext={when}
        onKeyDown={cursor.onKeyDown}
        onBlur={cursor.onBlur}
        suppressHydrationWarning
        className={cx("relative rounded", height === "tall" ? "h-56 sm:h-72" : "h-40 sm:h-48")}
      >
        {status === "loading" && <Skeleton className="absolute inset-0 opacity-40" />}
        <div ref={box} className="absolute inset-0" />
      </div>
    </>
  );
}
