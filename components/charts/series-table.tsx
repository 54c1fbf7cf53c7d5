"use client";
import { useMemo } from "react";
import { createAppColumnHelper, useAppTable } from "@/components/table/app-table";
import { DataTable } from "@/components/table/data-table";
import { DateTime } from "@/components/ui/date-time";
import type { DecimalString } from "@/lib/money/decimal";
import { marksByDay, type TimeSeries } from "./chart-data";
import { formatValue } from "./chart-unit";

interface SeriesRow {
  day: string;
  values: readonly (DecimalString | null)[];
  happened: string;
}

const column = createAppColumnHelper<SeriesRow>();

/** The numbers of a time chart, the newest day first. */
export function SeriesTable({ series, label, locale }: { series: TimeSeries; label: string; locale: string }) {
  const { columns, rows } = useMemo(() => tableOf(series, locale), [series, locale]);
  const table = useAppTable({ data: rows, columns, getRowId: (row) => row.day });
  return (
    <div className="-mx-4 -mb-4 md:-mx-5 md:-mb-5">
      <DataTable table={table} label={label} />
    </div>
  );
}

function tableOf({ days, lines, unit, marks = [] }: TimeSeries, locale: string) {
  const happened = marksByDay(days, marks);
  const rows = days
    .map((day, index) => ({
      day,
      values: lines.map(({ values }) => values[index] ?? null),
      happened: (happened.get(index) ?? []).map(({ text }) => text).join(" · "),
    }))
    .reverse();
  const columns = column.columns([
    column.accessor("day", {
      header: "Day",
      sortFn: "word",
      sortDescFirst: true,
      meta: { label: "Day", grows: "always" },
      cell: ({ getValue }) => <DateTime value={`${getValue()}T00:00:00Z`} dateOnly locale={locale} />,
    }),
    ...lines.map((line, index) =>
      column.accessor((row) => row.values[index] ?? undefined, {
        id: `line-${index}`,
        header: line.label,
        sortFn: "amount",
        sortUndefined: "last",
        sortDescFirst: true,
        meta: { label: line.label, numeric: true },
        cell: ({ row }) => formatValue(row.original.values[index] ?? null, unit, locale),
      }),
    ),
    ...(marks.length > 0
      ? [column.accessor("happened", { header: "What happened", enableSorting: false, meta: { label: "What happened", from: "medium" } })]
      : []),
  ]);
  return { columns, rows };
}
