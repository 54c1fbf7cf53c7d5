"use client";
import { useMemo } from "react";
import { useAppTable } from "@/components/table/app-table";
import { DataTable } from "@/components/table/data-table";
import { shownOf } from "@/components/table/shown-of";
import { Card } from "@/components/ui/card";
import type { RowScope } from "@/lib/explain/row-subjects";
import type { IncomeRow } from "@/lib/performance/schema";
import { incomeColumns } from "./income-columns";

interface IncomeTableProps {
  scope: RowScope;
  rows: readonly IncomeRow[];
  /** Of all payments, those that are not listed included. */
  count: number;
  currency: string;
  locale: string;
  timeZone: string;
}

/** Every payment of the period. */
export function IncomeTable({ scope, rows, count, currency, locale, timeZone }: IncomeTableProps) {
  const columns = useMemo(() => incomeColumns({ scope, currency, locale, timeZone }), [scope, currency, locale, timeZone]);
  const table = useAppTable({ data: rows, columns, getRowId: (row) => row.transactionId });
  return (
    <Card title="Payments" description={shownOf(rows.length, count).trim() || undefined} flush>
      {rows.length === 0 ? (
        <p className="p-4 text-muted md:px-5">Nothing was paid in this period.</p>
      ) : (
        <DataTable table={table} label="Payments" />
      )}
    </Card>
  );
}
