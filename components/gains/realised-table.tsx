"use client";
import { useMemo } from "react";
import { useAppTable } from "@/components/table/app-table";
import { DataTable } from "@/components/table/data-table";
import { shownOf } from "@/components/table/shown-of";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import type { RowScope } from "@/lib/explain/row-subjects";
import type { GainRow, GainsView } from "@/lib/performance/schema";
import { realisedColumns } from "./realised-columns";
import { RealisedTotals } from "./realised-totals";

interface RealisedTableProps {
  scope: RowScope;
  rows: readonly GainRow[];
  /** Of all lots, those that are not listed included. */
  count: number;
  totals: GainsView["totals"];
  /** `2025`, or null for all years. */
  year: number | null;
  /** Where the download is. */
  exportAt: string;
  currency: string;
  locale: string;
}

/** Every lot that was closed, with the sums under them. */
export function RealisedTable({ scope, rows, count, totals, year, exportAt, currency, locale }: RealisedTableProps) {
  const columns = useMemo(() => realisedColumns(scope, currency, locale), [scope, currency, locale]);
  const table = useAppTable({ data: rows, columns, getRowId: (row) => `${row.transactionId} ${row.lotId}` });
  return (
    <Card
      title={year === null ? "Realised, all years" : `Realised in ${year}`}
      description={`One line for each lot that a sale closed. Charges are inside proceeds and cost.${shownOf(rows.length, count, "The CSV has all of them.")}`}
      actions={
        rows.length > 0 && (
          <a href={exportAt} download className={buttonStyle("secondary", "sm")}>
            <Icon name="download" />
            Download CSV
          </a>
        )
      }
      flush
    >
      {rows.length === 0 ? (
        <p className="p-4 text-muted md:px-5">{year === null ? "Nothing has been sold yet." : `Nothing was sold in ${year}.`}</p>
      ) : (
        <DataTable table={table} label="Realised gains" footer={<RealisedTotals {...{ table, totals, currency, locale }} />} />
      )}
    </Card>
  );
}
