"use client";
import { useMemo, useState } from "react";
import { useMoment } from "@/components/moment/use-moment";
import { useAppTable } from "@/components/table/app-table";
import { ColumnsMenu } from "@/components/table/columns-menu";
import { DataTable } from "@/components/table/data-table";
import { ExportMenu } from "@/components/table/export-menu";
import { FilterChips } from "@/components/table/filter-chips";
import { NothingMatches } from "@/components/table/nothing-matches";
import { SearchField } from "@/components/table/search-field";
import { TableToolbar } from "@/components/table/table-toolbar";
import { useHiddenColumns } from "@/components/table/use-hidden-columns";
import { Card } from "@/components/ui/card";
import type { ExplainSubject } from "@/lib/explain/schema";
import { totalsOf } from "@/lib/holdings/rules";
import type { HoldingView } from "@/lib/holdings/schema";
import { isNow } from "@/lib/moment/schema";
import { AddHolding } from "./add-holding";
import type { HoldingsChoices } from "./filter-fields";
import { FilterPanel } from "./filter-panel";
import { holdingColumns, isEditable } from "./holding-columns";
import type { HoldingFormContext } from "./holding-form";
import { HoldingsTotals } from "./holdings-totals";
import { EVERYTHING, type HoldingsFilter, narrow, occurring, rowKey } from "./narrow";

export interface HoldingsTableProps {
  rows: readonly HoldingView[];
  /** Whose rows they are, and of which list where it isn't the newest. */
  subject: ExplainSubject;
  /** Where the downloads are, the format aside. */
  exportAt: string;
  hiddenColumns: readonly string[];
  /** Several accounts in one table. */
  showsAccount: boolean;
  locale: string;
  timeZone: string;
  form: HoldingFormContext;
}

/** What is held: searched, filtered, sorted and summed here, because all of it is on the page. */
export function HoldingsTable({ rows, subject, exportAt, hiddenColumns, showsAccount, locale, timeZone, form }: HoldingsTableProps) {
  const [filter, setFilter] = useState<HoldingsFilter>(EVERYTHING);
  const shown = useMemo(() => narrow(rows, filter), [rows, filter]);
  const totals = useMemo(() => totalsOf(shown), [shown]);
  const visibility = useHiddenColumns("holdings", hiddenColumns);
  const isPresent = isNow(useMoment());
  const hasActions = isPresent && rows.some(isEditable);
  const { snapshot } = subject;
  const columns = useMemo(() => {
    const labels = new Map(form.assetTypes.map(({ value, label }) => [value, label]));
    const labelOf = (assetType: string) => labels.get(assetType) ?? assetType;
    return holdingColumns({ locale, timeZone, snapshot, showsAccount, hasActions, form, labelOf });
  }, [locale, timeZone, snapshot, showsAccount, hasActions, form]);
  const choices = useMemo(() => choicesOf(rows, form), [rows, form]);
  const table = useAppTable({
    data: shown,
    columns,
    getRowId: rowKey,
    state: { columnVisibility: visibility.columnVisibility },
    onColumnVisibilityChange: visibility.onColumnVisibilityChange,
  });
  const clear = () => setFilter(EVERYTHING);
  return (
    <>
      <TableToolbar
        search={
          <SearchField value={filter.q} onSearch={(q) => setFilter((current) => ({ ...current, q }))} placeholder="Symbol, name or ISIN" />
        }
        tools={
          <>
            <FilterPanel filter={filter} choices={choices} onFilter={setFilter} />
            <ColumnsMenu table={table} />
            <ExportMenu addressOf={(format) => `${exportAt}${exportAt.includes("?") ? "&" : "?"}format=${format}`} />
          </>
        }
        add={<AddHolding form={form} />}
      />
      <FilterChips chips={chipsOf(filter, choices, setFilter)} onClear={clear} />
      <Card flush>
        {shown.length === 0 ? (
          <NothingMatches onClear={clear} />
        ) : (
          <DataTable
            table={table}
            label="Holdings"
            footer={
              <HoldingsTotals table={table} totals={totals} subject={shown.length === rows.length ? subject : null} locale={locale} />
            }
          />
        )}
      </Card>
    </>
  );
}

function choicesOf(rows: readonly HoldingView[], form: HoldingFormContext): HoldingsChoices {
  const label = (assetType: string) => form.assetTypes.find(({ value }) => value === assetType)?.label ?? assetType;
  return {
    asset: occurring(
      rows,
      (row) => row.assetType,
      (row) => label(row.assetType),
    ),
    currency: occurring(
      rows,
      (row) => row.currency,
      (row) => row.currency,
    ),
    account: occurring(
      rows,
      (row) => row.accountId,
      (row) => row.accountName,
    ),
  };
}

const KINDS = [
  ["asset", "Asset type"],
  ["currency", "Currency"],
  ["account", "Account"],
] as const;

function chipsOf(filter: HoldingsFilter, choices: HoldingsChoices, onFilter: (filter: HoldingsFilter) => void) {
  return KINDS.flatMap(([kind, name]) =>
    filter[kind].map((value) => ({
      label: `${name}: ${choices[kind].find((choice) => choice.value === value)?.label ?? value}`,
      remove: () => onFilter({ ...filter, [kind]: filter[kind].filter((other) => other !== value) }),
    })),
  );
}
