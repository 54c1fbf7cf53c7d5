"use client";
import { useMemo } from "react";
import { useAppTable } from "@/components/table/app-table";
import { DataTable } from "@/components/table/data-table";
import { Card } from "@/components/ui/card";
import type { InstrumentPerformance } from "@/lib/performance/schema";
import { performanceColumns } from "./performance-columns";

interface PerformanceTableProps {
  rows: readonly InstrumentPerformance[];
  currency: string;
  locale: string;
}

/** What each instrument did in the period, those that are no longer held included. */
export function PerformanceTable({ rows, currency, locale }: PerformanceTableProps) {
  const columns = useMemo(() => performanceColumns(currency, locale), [currency, locale]);
  const table = useAppTable({ data: rows, columns, getRowId: (row) => row.instrumentId });
  return (
    <Card title="By holding" description="In the period. Gain is price, income and exchange rates, less charges." flush>
      {rows.length === 0 ? (
        <p className="p-4 text-muted md:px-5">Nothing was held in this period.</p>
      ) : (
        <DataTable table={table} label="Performance by holding" />
      )}
    </Card>
  );
}
