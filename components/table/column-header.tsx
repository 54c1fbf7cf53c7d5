"use client";
import type { Column } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { appFeatures } from "./app-table";
import { cellClass } from "./cell-class";

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;
const ICON = { asc: "arrow-up", desc: "arrow-down" } as const;

/** A column's `th`: where the column can be sorted, its name is the button that does it. */
export function ColumnHeader<Data extends object>({ column, children }: { column: Column<typeof appFeatures, Data>; children: ReactNode }) {
  const look = column.columnDef.meta;
  const sorted = column.getIsSorted();
  return (
    <th
      scope="col"
      aria-sort={sorted ? ARIA_SORT[sorted] : column.getCanSort() ? "none" : undefined}
      className={cx(
        "h-10 border-b border-line px-2 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4",
        cellClass(look),
      )}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          className={cx("group relative -mx-1 min-h-8 rounded px-1 hover:text-ink", sorted && "text-ink")}
        >
          {children}
          {/* In the gap between the columns: room for an arrow in each would cost a whole column. */}
          <Icon
            name={sorted ? ICON[sorted] : "chevrons-up-down"}
            className={cx(
              "absolute inset-y-0 my-auto size-3.5",
              look?.numeric ? "-left-3" : "-right-3",
              !sorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
            )}
          />
        </button>
      ) : (
        <span className={look?.quiet ? "sr-only" : undefined}>{children}</span>
      )}
    </th>
  );
}
