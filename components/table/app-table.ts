"use client";
import { useMemo, useState } from "react";
import type { AppColumn, AppRow } from "./columns";
import { inOrder, pressed, type Sorting } from "./sorting";

/** Which columns are hidden, and how a person hides one. */
export interface ColumnVisibility {
  hidden: ReadonlySet<string>;
  setHidden: (id: string, isHidden: boolean) => void;
}

interface AppTableOptions<Data extends object> {
  data: readonly Data[];
  columns: readonly AppColumn<Data>[];
  getRowId: (row: Data) => string;
  /** The rows come in order; a press of a sortable column's header asks for another. */
  givenOrder?: { sorting: Sorting; onPress: () => void };
  /** Absent where columns can't be hidden. */
  visibility?: ColumnVisibility;
}

/** What {@link DataTable} shows. */
export interface AppTable<Data extends object> {
  /** The hidden ones included. */
  columns: readonly AppColumn<Data>[];
  visibleColumns: readonly AppColumn<Data>[];
  rows: readonly AppRow<Data>[];
  sorting: Sorting | null;
  press: (column: AppColumn<Data>) => void;
  visibility: ColumnVisibility | null;
}

/** The one place that says what tables can do: their rows are put in order, and their columns hidden. */
export function useAppTable<Data extends object>(options: AppTableOptions<Data>): AppTable<Data> {
  const { data, columns, getRowId, givenOrder, visibility = null } = options;
  const [own, setOwn] = useState<Sorting | null>(null);
  const rows = useMemo(() => data.map((original) => ({ id: getRowId(original), original })), [data, getRowId]);
  const sorted = useMemo(() => (givenOrder ? rows : inOrder(rows, columns, own)), [givenOrder, rows, columns, own]);
  return {
    columns,
    visibleColumns: columns.filter(({ id, canHide }) => !canHide || !visibility?.hidden.has(id)),
    rows: sorted,
    sorting: givenOrder?.sorting ?? own,
    press: (column) => (givenOrder ? givenOrder.onPress() : setOwn(pressed(column, own))),
    visibility,
  };
}
