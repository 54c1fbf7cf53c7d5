"use client";
import type { Route } from "next";
import Link from "next/link";
import type { BarChartProps } from "./bar-chart";
import { formatValue } from "./chart-unit";
import { PlainTable } from "./plain-table";

type BarTableProps = Pick<BarChartProps, "title" | "points" | "measure" | "unitName" | "unit" | "locale">;

/** The bars as numbers. */
export function BarTable({ title, points, measure, unitName, unit, locale }: BarTableProps) {
  return (
    <PlainTable
      label={title}
      columns={[{ label: unitName }, { label: measure, numeric: true }]}
      rows={points.map(({ key, label, isExpected, ...point }) => ({
        key,
        cells: [
          <span key="label" suppressHydrationWarning>
            {label}
            {isExpected && <span className="text-muted"> (expected)</span>}
          </span>,
          <span key="value" title={point.reason ?? undefined}>
            {point.href ? (
              <Link href={point.href as Route} prefetch={false} className="decoration-dotted underline-offset-4 hover:underline">
                <span className="sr-only">
                  Explain {measure} of {label}:{" "}
                </span>
                {formatValue(point.value, unit, locale)}
              </Link>
            ) : (
              formatValue(point.value, unit, locale)
            )}
          </span>,
        ],
      }))}
    />
  );
}
