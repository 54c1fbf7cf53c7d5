"use client";
import { useCallback, useMemo, useState } from "react";
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
import { cx } from "@/components/ui/class-names";
import { isNow } from "@/lib/moment/schema";
import type { TransactionFilter } from "@/lib/transactions/filter";
import { clearedFilter, countRestrictions } from "@/lib/transactions/filter-query";
import type { LedgerPage } from "@/lib/transactions/view";
import { AddTransaction } from "./add-transaction";
import type { FilterChoices } from "./filter-choices";
import { FilterPanel } from "./filter-panel";
import { LedgerEnd } from "./ledger-end";
import { exportAddress, type LedgerScopeView, ledgerAddress, rowsAddress } from "./ledger-scope";
import { NoTransactions } from "./no-transactions";
import { restrictionsOf } from "./restrictions";
import { type ColumnContext, transactionColumns } from "./transaction-columns";
import type { TransactionFormContext } from "./transaction-form";
import { useFilterAddress } from "./use-filter-address";
import { useLedgerPages } from "./use-ledger-pages";

export interface TransactionsTableProps {
  scope: LedgerScopeView;
  filter: TransactionFilter;
  /** The rows that the server rendered. */
  first: LedgerPage;
  /** The address asked for rows after a cursor: what is above them is elsewhere. */
  isContinued: boolean;
  choices: FilterChoices;
  hiddenColumns: readonly string[];
  columnContext: Pick<ColumnContext, "locale" | "timeZone">;
  form: TransactionFormContext;
}

const SEARCH_DELAY_MS = 300;

/** The ledger: filtered and sorted by the server through the address, and longer the further one scrolls. */
export function TransactionsTable({
  scope,
  filter,
  first,
  isContinued,
  choices,
  hiddenColumns,
  columnContext,
  form,
}: TransactionsTableProps) {
  const { isPending, go, replace } = useFilterAddress(scope);
  const addressOf = useCallback((cursor: string) => rowsAddress(scope, filter, cursor), [scope, filter]);
  const pages = useLedgerPages(first, addressOf);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const onGone = useCallback(
    (id: string, isGone: boolean) => setGone((ids) => new Set(isGone ? [...ids, id] : [...ids].filter((other) => other !== id))),
    [],
  );
  const rows = useMemo(() => pages.rows.filter((row) => !gone.has(row.id)), [pages.rows, gone]);
  const visibility = useHiddenColumns("transactions", hiddenColumns);
  const { locale, timeZone } = columnContext;
  const { tradeTypes } = choices;
  const showsAccount = scope.kind === "portfolio";
  const hasActions = isNow(scope.moment);
  const columns = useMemo(
    () => transactionColumns({ locale, timeZone, tradeTypes, showsAccount, hasActions, onGone }),
    [locale, timeZone, tradeTypes, showsAccount, hasActions, onGone],
  );
  const table = useAppTable({
    data: rows,
    columns,
    getRowId: (row) => row.id,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting: [{ id: "at", desc: filter.sort === "newest" }], columnVisibility: visibility.columnVisibility },
    onSortingChange: () => go({ ...filter, sort: filter.sort === "newest" ? "oldest" : "newest" }),
    onColumnVisibilityChange: visibility.onColumnVisibilityChange,
  });
  const search = useCallback((q: string) => replace({ ...filter, q: q.trim() }), [replace, filter]);
  const clear = () => go(clearedFilter(filter));
  const isFiltered = countRestrictions(filter) > 0;
  if (rows.length === 0 && !isFiltered && !isContinued) return <NoTransactions scope={scope} form={form} />;
  return (
    <>
      <TableToolbar
        search={<SearchField value={filter.q} onSearch={search} delay={SEARCH_DELAY_MS} placeholder="Symbol, ISIN, name or note" />}
        tools={
          <>
            <FilterPanel filter={filter} choices={choices} onFilter={go} />
            <ColumnsMenu table={table} />
            <ExportMenu addressOf={(format) => exportAddress(scope, filter, format)} />
          </>
        }
        add={hasActions && <AddTransaction form={form} />}
      />
      <FilterChips
        chips={restrictionsOf(filter, choices).map(({ label, without }) => ({ label, remove: () => go(without) }))}
        onClear={clear}
      />
      <Card flush aria-busy={isPending} className={cx(isPending && "opacity-70")}>
        {rows.length === 0 ? (
          <NothingMatches onClear={clear} />
        ) : (
          <DataTable table={table} label="Transactions" isOpenEnded={pages.next !== null} />
        )}
      </Card>
      <LedgerEnd
        pages={pages}
        count={rows.length}
        continueAt={(cursor) => ledgerAddress(scope, filter, { after: cursor })}
        startAt={isContinued ? ledgerAddress(scope, filter) : null}
      />
    </>
  );
}
