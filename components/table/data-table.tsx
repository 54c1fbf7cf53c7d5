"use client";
import { lazy, type ReactNode, Suspense, useRef } from "react";
import { cx } from "@/components/ui/class-names";
import type { AppTable } from "./app-table";
import { ColumnHeader } from "./column-header";
import { PlainRows, type TableRowsProps } from "./table-rows";
import { useOverflow } from "./use-overflow";

interface DataTableProps<Data extends object> {
  table: AppTable<Data>;
  /** What the table is, for people who can't see it. */
  label: string;
  /** Rows of a `tfoot`. */
  footer?: ReactNode;
  /** More rows exist than are loaded: their number is not known. */
  isOpenEnded?: boolean;
}

/** Up to here a table is simply rendered. */
const PLAIN_ROWS = 100;
/** Pixels of a row with two lines, until one has been measured. */
const ROW_HEIGHT = 53;

/** Most tables are short, and their pages need not load what only long ones use. */
const VirtualRows = lazy(() => import("./virtual-rows").then((module) => ({ default: module.VirtualRows }))) as <Data extends object>(
  props: TableRowsProps<Data>,
) => ReactNode;

/**
 * A real `table` of any length: columns leave by priority as it gets narrower, so that a page never scrolls sideways, and rows far from the
 * screen are not in the document.
 */
export function DataTable<Data extends object>({ table, label, footer, isOpenEnded = false }: DataTableProps<Data>) {
  const { rows } = table.getRowModel();
  const { box, overflows } = useOverflow();
  const rowHeight = useRef(ROW_HEIGHT);
  const plain = <PlainRows table={table} rows={rows.slice(0, PLAIN_ROWS)} rowHeight={rowHeight} />;
  return (
    <div
      ref={box}
      className={cx("@container", overflows && "overflow-x-auto")}
      {...(overflows ? { role: "region", "aria-label": label, tabIndex: 0 } : {})}
    >
      <table
        className="w-full border-separate border-spacing-0 text-sm"
        aria-label={label}
        aria-rowcount={isOpenEnded ? -1 : rows.length + 1}
      >
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
        {rows.length <= PLAIN_ROWS ? (
          plain
        ) : (
          <Suspense fallback={plain}>
            <VirtualRows table={table} rows={rows} rowHeight={rowHeight} />
          </Suspense>
        )}
        {footer ? <tfoot>{footer}</tfoot> : null}
      </table>
    </div>
  );
}
