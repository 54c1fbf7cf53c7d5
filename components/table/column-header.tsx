"use client";
import type { Column } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import type { appFeatures } from "./app-table";
import { cellClass } from "./cell-class";

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;
const ICON = { asc: ArrowUp, desc: ArrowDown } as const;

/** A column's `th`: where the column can be sorted, its name is the button that does it. */
export function ColumnHeader<Data extends object>({ column, children }: { column: Column<typeof appFeatures, Data>; children: ReactNode }) {
  const look = column.columnDef.meta;
  const sorted = column.getIsSorted();
  const Icon = sorted ? ICON[sorted] : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? ARIA_SORT[sorted] : column.getCanSort() ? "none" : undefined}
      className={cx("sticky top-0 z-10 border-b border-line bg-surface px-2 py-2 align-bottom text-xs font-medium text-muted", cellClass(look))}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          className={cx("-mx-1 inline-flex items-center gap-1 rounded px-1 py-1 hover:text-ink", look?.numeric && "flex-row-reverse", sorted && "text-ink")}
        >
          {children}
          <Icon aria-hidden="true" className={cx("size-3.5 shrink-0", !sorted && "opacity-40")} />
        </button>
      ) : (
        <span className={look?.quiet ? "sr-only" : undefined}>{children}</span>
      )}
    </th>
  );
}
