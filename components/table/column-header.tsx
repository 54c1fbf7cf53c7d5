"use client";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cx } from "@/components/ui/class-names";
import type { AppTable } from "./app-table";
import { cellClass } from "./cell-class";
import type { AppColumn } from "./columns";

interface ColumnHeaderProps<Data extends object> {
  table: AppTable<Data>;
  column: AppColumn<Data>;
}

/** A column's `th`: where the column can be sorted, its name is the button that does it. */
export function ColumnHeader<Data extends object>({ table, column }: ColumnHeaderProps<Data>) {
  const { meta: look, canSort, header } = column;
  const sorted = table.sorting?.id === column.id ? table.sorting : null;
  const direction = sorted && (sorted.desc ? "descending" : "ascending");
  const Icon = sorted ? (sorted.desc ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={direction ?? (canSort ? "none" : undefined)}
      className={cx(
        "h-10 border-b border-line px-2 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4",
        cellClass(look),
      )}
    >
      {canSort ? (
        <button
          type="button"
          onClick={() => table.press(column)}
          className={cx("group relative -mx-1 min-h-8 rounded px-1 hover:text-ink", sorted && "text-ink")}
        >
          {header}
          {/* In the gap between the columns: room for an arrow in each would cost a whole column. */}
          <Icon
            aria-hidden
            className={cx(
              "absolute inset-y-0 my-auto size-3.5",
              look.numeric ? "-left-3" : "-right-3",
              !sorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
            )}
          />
        </button>
      ) : (
        <span className={look.quiet ? "sr-only" : undefined}>{header}</span>
      )}
    </th>
  );
}
