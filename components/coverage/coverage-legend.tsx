import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import { DAY_STYLE } from "./day-style";

/** What the cells of the calendar mean. */
export function CoverageLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-xs text-muted">
      <Entry look={DAY_STYLE.covered}>Covered</Entry>
      <Entry look={DAY_STYLE.overlap}>Covered by several files</Entry>
      <Entry look={DAY_STYLE.estimated}>Estimated from a file's rows</Entry>
      <Entry look={DAY_STYLE.gap}>Gap</Entry>
      <Entry look="bg-sunken text-ink" mark={<span className="absolute inset-x-1 bottom-0.5 h-1 rounded-full bg-current" />}>
        Transactions
      </Entry>
      <Entry
        look="bg-sunken text-ink"
        mark={<span className="absolute top-0.5 left-1/2 size-1.5 -translate-x-1/2 rounded-full bg-current" />}
      >
        Snapshot of holdings
      </Entry>
    </ul>
  );
}

function Entry({ look, mark, children }: { look: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={cx("relative size-4 rounded-xs", look)}>
        {mark}
      </span>
      {children}
    </li>
  );
}
