"use client";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { AppTable } from "./app-table";
import { TableRow, type TableRowsProps } from "./table-rows";

/**
 * The rows near the screen, and spacers for the rest, so that they stay real table rows. The page itself scrolls: a table with a scroll bar
 * of its own is a trap on a phone.
 */
export function VirtualRows<Data extends object>({ table, rows, rowHeight }: TableRowsProps<Data>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: rows.length,
    estimateSize: () => rowHeight.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollMargin: top,
    // What the server and the first render in the browser agree on; both are measured right after.
    initialOffset: 0,
    initialRect: { width: 1024, height: 1200 },
  });
  // Whatever stands above the table may have grown: the place of the first row is read anew after each render.
  useLayoutEffect(() => {
    if (body.current) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY));
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return (
    <tbody ref={body}>
      <Spacer table={table} height={first ? first.start - top : 0} />
      {items.map(({ index }) => {
        const row = rows[index];
        return row && <TableRow key={row.id} table={table} row={row} index={index} measure={virtualizer.measureElement} />;
      })}
      <Spacer table={table} height={last ? virtualizer.getTotalSize() - (last.end - top) : 0} />
    </tbody>
  );
}

/** Stands for the rows that are not rendered. */
function Spacer<Data extends object>({ table, height }: { table: AppTable<Data>; height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={table.getVisibleLeafColumns().length} style={{ height }} className="p-0" />
    </tr>
  );
}
