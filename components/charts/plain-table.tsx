import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";

export interface PlainTableProps {
  label: string;
  columns: readonly { label: string; numeric?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Of the region around it. */
  className?: string;
}

/** The numbers of a chart that has few of them: a table without sorting. The first cell of a row names it. */
export function PlainTable({ label, columns, rows, className }: PlainTableProps) {
  return (
    <ScrollRegion label={label} className={cx("max-h-96", className)}>
      <table className="w-full" aria-label={label}>
        <thead className="sticky top-0 bg-surface text-xs text-muted">
          <tr>
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={cx("py-2 pr-4 font-medium last:pr-0", column.numeric ? "text-right" : "text-left")}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <tr key={key}>
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                {name}
              </th>
              {cells.map((cell, index) => (
                <td
                  key={columns[index + 1]?.label}
                  className={cx("py-2 pr-4 last:pr-0", columns[index + 1]?.numeric && "tabular text-right whitespace-nowrap")}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
