"use client";
import { lazy, Suspense } from "react";
import { cx } from "@/components/ui/class-names";
import { type DecimalString, ZERO } from "@/lib/money/decimal";
import { BarLabels } from "./bar-labels";
import { ChartCard, type ChartCardProps } from "./chart-card";
import type { ChartColor } from "./chart-data";
import { cssColor } from "./chart-palette";
import { axisFormat, type ChartUnit, formatValue } from "./chart-unit";
import { barOf, heightOf, roundScale, type Scale, toFloat } from "./pixels";
import { PointReadout } from "./point-readout";
import { Swatch } from "./swatch";
import { usePointCursor } from "./use-point-cursor";

const BarTable = lazy(() => import("./bar-table").then((module) => ({ default: module.BarTable })));

export interface BarPoint {
  key: string;
  /** `October 2026`, and under the bars, where there is little room, `Oct`. */
  label: string;
  short: string;
  /** Null: not computable, and `reason` says why. */
  value: DecimalString | null;
  reason?: string | null;
  /** Where the value is explained: in the table, for a bar is a picture. */
  href?: string | null;
  /** Told with the value: what it leaves out, who pays. */
  also?: readonly string[];
  /** Expected and not paid: drawn hollow. */
  isExpected?: boolean;
}

export interface BarChartProps extends Pick<ChartCardProps, "title" | "description" | "actions" | "head" | "summary"> {
  points: readonly BarPoint[];
  /** What the bars are: `Net income`. */
  measure: string;
  /** What a point is: `Month`. */
  unitName: string;
  unit: ChartUnit;
  locale: string;
  color?: ChartColor;
}

/** One bar for each point, from 0 up or down, in SVG: nothing is measured, so that it is there before any script is. */
export function BarChart({ points, measure, unitName, unit, locale, color = 1, ...card }: BarChartProps) {
  return (
    <ChartCard
      {...card}
      table={() => (
        <Suspense fallback={<div className="h-64" />}>
          <BarTable {...{ points, measure, unitName, unit, locale }} title={card.title} />
        </Suspense>
      )}
    >
      <Bars {...{ title: card.title, points, measure, unit, locale, color }} />
    </ChartCard>
  );
}

type BarsProps = Required<Pick<BarChartProps, "title" | "points" | "measure" | "unit" | "locale" | "color">>;

function Bars({ title, points, measure, unit, locale, color }: BarsProps) {
  const cursor = usePointCursor(points.length);
  const scale = roundScale(points.map(({ value }) => toFloat(value ?? ZERO)));
  const at = cursor.index ?? points.findLastIndex(({ isExpected }) => !isExpected);
  const current = points[at];
  return (
    <>
      {current && (
        <PointReadout
          when={current.label}
          spoken={cursor.spoken}
          also={current.also}
          readings={[
            {
              label: current.isExpected ? `${measure}, expected` : measure,
              value: current.value === null && current.reason ? `— (${current.reason})` : formatValue(current.value, unit, locale),
              key: <Swatch color={color} look={current.isExpected ? "area" : "block"} />,
            },
          ]}
        />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
        <div
          role="slider"
          tabIndex={0}
          aria-label={`Bars of ${title}`}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, points.length - 1)}
          aria-valuenow={Math.max(0, at)}
          aria-valuetext={current?.label ?? "nothing"}
          suppressHydrationWarning
          onKeyDown={cursor.onKeyDown}
          onBlur={cursor.onBlur}
          onPointerLeave={() => cursor.point(null)}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const index = Math.floor(((event.clientX - box.left) / box.width) * points.length);
            cursor.point(Math.min(points.length - 1, Math.max(0, index)));
          }}
          className="relative h-44 rounded sm:h-52"
        >
          <Grid scale={scale} />
          <svg
            aria-hidden="true"
            className="absolute inset-0 size-full"
            viewBox={`0 0 ${Math.max(1, points.length)} 100`}
            preserveAspectRatio="none"
          >
            {points.map((point, index) => (
              <BarShape key={point.key} point={point} index={index} scale={scale} color={color} isCurrent={index === cursor.index} />
            ))}
          </svg>
        </div>
        <Axis scale={scale} write={axisFormat(unit, locale)} />
        <BarLabels points={points} />
      </div>
    </>
  );
}

interface BarShapeProps {
  point: BarPoint;
  index: number;
  scale: Scale;
  color: ChartColor;
  isCurrent: boolean;
}

function BarShape({ point: { value, isExpected }, index, scale, color, isCurrent }: BarShapeProps) {
  const float = toFloat(value ?? ZERO);
  const { top, height } = barOf(float, scale);
  const fill = cssColor(float < 0 ? "loss" : color);
  return (
    <>
      {isCurrent && <rect x={index} y={0} width={1} height={100} fill="var(--sunken)" />}
      <rect
        x={index + 0.16}
        y={top}
        width={0.68}
        // A payment of a cent among hundreds is still there.
        height={float === 0 ? 0 : Math.max(height, 0.8)}
        fill={isExpected ? `color-mix(in srgb, ${fill} 18%, transparent)` : fill}
        stroke={isExpected ? fill : "none"}
        strokeDasharray={isExpected ? "3 2" : undefined}
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}

function Grid({ scale }: { scale: Scale }) {
  return scale.ticks.map((tick) => (
    <span
      key={tick}
      aria-hidden
      className={cx("absolute inset-x-0 border-t", tick === 0 ? "border-control" : "border-line")}
      style={{ top: `${heightOf(tick, scale)}%` }}
    />
  ));
}

function Axis({ scale, write }: { scale: Scale; write: (value: number) => string }) {
  return (
    <div aria-hidden className="tabular relative text-right text-[0.6875rem] text-muted">
      {/* The widest label gives the column its width; all of them stand beside their lines. */}
      {scale.ticks.map((tick) => (
        <span key={`width ${tick}`} className="invisible block h-0">
          {write(tick)}
        </span>
      ))}
      {scale.ticks.map((tick) => (
        <span key={tick} className="absolute right-0 -translate-y-1/2 leading-none" style={{ top: `${heightOf(tick, scale)}%` }}>
          {write(tick)}
        </span>
      ))}
    </div>
  );
}
