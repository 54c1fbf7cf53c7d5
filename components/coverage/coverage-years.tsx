import type { Route } from "next";
import { MomentLink } from "@/components/moment/moment-link";
import { cx } from "@/components/ui/class-names";

/** The years in which there is something, the last one first, one of them shown. On a phone they are a strip. */
export function CoverageYears({ accountId, years, current }: { accountId: string; years: readonly number[]; current: number }) {
  return (
    <nav aria-label="Years">
      <ul className="flex gap-2 overflow-x-auto p-0.5 md:flex-wrap">
        {years.toReversed().map((year) => (
          <li key={year}>
            <MomentLink
              href={`/accounts/${accountId}/coverage?year=${year}` as Route}
              scroll={false}
              aria-current={year === current ? "true" : undefined}
              className={cx(
                "tabular inline-flex min-h-10 items-center rounded-full border px-3 md:min-h-8",
                year === current
                  ? "border-accent bg-accent-wash font-medium text-accent-ink"
                  : "border-control bg-surface text-ink hover:bg-sunken",
              )}
            >
              {year}
            </MomentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
