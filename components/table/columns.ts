import type { ReactNode } from "react";
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

export interface AppRow<Data extends object> {
  id: string;
  original: Data;
}

const ORDERS = { amount: byAmount, word: byWord } as const;

export interface AppColumn<Data extends object> {
  id: string;
  header: string;
  meta: ColumnLook;
  canHide: boolean;
  canSort: boolean;
  /** The first press of its header sorts the largest to the top. */
  descFirst: boolean;
  /** Ascending; rows without a value are not asked. */
  compare: (a: Data, b: Data) => number;
  isMissing: (row: Data) => boolean;
  cell: (row: AppRow<Data>) => ReactNode;
}

interface CommonOptions {
  header: string;
  meta: ColumnLook;
  /** False for a column that names its rows, and stays. */
  enableHiding?: boolean;
}

interface ValueOptions<Data extends object, Value> extends CommonOptions {
  /** The value as it stands when left out. */
  cell?: (context: { row: AppRow<Data>; getValue: () => Value }) => ReactNode;
  enableSorting?: boolean;
  /** How its values are put in order; as words when left out. `undefined` is a missing one, and last in either direction. */
  sortFn?: keyof typeof ORDERS;
  sortDescFirst?: boolean;
}

interface DisplayOptions<Data extends object> extends CommonOptions {
  id: string;
  cell: (context: { row: AppRow<Data> }) => ReactNode;
}

interface ColumnHelper<Data extends object> {
  /** A column of values: a property of the rows, or what a function makes of one. */
  accessor<Key extends keyof Data & string>(key: Key, options: ValueOptions<Data, Data[Key]> & { id?: string }): AppColumn<Data>;
  accessor<Value>(valueOf: (row: Data) => Value, options: ValueOptions<Data, Value> & { id: string }): AppColumn<Data>;
  /** A column without values, such as one of buttons. */
  display(options: DisplayOptions<Data>): AppColumn<Data>;
  columns(columns: readonly AppColumn<Data>[]): readonly AppColumn<Data>[];
}

/** Makes the columns of a table whose rows are `Data`. */
export function createAppColumnHelper<Data extends object>(): ColumnHelper<Data> {
  return {
    accessor: (of: string | ((row: Data) => unknown), options: ValueOptions<Data, never> & { id?: string }) => {
      const valueOf = typeof of === "function" ? of : (row: Data) => row[of as keyof Data];
      const order = ORDERS[options.sortFn ?? "word"] as (a: unknown, b: unknown) => number;
      return {
        id: options.id ?? String(of),
        header: options.header,
        meta: options.meta,
        canHide: options.enableHiding ?? true,
        canSort: options.enableSorting ?? true,
        descFirst: options.sortDescFirst ?? false,
        compare: (a: Data, b: Data) => order(valueOf(a), valueOf(b)),
        isMissing: (row: Data) => valueOf(row) === undefined,
        cell: (row: AppRow<Data>) => {
          const value = valueOf(row.original);
          return options.cell ? options.cell({ row, getValue: () => value as never }) : (value as ReactNode);
        },
      };
    },
    display: ({ id, header, meta, enableHiding = true, cell }) => ({
      id,
      header,
      meta,
      canHide: enableHiding,
      canSort: false,
      descFirst: false,
      compare: () => 0,
      isMissing: () => false,
      cell: (row) => cell({ row }),
    }),
    columns: (columns) => columns,
  };
}
