"use client";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import type { AppTable } from "./app-table";
import { cellClass } from "./cell-class";
import { ColumnHeader } from "./column-header";
import { useOverflow } from "./use-overflow";
import { useVirtualRows } from "./use-virtual-rows";

interface DataTableProps<Data extends object> {
  table: AppTable<Data>;
  /** What the table is, for people who can't see it. */
  label: string;
  /** Pixels of one row, about. */
  rowHeight?: number;
  /** Rows of a `tfoot`. */
  footer?: ReactNode;
  /** More rows exist than are loaded: their number is not known. */
  isOpenEnded?: boolean;
}

/**
 * A real `table` of any length: columns leave by priority as it gets narrower, so that a page never scrolls sideways, and rows far from the
 * screen are not in the document.
 */
export function DataTable<Data extends object>({ table, label, rowHeight = 45, footer, isOpenEnded = false }: DataTableProps<Data>) {
  const { rows } = table.getRowModel();
  const { body, indexes, before, after, measure } = useVirtualRows(rows.length, rowHeight, (index) => rows[index]?.id ?? String(index));
  const { box, overflows } = useOverflow();
  const columns = table.getVisibleLeafColumns().length;
  return (
    <div ref={box} className={cx("@container", overflows && "overflow-x-auto")} {...(overflows ? { role: "region", "aria-label": label, tabIndex: 0 } : {})}>
      <table className="w-full border-separate border-spacing-0 text-sm" aria-label={label} aria-rowcount={isOpenEnded ? -1 : rows.length + 1}>
        {/* Below the header of the app, which sticks as well. */}
        <thead className={cx("z-10 bg-surface", !overflows && "sticky top-14")}>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <ColumnHeader key={header.id} column={header.column}>
                  <table.FlexRender header={header} />
                </ColumnHeader>
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={body}>
          <Spacer columns={columns} height={before} />
          {indexes.map((index) => {
            const row = rows[index];
            return row ? (
              <tr key={row.id} ref={measure} data-index={index} aria-rowindex={index + 2} className="group relative hover:bg-sunken focus-within:bg-sunken">
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id} className={cx("border-b border-line px-2 py-2 align-top first:pl-4 last:pr-4", cellClass(cell.column.columnDef.meta))}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ) : null;
          })}
          <Spacer columns={columns} height={after} />
        </tbody>
        {footer ? <tfoot>{footer}</tfoot> : null}
      </table>
    </div>
  );
}

/** Stands for the rows that are not rendered. */
function Spacer({ columns, height }: { columns: number; height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height }} className="p-0" />
    </tr>
  );
}
