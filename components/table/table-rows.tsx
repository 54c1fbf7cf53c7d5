"use client";
import { type RefObject, useLayoutEffect, useRef } from "react";
import { cx } from "@/components/ui/class-names";
import type { AppRow, AppTable } from "./app-table";
import { cellClass } from "./cell-class";

export interface TableRowsProps<Data extends object> {
  table: AppTable<Data>;
  rows: readonly AppRow<Data>[];
  /** Pixels of a row on average: an estimate until rows have been rendered. */
  rowHeight: RefObject<number>;
}

/** Rows as they are, all of them: searching in the page, printing and screen readers get everything. */
export function PlainRows<Data extends object>({ table, rows, rowHeight }: TableRowsProps<Data>) {
  const body = useRef<HTMLTableSectionElement>(null);
  // Should the table grow until only a part of it is rendered, the rows that go must leave exactly their own height behind.
  useLayoutEffect(() => {
    if (body.current && rows.length > 0) rowHeight.current = body.current.offsetHeight / rows.length;
  });
  return (
    <tbody ref={body}>
      {rows.map((row, index) => (
        <TableRow key={row.id} table={table} row={row} index={index} />
      ))}
    </tbody>
  );
}

interface TableRowProps<Data extends object> {
  table: AppTable<Data>;
  row: AppRow<Data>;
  /** Its place among all rows, from 0. */
  index: number;
  measure?: (row: HTMLTableRowElement | null) => void;
}

/** One row. It knows its place, because those before it may not be in the document. */
export function TableRow<Data extends object>({ table, row, index, measure }: TableRowProps<Data>) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="relative focus-within:bg-sunken hover:bg-sunken">
      {row.getVisibleCells().map((cell) => (
        <td
          key={cell.id}
          className={cx("border-b border-line px-2 py-2 align-top first:pl-4 last:pr-4", cellClass(cell.column.columnDef.meta))}
        >
          <table.FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
}
