"use client";
import {
  type ColumnHelper,
  columnVisibilityFeature,
  createColumnHelper,
  createSortedRowModel,
  metaHelper,
  type ReactTable,
  type Row,
  rowSortingFeature,
  type SortFn,
  type TableOptions,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import type { DecimalString } from "@/lib/money/decimal";
import { byAmount, byWord } from "./exact-order";

/** How a column looks, and how wide its table must be to show it. */
export interface ColumnLook {
  /** The name in the header and in the menu of columns. */
  label: string;
  /** Right-aligned, with figures of equal width. */
  numeric?: boolean;
  /** The narrowest table that has room for it; absent means always. */
  from?: "medium" | "wide" | "wider" | "widest";
  /** Takes the room that the others leave: always, or while the table is too narrow for `medium` columns. */
  grows?: "always" | "narrow";
  /** The label is for screen readers alone: a column of buttons. */
  quiet?: boolean;
}

const baseFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature });
type BaseFeatures = typeof baseFeatures;

// Missing values are `undefined` by the column's accessor, so that they stay last in either direction.
const amount: SortFn<BaseFeatures, object> = (a, b, column) =>
  byAmount(a.getValue<DecimalString>(column), b.getValue<DecimalString>(column));
const word: SortFn<BaseFeatures, object> = (a, b, column) => byWord(a.getValue<string>(column), b.getValue<string>(column));

/** The one place that configures tables: what they can do, and how values are put in order. */
export const appFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { amount, word },
  columnMeta: metaHelper<ColumnLook>(),
});
type AppFeatures = typeof appFeatures;

export type AppTable<Data extends object> = ReactTable<AppFeatures, Data>;
export type AppRow<Data extends object> = Row<AppFeatures, Data>;

/** A table of the app. Not by the library's `createTableHook`: what that adds are components for cells, and ours are plain ones. */
export const useAppTable = <Data extends object>(options: Omit<TableOptions<AppFeatures, Data>, "features">): AppTable<Data> =>
  useTable<AppFeatures, Data>({ enableMultiSort: false, ...options, features: appFeatures });

export const createAppColumnHelper = <Data extends object>(): ColumnHelper<AppFeatures, Data> => createColumnHelper<AppFeatures, Data>();
