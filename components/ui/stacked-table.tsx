import type { ReactNode } from "react";
import { cx } from "./class-names";
import { ScrollRegion } from "./scroll-region";

interface StackedTableProps {
  /** The region's name, for those who don't see it. */
  label: string;
  headings: readonly string[];
  /** `StackedRow`s. */
  children: ReactNode;
}

/** A short table whose rows become cards on a phone: one cell below the other, and the headings for screen readers only. */
export function StackedTable({ label, headings, children }: StackedTableProps) {
  return (
    <ScrollRegion label={label}>
      <table className="block w-full text-left md:table">
        <thead className="sr-only text-xs text-muted md:not-sr-only md:table-header-group">
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col" className="px-3 py-2 font-medium whitespace-nowrap first:pl-5">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block divide-y divide-line md:table-row-group">{children}</tbody>
      </table>
    </ScrollRegion>
  );
}

export function StackedRow({ children }: { children: ReactNode }) {
  return <tr className="block py-2 md:table-row">{children}</tr>;
}

export function StackedCell({ className, children }: { className?: string; children?: ReactNode }) {
  return <td className={cx("px-4 py-1 align-top max-md:block md:px-3 md:py-2.5 md:first:pl-5", className)}>{children}</td>;
}
