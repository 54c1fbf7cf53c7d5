import type { Route } from "next";
import Link from "next/link";
import { cx } from "@/components/ui/class-names";
import type { LineFilter, Outcome } from "@/lib/imports/outcomes";
import type { ImportView } from "@/lib/imports/schema";
import { outcomeLabel } from "./outcome-labels";

interface OutcomeFilterProps {
  /** The address of the import. */
  base: string;
  counts: readonly [Outcome, number][];
  current: LineFilter | undefined;
  /** The number of lines that change the ledger, where they can be listed on their own. */
  differences?: number;
  status: ImportView["status"];
}

/** How many lines there are of each outcome; choosing one lists only those. */
export function OutcomeFilter({ base, counts, current, status, differences }: OutcomeFilterProps) {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return (
    <nav aria-label="Lines by outcome">
      <ul className="flex flex-wrap gap-2">
        <li>
          <Chip href={base as Route} label="All" count={total} active={current === undefined} />
        </li>
        {differences !== undefined && (
          <li>
            <Chip
              href={`${base}?outcome=differences` as Route}
              label="Only differences"
              count={differences}
              active={current === "differences"}
            />
          </li>
        )}
        {counts.map(([outcome, count]) => (
          <li key={outcome}>
            <Chip
              href={`${base}?outcome=${outcome}` as Route}
              label={outcomeLabel(outcome, status)}
              count={count}
              active={current === outcome}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Chip({ href, label, count, active }: { href: Route; label: string; count: number; active: boolean }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={active ? "true" : undefined}
      className={cx(
        "inline-flex min-h-10 items-center gap-2 rounded-full border px-3 md:min-h-8",
        active ? "border-accent bg-accent-wash font-medium text-accent-ink" : "border-control bg-surface text-ink hover:bg-sunken",
      )}
    >
      {label} <span className="tabular">{count.toLocaleString("en")}</span>
    </Link>
  );
}
