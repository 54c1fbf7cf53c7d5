"use client";
import { useMemo } from "react";
import { useAppTable } from "@/components/table/app-table";
import { DataTable } from "@/components/table/data-table";
import { shownOf } from "@/components/table/shown-of";
import { Card } from "@/components/ui/card";
import type { RowScope } from "@/lib/explain/row-subjects";
import type { OpenLotRow } from "@/lib/performance/schema";
import { openLotColumns } from "./open-lot-columns";

interface OpenLotsTableProps {
  scope: RowScope;
  rows: readonly OpenLotRow[];
  /** Of all lots, those that are not listed included. */
  count: number;
  currency: string;
  locale: string;
}

/** What is held, lot by lot, and what selling it would realise. */
export function OpenLotsTable({ scope, rows, count, currency, locale }: OpenLotsTableProps) {
  const columns = useMemo(() => openLotColumns(scope, currency, locale), [scope, currency, locale]);
  const table = useAppTable({ data: rows, columns, getRowId: (row) => `${row.accountId} ${row.lotId}` });
  return (
    <Card title="Unrealised, by lot" description={shownOf(rows.length, count).trim() || undefined} flush>
      {rows.length === 0 ? (
        <p className="p-4 text-muted md:px-5">Nothing is held.</p>
      ) : (
        <DataTable table={table} label="Unrealised gains by lot" />
      )}
    </Card>
  );
}
