"use client";
import { useMemo } from "react";
import { ExplainedLink } from "@/components/explain/explained";
import { useMoment } from "@/components/moment/use-moment";
import { createAppColumnHelper, useAppTable } from "@/components/table/app-table";
import { DataTable } from "@/components/table/data-table";
import { formatDay } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { dayFigureHref } from "@/lib/explain/address";
import type { Moment } from "@/lib/moment/schema";
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
  const moment = useMoment();
  const { columns, rows } = useMemo(() => tableOf(series, locale, moment), [series, locale, moment]);
  const table = useAppTable({ data: rows, columns, getRowId: (row) => row.day });
  return (
    <div className="-mx-4 -mb-4 md:-mx-5 md:-mb-5">
      <DataTable table={table} label={label} />
    </div>
  );
}

function tableOf({ days, lines, unit, marks = [], explained }: TimeSeries, locale: string, moment: Moment) {
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
        cell: ({ row: { original } }) => {
          const value = original.values[index] ?? null;
          const text = formatValue(value, unit, locale);
          if (value === null || !line.figure || !explained) return text;
          return (
            <ExplainedLink
              href={dayFigureHref(line.figure, explained, original.day, moment)}
              label={`${line.label} on ${formatDay(original.day, locale)}`}
            >
              {text}
            </ExplainedLink>
          );
        },
      }),
    ),
    ...(marks.length > 0
      ? [column.accessor("happened", { header: "What happened", enableSorting: false, meta: { label: "What happened", from: "medium" } })]
      : []),
  ]);
  return { columns, rows };
}
