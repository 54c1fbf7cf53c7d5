import type { ReactNode } from "react";
import { cx } from "./class-names";

export interface KeyValueItem {
  label: string;
  value: ReactNode;
}

/** Names and values, one pair to a line; on phones the value goes below its name. */
export function KeyValue({ items, className }: { items: readonly KeyValueItem[]; className?: string }) {
  return (
    <dl className={cx("divide-y divide-line", className)}>
      {items.map(({ label, value }) => (
        <div key={label} className="gap-4 py-2.5 first:pt-0 last:pb-0 md:grid md:grid-cols-[minmax(8rem,14rem)_1fr]">
          <dt className="text-muted">{label}</dt>
          <dd className="tabular min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
